import type { BriefSource } from './document.ts';

interface Written {
  readonly publisher: string;
  readonly title: string;
  readonly locator: string | null;
  readonly url: string | null;
}

/** Numbers documents in the order in which they are cited, and gathers the places in each. */
export class Citations {
  readonly #cited = new Map<string, { number: number; of: Written; places: Set<string> }>();

  /** The numbers of where something is written. */
  of(written: readonly Written[]): readonly number[] {
    return [...new Set(written.map((one) => this.#number(one)))].sort((a, b) => a - b);
  }

  get sources(): readonly BriefSource[] {
    return [...this.#cited.values()].map(({ number, of, places }) => ({
      number,
      title: of.title,
      publisher: of.publisher,
      url: of.url,
      places: [...places],
    }));
  }

  #number(of: Written): number {
    const key = `${of.title}\n${of.publisher}`;
    const cited = this.#cited.get(key) ?? { number: this.#cited.size + 1, of, places: new Set() };
    if (of.locator !== null) cited.places.add(of.locator);
    this.#cited.set(key, cited);
    return cited.number;
  }
}
