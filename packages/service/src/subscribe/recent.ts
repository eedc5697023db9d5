/** Something with a checkpoint that compares as text. */
interface Placed {
  readonly place: string;
}

/**
 * The last of what a feed gave, without a gap from a place on, for the many readers who are there already: only who comes from
 * further back reads the store.
 */
export class Recent<T extends Placed> {
  readonly #most: number;
  #items: T[] = [];
  #from: string;
  #upTo: string;

  /** @param from where the first item will follow; @param most how many are kept */
  constructor(from: string, most: number) {
    this.#from = from;
    this.#upTo = from;
    this.#most = most;
  }

  /** Up to where everything is known here. */
  get upTo(): string {
    return this.#upTo;
  }

  /** Takes the items between `upTo` and a place. */
  add(items: readonly T[], upTo: string): void {
    this.#items.push(...items);
    this.#upTo = upTo;
    if (this.#items.length <= this.#most * 2) return;
    const dropped = this.#items.length - this.#most;
    this.#from = this.#items[dropped - 1]?.place ?? this.#from;
    this.#items = this.#items.slice(dropped);
  }

  /** Everything after a place; undefined where it lies before all that is kept, or beyond it. */
  after(place: string): readonly T[] | undefined {
    if (place < this.#from || place > this.#upTo) return undefined;
    let [low, high] = [0, this.#items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#items[middle]?.place ?? '') > place) high = middle;
      else low = middle + 1;
    }
    return this.#items.slice(low);
  }
}
