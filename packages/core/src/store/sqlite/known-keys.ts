import type { StreamTail } from '../integrity.ts';

/** Keys that are remembered at most, of all streams together and beside the stream that was asked about last: some 5 MB. */
const mostKeys = 131_072;

/** What is remembered of a stream. */
export interface Known {
  /** The chain hash of the event up to which these are its keys. */
  readonly end: string;
  /** All of them; that of an append which failed may be among them. */
  readonly keys: Set<number>;
  /** Keys of its last events, which are not written yet. */
  readonly unwritten: readonly number[];
}

/**
 * Keys of the ids of streams that were appended to last. They are those of a stream while it ends as it did then, whoever else appends and
 * whatever became of the append.
 */
export class KnownKeys {
  readonly #streams = new Map<number, { readonly known: Known; readonly size: number }>();
  #size = 0;

  /** What is remembered of a stream that ends like this. */
  of(stream: number, { chainHash }: StreamTail): Known | undefined {
    const known = this.#streams.get(stream)?.known;
    return known?.end === chainHash ? known : undefined;
  }

  /** Remembers a stream, and forgets those that were asked about longest ago where that makes too many keys. */
  keep(stream: number, known: Known): void {
    const { size } = known.keys;
    this.#forget(stream);
    for (const other of this.#streams.keys()) {
      if (this.#size + size <= mostKeys) break;
      this.#forget(other);
    }
    this.#streams.set(stream, { known, size });
    this.#size += size;
  }

  #forget(stream: number): void {
    this.#size -= this.#streams.get(stream)?.size ?? 0;
    this.#streams.delete(stream);
  }
}
