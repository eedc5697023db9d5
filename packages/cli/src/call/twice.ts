/** A word that was typed by itself and behind its name, too. */
export class Twice {
  readonly bare: string;
  readonly named: string;

  constructor(bare: string, named: string) {
    this.bare = bare;
    this.named = named;
  }
}
