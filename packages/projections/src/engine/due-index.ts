import type { AuthorityKey, EpochDay } from '@monitoring-timeline/core';

interface Entry {
  readonly key: AuthorityKey;
  readonly day: EpochDay;
}

/**
 * Authorities ordered by a day each: what is next, without looking at the rest. Setting and taking one costs in
 * proportion to the logarithm of how many there are. A binary heap; an entry that was replaced stays in it until it
 * comes to the top or too many such have gathered.
 */
export class DueIndex {
  readonly #days = new Map<AuthorityKey, EpochDay>();
  #heap: Entry[] = [];

  /** How many wait. */
  get size(): number {
    return this.#days.size;
  }

  /** Puts a key on a day, in place of its earlier one; without a day it is taken out. */
  set(key: AuthorityKey, day: EpochDay | undefined): void {
    if (day === undefined) {
      this.remove(key);
      return;
    }
    if (this.#days.get(key) === day) return;
    this.#days.set(key, day);
    this.#heap.push({ key, day });
    this.#rise(this.#heap.length - 1);
    this.#tidy();
  }

  /** Takes one out; nothing where it does not wait. */
  remove(key: AuthorityKey): void {
    this.#days.delete(key);
    this.#tidy();
  }

  /** The day that one waits for; undefined where it does not wait. */
  dayOf(key: AuthorityKey): EpochDay | undefined {
    return this.#days.get(key);
  }

  /** Every key that waits, with its day, in no order. */
  entries(): Iterable<readonly [AuthorityKey, EpochDay]> {
    return this.#days.entries();
  }

  /** The earliest day of all; undefined where nothing waits. */
  next(): EpochDay | undefined {
    this.#dropReplaced();
    return this.#heap[0]?.day;
  }

  /** Takes out every key whose day is not after the given one: by day, then by key. */
  takeUntil(day: EpochDay): readonly AuthorityKey[] {
    const taken: AuthorityKey[] = [];
    for (let next = this.next(); next !== undefined && next <= day; next = this.next()) {
      const { key } = this.#heap[0]!;
      this.#pop();
      this.#days.delete(key);
      taken.push(key);
    }
    return taken;
  }

  #dropReplaced(): void {
    while (this.#heap.length > 0) {
      const { key, day } = this.#heap[0]!;
      if (this.#days.get(key) === day) return;
      this.#pop();
    }
  }

  /** Entries that were replaced never outnumber those that hold by much. */
  #tidy(): void {
    if (this.#heap.length <= 64 || this.#heap.length <= 2 * this.#days.size) return;
    this.#heap = [...this.#days].map(([key, day]) => ({ key, day })).sort(earlier);
  }

  #pop(): void {
    const last = this.#heap.pop()!;
    if (this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink();
  }

  #rise(from: number): void {
    const heap = this.#heap;
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >>> 1;
      if (earlier(heap[parent]!, heap[at]!) <= 0) return;
      [heap[parent], heap[at]] = [heap[at]!, heap[parent]!];
      at = parent;
    }
  }

  #sink(): void {
    const heap = this.#heap;
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      if (left >= heap.length) return;
      const right = left + 1;
      const child = right < heap.length && earlier(heap[right]!, heap[left]!) < 0 ? right : left;
      if (earlier(heap[at]!, heap[child]!) <= 0) return;
      [heap[child], heap[at]] = [heap[at]!, heap[child]!];
      at = child;
    }
  }
}

function earlier(a: Entry, b: Entry): number {
  return a.day - b.day || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}
