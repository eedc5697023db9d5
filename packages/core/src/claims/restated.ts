import type { ActivityClaim } from './activity.ts';
import { isCoarse } from './coarse.ts';
import type { Partition } from './partition.ts';

/**
 * How far the date by which a later report tells of an inspection may lie from that inspection's own: it gives the month in which
 * inspectors came, or in which their report was published, and has been seen to give a third.
 */
const restatedWithin = 230;

/** First possible day of what a claim gives: of its days on site, else of its publication. */
function dayOf({
  start,
  coarseDays,
  published,
  coarsePublished,
}: ActivityClaim): number | undefined {
  return published ?? start ?? coarsePublished?.from ?? coarseDays?.from;
}

/**
 * Joins what a later report tells of an inspection before with the inspection of that framework that is nearest, where it joined none by
 * its month: a restatement never makes an inspection of its own beside one that is on record.
 */
export function joinRestated(items: readonly ActivityClaim[], partition: Partition): void {
  const restated = items.flatMap((item, index) => (item.restated ? [index] : []));
  if (restated.length === 0) return;
  const own = new Set(
    items.flatMap((item, index) => (item.restated ? [] : [partition.rootOf(index)])),
  );
  for (const index of restated) {
    const item = items[index]!;
    const told = dayOf(item);
    if (told === undefined || own.has(partition.rootOf(index))) continue;
    let nearest: number | undefined;
    let least = restatedWithin + 1;
    for (const [other, { framework, activity, ...rest }] of items.entries()) {
      const day = dayOf({ framework, activity, ...rest });
      if (rest.restated || activity !== item.activity || framework !== item.framework) continue;
      if (day === undefined || isCoarse({ framework, activity, ...rest })) continue;
      const distance = Math.abs(day - told);
      if (distance < least) [nearest, least] = [other, distance];
    }
    if (nearest !== undefined) partition.join(nearest, index);
  }
}
