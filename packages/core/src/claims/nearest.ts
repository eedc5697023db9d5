import type { ActivityClaim } from './activity.ts';
import { inOrder, rankOf } from './day-index.ts';
import type { Partition } from './partition.ts';

/** From the first day on site to publication: what the record holds lies within (domain dossier §9.4, §9.12). */
export const reportAfterDays = { least: 14, most: 230 };

/** Joins a publication alone with the start alone that is nearest before it, where it is the nearest after that. */
export function joinNearest(
  items: readonly ActivityClaim[],
  group: readonly number[],
  partition: Partition,
): void {
  const started = new Map<number, number>();
  const publications: number[] = [];
  for (const thing of group) {
    const { start, published, coarseDays } = items[thing]!;
    if (start !== undefined && published === undefined && !started.has(start)) {
      started.set(start, thing);
    }
    if (published !== undefined && start === undefined && coarseDays === undefined) {
      publications.push(thing);
    }
  }
  if (started.size === 0 || publications.length === 0) return;
  const starts = inOrder(started.keys());
  const days = inOrder(publications.map((thing) => items[thing]!.published!));
  for (const publication of publications) {
    const published = items[publication]!.published!;
    const start = starts[rankOf(starts, published - reportAfterDays.least + 1) - 1];
    if (start === undefined || start < published - reportAfterDays.most) continue;
    const nearest = days[rankOf(days, start + reportAfterDays.least)];
    if (nearest === published) partition.join(started.get(start)!, publication);
  }
}
