import type { ActivityClaim } from './activity.ts';
import { type Bucket, DayIndex, joinInOrder, type Lasting } from './day-index.ts';
import type { Partition } from './partition.ts';
import { type Steps, stepSize } from './steps.ts';

const startsNearDays = 7;

/** Whether two claims of one series are of one thing by days or publication alone. */
export function exactlySame(a: ActivityClaim, b: ActivityClaim): boolean {
  if (a.start !== undefined && b.start !== undefined) {
    if (Math.abs(a.start - b.start) <= startsNearDays) return !partAreas(a, b);
    const [aEnd, bEnd] = [a.end ?? a.start, b.end ?? b.start];
    return a.start <= bEnd && b.start <= aEnd;
  }
  return a.published !== undefined && a.published === b.published && !partAreas(a, b);
}

/** Both judge something, and nothing of it in common: re-inspections of two strands, not one inspection twice. */
function partAreas(a: ActivityClaim, b: ActivityClaim): boolean {
  return strands(a) && strands(b) && !a.areas.some((area) => b.areas.includes(area));
}

function strands({ kind, areas }: ActivityClaim): boolean {
  return kind === 'reinspection' && areas.length > 0;
}

/** Among so few claims every pair is looked at: that takes less than to put them in order. */
const fewEnough = 24;

/** Joins what is exactly the same among claims of one series. @returns how many claims were looked at */
export function* joinExact(
  items: readonly ActivityClaim[],
  group: readonly number[],
  partition: Partition,
): Steps<number> {
  if (group.length <= fewEnough) return joinPairs(items, group, partition);
  const index = new ExactIndex();
  yield* index.add(items, group);
  return yield* joinInOrder(group, (thing) => index.sameAs(items[thing]!), partition);
}

function joinPairs(
  items: readonly ActivityClaim[],
  group: readonly number[],
  partition: Partition,
): number {
  for (let i = 0; i < group.length; i += 1) {
    for (let j = i + 1; j < group.length; j += 1) {
      const [left, right] = [group[i]!, group[j]!];
      if (exactlySame(items[left]!, items[right]!)) partition.join(left, right);
    }
  }
  return group.length ** 2;
}

/** Everything, and what parts from nothing; the areas of re-inspections stand beside these. */
const everything = 'everything';
const whole = 'whole';

/** Claims of one series by what makes them exactly the same. */
class ExactIndex {
  readonly #starts = new Map<string, DayIndex>();
  readonly #published = new Map<string, Bucket>();

  /** Once and for all. */
  *add(items: readonly ActivityClaim[], group: readonly number[]): Steps<void> {
    const started = new Map<string, Lasting[]>();
    const inStrands = group.some((thing) => strands(items[thing]!));
    for (const [at, thing] of group.entries()) {
      if (at % (4 * stepSize) === 0) yield;
      const item = items[thing]!;
      const { start, published } = item;
      const own = strands(item) ? item.areas : inStrands ? [whole] : [];
      for (const slot of [everything, ...own]) {
        if (start !== undefined) {
          const lasting = { thing, from: start, to: item.end ?? start };
          const list = started.get(slot);
          if (list) list.push(lasting);
          else started.set(slot, [lasting]);
        }
        if (published === undefined) continue;
        this.#publish(`${slot} ${published}`, thing);
        if (start === undefined) this.#publish(`${slot} ${published} alone`, thing);
      }
    }
    // days that overlap are those of one thing whatever was judged
    for (const [slot, things] of started) {
      yield;
      const skip = slot === everything ? startsNearDays + 1 : Number.POSITIVE_INFINITY;
      this.#starts.set(slot, new DayIndex(things, { skip }));
    }
  }

  /** Buckets of which every member is exactly the same as the claim, and that hold all of those. */
  *sameAs(item: ActivityClaim): Generator<Bucket> {
    const { start, end = start, published } = item;
    const slots = strands(item) ? [whole, ...item.areas] : [everything];
    if (start !== undefined && end !== undefined) {
      const [first, last] = [start - startsNearDays, start + startsNearDays];
      for (const slot of slots) {
        const near = this.#starts.get(slot);
        if (near) yield* near.startingWithin(first, last);
      }
      const all = this.#starts.get(everything)!;
      yield* all.startingWithin(last + 1, end);
      yield* all.over(start);
    }
    if (published === undefined) return;
    for (const slot of slots) {
      const name = `${slot} ${published}`;
      const bucket = this.#published.get(start === undefined ? name : `${name} alone`);
      if (bucket) yield bucket;
    }
  }

  #publish(name: string, thing: number): void {
    const bucket = this.#published.get(name);
    if (bucket) bucket.members.push(thing);
    else this.#published.set(name, { members: [thing], seenFrom: [] });
  }
}
