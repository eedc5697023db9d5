import { Subject } from 'rxjs';

/** Something that grows, read two at a time. */
export class Growing {
  readonly grown = new Subject<void>();
  reads = 0;
  #size = 0;
  #at = 0;

  constructor(size: number) {
    this.#size = size;
  }

  grow(by: number): void {
    this.#size += by;
    this.grown.next();
  }

  readonly read = async () => {
    this.reads += 1;
    const from = this.#at;
    this.#at = Math.min(from + 2, this.#size);
    const items = Array.from({ length: this.#at - from }, (_, n) => from + n + 1);
    return { items, atEnd: this.#at === this.#size };
  };
}
