/** Words typed where one authority or several are named: which, the directory says. */
export class Several {
  readonly words: readonly string[];

  constructor(words: readonly string[]) {
    this.words = words;
  }
}

/** A word that was typed by itself and behind its name, too. */
export class Twice {
  readonly bare: string;
  readonly named: string;

  constructor(bare: string, named: string) {
    this.bare = bare;
    this.named = named;
  }
}
