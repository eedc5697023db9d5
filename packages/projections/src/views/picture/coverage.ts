import { bounds, type EventOf, isoDay } from '@monitoring-timeline/core';
import type { CoverageSpan } from '../../answers/coverage.ts';
import type { Coordinates } from '../../coordinates.ts';
import type { AuthorityRecord } from '../../record/authority-record.ts';
import type { ClaimOf } from '../../record/knowledge.ts';
import { inCommon, oncePer } from '../once.ts';

/** An activity of which a source can say from when to when it lists it completely. */
export type CoveredActivity = EventOf<'CoverageStated'>['data']['activity'];

/** What the national record says that it covers, as known: outside it, silence proves nothing. */
export function coverage(
  national: AuthorityRecord | undefined,
  coordinates: Coordinates,
): readonly CoverageSpan[] {
  return national ? spansIn(national.at(coordinates).of('CoverageStated')) : [];
}

const spansIn = oncePer((stated: readonly ClaimOf<'CoverageStated'>[]): readonly CoverageSpan[] =>
  inCommon(
    stated
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
      .sort((a, b) => (`${a.activity}${a.to}` < `${b.activity}${b.to}` ? -1 : 1)),
  ),
);

/** Last day to which the record of an activity reaches, as known then; null where no source states it. */
export function recordTo(
  national: AuthorityRecord | undefined,
  coordinates: Coordinates,
  activity: CoveredActivity,
): string | null {
  // on an earlier day the record reached that day, not what it has come to cover since
  const known = isoDay(coordinates.knownAt);
  const days = coverage(national, coordinates).flatMap((span) =>
    span.activity === activity && span.to !== null ? [span.to] : [],
  );
  const last = days.sort().at(-1);
  return last === undefined || last < known ? (last ?? null) : known;
}
