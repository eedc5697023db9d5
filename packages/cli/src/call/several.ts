/** Words typed where one authority or several are named: which, the directory says. */
export class Several {
  readonly words: readonly string[];

  constructor(words: readonly string[]) {
    this.words = words;
  }
}
