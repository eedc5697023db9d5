import {
  addDays,
  type EpochDay,
  earliestDay,
  epochDay,
  isoDay,
  isRepair,
  type Steps,
} from '@monitoring-timeline/core';
import type { Coordinates } from '../coordinates.ts';
import { londonDay, londonMidnight } from '../engine/london.ts';
import type { AuthorityRecord } from '../record/authority-record.ts';
import { newsDays, noticesOf } from './derive.ts';
import type { Notice } from './notice.ts';
import { type DueOf, seenOf } from './seen.ts';
import { sourceIn } from './sources.ts';

/** What changed of an authority since a day, in the form of a notice that nobody issued. */
export interface Changed extends Notice {
  /** Day on which it came in; undefined where a day was reached and nothing came in. */
  readonly came: EpochDay | undefined;
}

/**
 * What is seen of an authority otherwise than it was on a day: the net of it, so that what came and went between is not told.
 * Before stands what was public by that day and had come in by its end, so that a report that came in late is told with the
 * days after; where nothing of the authority had come in, what was public alone. In steps.
 */
export function* changedSince(
  record: AuthorityRecord,
  since: EpochDay,
  at: Coordinates,
  dueOf: DueOf,
): Steps<readonly Changed[]> {
  const then = yield* placeThen(record, since, at);
  const { claims: held } = yield* record.atInSteps(then);
  const before = new Set(held.map(({ event }) => event.id));
  const { claims } = yield* record.atInSteps(at);
  const came = claims.filter(({ event }) => !before.has(event.id));
  const last = came.reduce<(typeof came)[number] | undefined>(
    (latest, one) => (latest && latest.position > one.position ? latest : one),
    undefined,
  );
  const day = at.asOf;
  const was = yield* seenOf(record, then, dueOf);
  const is = yield* seenOf(record, at, dueOf);
  const notices = yield* noticesOf(was, is, {
    authority: record.authority,
    day,
    event: last?.event.id,
    repairs: repairsAfter(record, then, at),
    newsFrom: Math.min(since, addDays(day, -newsDays)) as EpochDay,
    sourceOf: sourceIn(record),
  });
  const cameIn = new Map<string, EpochDay>(
    came.map(({ event, recorded }) => [event.id, londonDay(Date.parse(recorded))]),
  );
  // what history was loaded with nobody waited for
  const waited = then.recordedAt !== undefined;
  return notices.map((notice) => {
    const days = notice.because.flatMap((id) => cameIn.get(id) ?? []);
    const first = days.length === 0 ? undefined : earliestDay(...days);
    return { ...notice, ...lateness(notice, waited ? first : undefined), came: first };
  });
}

/** Beyond this many days between its publication and its coming in a fact is late. */
const lateAfterDays = 30;

function lateness({ known, day }: Notice, came: EpochDay | undefined) {
  const late = known !== null && came !== undefined && came - epochDay(known) > lateAfterDays;
  return { late, day: late ? isoDay(came) : day };
}

function* placeThen(record: AuthorityRecord, since: EpochDay, at: Coordinates): Steps<Coordinates> {
  const then = { ...at, asOf: since, knownAt: Math.min(since, at.knownAt) as EpochDay };
  const end = new Date(londonMidnight(addDays(since, 1)) - 1).toISOString();
  const recordedAt = at.recordedAt !== undefined && at.recordedAt < end ? at.recordedAt : end;
  const held = yield* record.atInSteps({ ...then, recordedAt });
  return held.claims.length === 0 ? then : { ...then, recordedAt };
}

/** Corrections and retractions that count now and did not then. */
function repairsAfter(record: AuthorityRecord, then: Coordinates, at: Coordinates) {
  return [...record.claims()].filter(
    (claim) =>
      isRepair(claim.event) &&
      claim.knownDay <= at.knownAt &&
      (at.recordedAt === undefined || claim.recorded <= at.recordedAt) &&
      (claim.knownDay > then.knownAt ||
        (then.recordedAt !== undefined && claim.recorded > then.recordedAt)),
  );
}
