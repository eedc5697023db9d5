import {
  byPrecedence,
  compareSortKeys,
  type EpochDay,
  type EventOf,
  sortKey,
  toText,
} from '@monitoring-timeline/core';
import type { IndicatorPoint, IndicatorSeries } from '../../answers/indicators.ts';
import type { ClaimOf, Knowledge } from '../../record/knowledge.ts';
import { compareText, firstDay } from '../dated.ts';
import { because } from '../evidence.ts';

type Observed = ClaimOf<'IndicatorObserved'>;

/** Every indicator on record, measured by a day, each in the order of time; alphabetical by code. */
export function indicatorSeries(knowledge: Knowledge, asOf: EpochDay): readonly IndicatorSeries[] {
  const byIndicator = new Map<string, Observed[]>();
  for (const claim of knowledge.of('IndicatorObserved')) {
    if (firstDay(claim.event.occurred) > asOf) continue;
    // two units of one indicator are two series: a number of children is no rate
    const { indicator, unit } = claim.event.data;
    const key = `${indicator}/${unit}`;
    const list = byIndicator.get(key);
    if (list) list.push(claim);
    else byIndicator.set(key, [claim]);
  }
  return [...byIndicator.entries()]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, claims]) => series(claims));
}

function series(claims: readonly Observed[]): IndicatorSeries {
  const times = Object.groupBy(claims, ({ event }) => toText(event.occurred));
  const ordered = Object.values(times)
    .map((group) => group!.toSorted(byPrecedence))
    .sort((a, b) => compareTimes(a[0]!, b[0]!));
  const points = ordered.map(point);
  const { indicator, unit, topic } = ordered.at(-1)![0]!.event.data;
  return {
    indicator,
    topic,
    unit,
    points,
    change: changeOf(points),
    because: because(claims),
  };
}

function compareTimes(a: Observed, b: Observed): number {
  return (
    compareSortKeys(sortKey(a.event.occurred), sortKey(b.event.occurred)) ||
    compareText(toText(a.event.occurred), toText(b.event.occurred))
  );
}

function point(claims: readonly Observed[]): IndicatorPoint {
  const [taken, ...others] = claims as readonly [Observed, ...Observed[]];
  const { data } = taken.event;
  const computed = data.inconsistent ? computedPercent(data) : undefined;
  return {
    at: toText(taken.event.occurred),
    value: data.value ?? null,
    printed: data.printed,
    numerator: data.numerator ?? null,
    denominator: data.denominator ?? null,
    comparator: data.comparator ?? null,
    approximate: data.approximate ?? false,
    unvalidated: data.unvalidated ?? false,
    ...(data.inconsistent ? { inconsistent: true } : {}),
    ...(computed === undefined ? {} : { computed }),
    disagreements: others
      .filter(({ event }) => event.data.value !== data.value)
      .map(({ event }) => ({
        printed: event.data.printed,
        value: event.data.value ?? null,
        event: event.id,
        publisher: event.source.publisher,
      })),
    because: because(claims),
  };
}

function computedPercent({
  unit,
  numerator,
  denominator,
}: EventOf<'IndicatorObserved'>['data']): number | undefined {
  if (unit !== 'percent' || numerator === undefined || denominator === undefined) return undefined;
  return Math.round((1000 * numerator) / denominator) / 10;
}

function changeOf(points: readonly IndicatorPoint[]): number | null {
  const [before, last] = points.slice(-2);
  if (!before || !last || before.inconsistent || last.inconsistent) return null;
  if (before.value === null || last.value === null) return null;
  // one decimal more than any source prints, so that 0.3 - 0.1 reads as 0.2
  return Math.round((last.value - before.value) * 1e6) / 1e6;
}
