import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { StateChange, StateEntry, StateHeader } from './state-store.ts';

/** A change, or a part of one that is too large for one event: the part with the header is the last, and makes it hold. */
const partSchema = z.object({
  change: z.string(),
  put: z.array(z.tuple([z.string(), z.string()])),
  remove: z.array(z.string()),
  header: z.object({ checkpoint: z.string(), storeId: z.string(), version: z.string() }).optional(),
  /** All that there is from then on: what is not put is gone. */
  whole: z.literal(true).optional(),
});

export type ChangePart = z.infer<typeof partSchema>;

/** An event of a stream of changes, as far as folding it needs. */
export interface ChangeEvent {
  readonly revision: number;
  readonly type: string;
  readonly data: unknown;
}

export const changed = 'StateChanged';
export const dropped = 'StateDropped';

/** Bytes that a part is filled up to: of the 1 MiB that a server takes in one append, with room for what servers count beside. */
const partBytes = 384 * 1024;

/** A change in parts, each small enough for one append. */
export function partsOf(
  { header, put = [], remove = [] }: StateChange,
  { whole = false }: { readonly whole?: boolean } = {},
): readonly ChangePart[] {
  const change = randomUUID();
  const parts: ChangePart[] = [];
  let part: ChangePart = { change, put: [], remove: [] };
  let bytes = 0;
  const room = (text: string): void => {
    const more = Buffer.byteLength(JSON.stringify(text));
    if (bytes > 0 && bytes + more > partBytes) {
      parts.push(part);
      part = { change, put: [], remove: [] };
      bytes = 0;
    }
    bytes += more;
  };
  for (const key of remove) {
    room(key);
    part.remove.push(key);
  }
  for (const { key, value } of put) {
    room(key + value);
    part.put.push([key, value]);
  }
  return [...parts, { ...part, header, ...(whole ? { whole } : {}) }];
}

/** What the changes of a stream have come to, up to a revision. */
export class Folded {
  #header: StateHeader | undefined;
  readonly #values = new Map<string, string>();
  /** The keys in their order. */
  #keys: string[] = [];
  #revision = -1;
  #first: number | undefined;
  #parts: ChangePart[] = [];

  get header(): StateHeader | undefined {
    return this.#header;
  }

  /** The last revision that was taken in; -1 before the first. */
  get revision(): number {
    return this.#revision;
  }

  /** The first revision that was taken in; undefined before it. */
  get first(): number | undefined {
    return this.#first;
  }

  get size(): number {
    return this.#keys.length;
  }

  get(key: string): string | undefined {
    return this.#values.get(key);
  }

  entries(after: string, limit: number): readonly StateEntry[] {
    const from = after === '' ? 0 : this.#placeAfter(after);
    const keys = this.#keys.slice(from, Math.min(from + limit, this.#keys.length));
    return keys.map((key) => ({ key, value: this.#values.get(key)! }));
  }

  /**
   * Takes in the next event. What was taken in before is passed over.
   * @returns false where events between are gone: then all that there is has to be read
   */
  take({ revision, type, data }: ChangeEvent): boolean {
    if (revision <= this.#revision) return true;
    if (this.#first !== undefined && revision !== this.#revision + 1) return false;
    this.#first ??= revision;
    this.#revision = revision;
    if (type === dropped) this.#clear();
    const part = type === changed ? partSchema.safeParse(data).data : undefined;
    if (part === undefined) return true;
    // of a writer that ended before the last part, or was overtaken, nothing holds
    if (this.#parts[0]?.change !== part.change) this.#parts = [];
    this.#parts.push(part);
    if (part.header !== undefined) this.#apply(part.header, part.whole === true);
    return true;
  }

  /** Says that what lies before a revision is gone from the stream. */
  beginsAt(revision: number): void {
    this.#first = revision;
  }

  #apply(header: StateHeader, whole: boolean): void {
    const parts = this.#parts;
    if (whole) this.#clear();
    for (const { put, remove } of parts) {
      for (const key of remove) this.#remove(key);
      for (const [key, value] of put) this.#put(key, value);
    }
    this.#parts = [];
    this.#header = header;
  }

  #clear(): void {
    this.#header = undefined;
    this.#values.clear();
    this.#keys = [];
    this.#parts = [];
  }

  #put(key: string, value: string): void {
    if (!this.#values.has(key)) this.#keys.splice(this.#placeAfter(key), 0, key);
    this.#values.set(key, value);
  }

  #remove(key: string): void {
    if (this.#values.delete(key)) this.#keys.splice(this.#placeAfter(key) - 1, 1);
  }

  /** How many keys do not come after this one. */
  #placeAfter(key: string): number {
    let [low, high] = [0, this.#keys.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#keys[middle]! <= key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
