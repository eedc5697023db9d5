import type { Partition } from './partition.ts';
import { type Steps, stepSize } from './steps.ts';

/** Things that are alike in what is asked of their days. */
export interface Bucket {
  readonly members: number[];
  /** One of each group for which all members were looked at. */
  readonly seenFrom: number[];
}

/** Where a day would stand among days in ascending order: the number of those before it. */
export function rankOf(days: readonly number[], day: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function inOrder(days: Iterable<number>): readonly number[] {
  return [...new Set(days)].sort((a, b) => a - b);
}

/** One thing, a claim or a group of them, and the days from which to which it lasts. */
export interface Lasting {
  readonly thing: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Things by their days, which are whole numbers as `EpochDay`: a segment tree, so that those that begin within a span or last over a
 * day are the members of a few buckets, and each stands in a few, however long it lasts.
 */
export class DayIndex {
  readonly #days: readonly number[];
  readonly #leaves: number;
  /** Things in the order of their first days, and where those of each day begin. */
  readonly #things: readonly number[];
  readonly #begin: readonly number[];
  readonly #starting = new Map<number, Bucket>();
  readonly #lasting = new Map<number, Bucket>();

  /**
   * @param asked days that `over` will be asked about, beside the first days
   * @param skip a thing stands over the days that come at least so many after its first
   */
  constructor(given: readonly Lasting[], { asked = [], skip = 1 }: DayIndexOptions = {}) {
    const byDay = new Map<number, number[]>();
    for (const { thing, from } of given) {
      const things = byDay.get(from);
      if (things) things.push(thing);
      else byDay.set(from, [thing]);
    }
    this.#days = inOrder([...asked, ...byDay.keys()]);
    this.#leaves = 2 ** Math.ceil(Math.log2(Math.max(1, this.#days.length)));
    const things: number[] = [];
    this.#begin = this.#days.map((day) => {
      const begin = things.length;
      for (const thing of byDay.get(day) ?? []) things.push(thing);
      return begin;
    });
    this.#things = things;
    for (const { thing, from, to } of given) {
      if (to < from + skip) continue;
      for (const node of this.#across(from + skip, to)) put(this.#lasting, node, thing);
    }
  }

  /** What begins on a day of a span. */
  *startingWithin(from: number, to: number): Generator<Bucket> {
    if (to < from) return;
    for (const node of this.#across(from, to)) {
      let bucket = this.#starting.get(node);
      if (!bucket) {
        bucket = { members: this.#under(node), seenFrom: [] };
        this.#starting.set(node, bucket);
      }
      yield bucket;
    }
  }

  /** What has begun, some days ago, and lasts over a day. */
  *over(day: number): Generator<Bucket> {
    if (this.#lasting.size === 0) return;
    for (let node = this.#leaves + rankOf(this.#days, day); node > 0; node >>= 1) {
      const bucket = this.#lasting.get(node);
      if (bucket) yield bucket;
    }
  }

  /** The things that begin on the days under a node of the tree, one of those next to each other where they are the same. */
  #under(node: number): number[] {
    const height = Math.clz32(node) - Math.clz32(this.#leaves);
    const first = (node << height) - this.#leaves;
    const all = this.#things.length;
    const things = this.#things.slice(
      this.#begin[first] ?? all,
      this.#begin[first + (1 << height)] ?? all,
    );
    return things.filter((thing, index) => thing !== things[index - 1]);
  }

  *#across(from: number, to: number): Generator<number> {
    let low = this.#leaves + rankOf(this.#days, from);
    let high = this.#leaves + rankOf(this.#days, to + 1);
    for (; low < high; low >>= 1, high >>= 1) {
      if (low & 1) yield low++;
      if (high & 1) yield --high;
    }
  }
}

export interface DayIndexOptions {
  readonly asked?: Iterable<number>;
  readonly skip?: number;
}

function put(buckets: Map<number, Bucket>, node: number, thing: number): void {
  const bucket = buckets.get(node);
  if (!bucket) buckets.set(node, { members: [thing], seenFrom: [] });
  else if (bucket.members.at(-1) !== thing) bucket.members.push(thing);
}

/**
 * Joins each of `things`, in ascending order, with those after it in its buckets, in ascending order: as if every pair were looked at,
 * which matters where a join is refused. What a group has looked at once it need not look at again: each member is in it for good, or
 * refused for good. So the work grows with the number of things, and not with that of their pairs.
 * @param bucketsOf the buckets of which every member goes with the thing
 * @returns how many members were looked at
 */
export function* joinInOrder(
  things: readonly number[],
  bucketsOf: (thing: number) => Iterable<Bucket>,
  partition: Partition,
): Steps<number> {
  let looked = 0;
  let since = 0;
  for (const thing of things) {
    const root = partition.rootOf(thing);
    const found: number[] = [];
    for (const { members, seenFrom } of bucketsOf(thing)) {
      if (seenFrom.some((other) => partition.rootOf(other) === root)) continue;
      seenFrom.push(thing);
      looked += members.length;
      for (const member of members) if (member > thing) found.push(member);
    }
    found.sort((a, b) => a - b);
    for (const other of found) partition.join(thing, other);
    since += 1 + found.length;
    if (since < stepSize) continue;
    since = 0;
    yield;
  }
  return looked;
}
