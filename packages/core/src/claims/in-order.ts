import type { Bucket } from './day-index.ts';
import type { Partition } from './partition.ts';
import { type Steps, stepSize } from './steps.ts';

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
