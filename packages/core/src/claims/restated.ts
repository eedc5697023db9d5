import type { ActivityClaim } from './activity.ts';
import { isCoarse } from './coarse.ts';
import { inOrder, rankOf } from './day-index.ts';
import type { Partition } from './partition.ts';
import { type Steps, stepSize } from './steps.ts';

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

/** The claims of one framework that can be joined, by their day: of each day the first. */
interface Dated {
  readonly first: Map<number, number>;
  readonly days: readonly number[];
}

/**
 * Joins what a later report tells of an inspection before with the nearest inspection of that framework, or of any where it says none,
 * where it joined none by its month: a restatement never makes an inspection of its own beside one that is on record.
 */
export function* joinRestated(items: readonly ActivityClaim[], partition: Partition): Steps<void> {
  const restated: number[] = [];
  const own = new Set<number>();
  for (const [index, item] of items.entries()) {
    if (item.restated) restated.push(index);
  }
  if (restated.length === 0) return;
  for (const [index, item] of items.entries()) {
    if (index % stepSize === stepSize - 1) yield;
    if (!item.restated) own.add(partition.rootOf(index));
  }
  const dated = yield* byFramework(items);
  for (const [done, index] of restated.entries()) {
    if (done % stepSize === stepSize - 1) yield;
    const told = dayOf(items[index]!);
    if (told === undefined || own.has(partition.rootOf(index))) continue;
    const nearest = nearestTo(told, dated.get(frameworkOf(items[index]!)));
    if (nearest !== undefined) partition.join(nearest, index);
  }
}

function frameworkOf({ activity, framework }: Pick<ActivityClaim, 'activity' | 'framework'>) {
  return `${activity}/${framework}`;
}

function* byFramework(items: readonly ActivityClaim[]): Steps<ReadonlyMap<string, Dated>> {
  const firsts = new Map<string, Map<number, number>>();
  for (const [index, item] of items.entries()) {
    if (index % stepSize === stepSize - 1) yield;
    const day = dayOf(item);
    if (item.restated || day === undefined || isCoarse(item)) continue;
    // a sentence gives the grade and the year, and seldom the framework: it may be of any
    const any = frameworkOf({ ...item, framework: undefined });
    for (const name of new Set([frameworkOf(item), any])) {
      const first = firsts.get(name) ?? new Map<number, number>();
      firsts.set(name, first);
      if (!first.has(day)) first.set(day, index);
    }
  }
  return new Map(
    [...firsts].map(([name, first]) => [name, { first, days: inOrder(first.keys()) }]),
  );
}

/** The nearest by days, within reach; of two that are as near the first. */
function nearestTo(told: number, dated: Dated | undefined): number | undefined {
  if (!dated) return undefined;
  const { first, days } = dated;
  const at = rankOf(days, told);
  const near = [days[at - 1], days[at]].filter(
    (day): day is number => day !== undefined && Math.abs(day - told) <= restatedWithin,
  );
  const least = Math.min(...near.map((day) => Math.abs(day - told)));
  const nearest = near.flatMap((day) => (Math.abs(day - told) === least ? [first.get(day)!] : []));
  return nearest.length === 0 ? undefined : Math.min(...nearest);
}
