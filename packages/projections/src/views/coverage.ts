import { bounds, type EventOf, england, isoDay } from '@monitoring-timeline/core';
import type { Coordinates } from '../coordinates.ts';
import type { Records } from './picture.ts';

export type CoveredActivity = EventOf<'CoverageStated'>['data']['activity'];

/** A span of time for which a source lists an activity completely. */
export interface CoverageSpan {
  readonly activity: CoveredActivity;
  readonly axis: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly source: string;
  readonly because: readonly string[];
}

/** What the record covers, as known: outside it, silence proves nothing. */
export function coverage(records: Records, coordinates: Coordinates): readonly CoverageSpan[] {
  const stated = records.get(england)?.at(coordinates).of('CoverageStated') ?? [];
  return stated
    .map(({ event }) => {
      const { startEarliest, endLatest } = bounds(event.occurred);
      return {
        activity: event.data.activity,
        axis: event.data.axis,
        from: Number.isFinite(startEarliest) ? isoDay(startEarliest) : null,
        to: Number.isFinite(endLatest) ? isoDay(endLatest) : null,
        source: event.source.title,
        because: [event.id],
      };
    })
    .sort((a, b) => (`${a.activity}${a.to}` < `${b.activity}${b.to}` ? -1 : 1));
}

/** Last day to which the record of an activity reaches, as known; null where no source states it. */
export function recordTo(
  records: Records,
  coordinates: Coordinates,
  activity: CoveredActivity,
): string | null {
  const days = coverage(records, coordinates).flatMap((span) =>
    span.activity === activity && span.to !== null ? [span.to] : [],
  );
  return days.sort().at(-1) ?? null;
}
