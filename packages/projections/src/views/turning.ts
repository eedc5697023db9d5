import {
  addDays,
  type ClaimEvent,
  type EpochDay,
  earliestDay,
  epochDay,
  isRepair,
} from '@monitoring-timeline/core';
import type { Coordinates } from '../coordinates.ts';
import type { LastingKind } from '../policy/telling.ts';
import type { AuthorityRecord } from '../record/authority-record.ts';
import { nextChangeDay, nextKnownDay } from '../record/change-days.ts';
import { isAppointedRole } from './interventions/episodes.ts';
import { type DueContext, nextDueDay } from './reinspection/due.ts';
import { nextDayOfFacts } from './reinspection/turning.ts';
import { nextTellingDay } from './told/turning.ts';

/**
 * The next day after the one asked about on which any answer about an authority can differ by time alone: a fact comes true, a clock
 * moves, or a telling grows old (of all that lasts, or of some kinds). Undefined for never. It may name a day on which nothing changes after all; it never passes one over.
 */
export function nextTurningDay(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: DueContext,
  lasting?: readonly LastingKind[],
): EpochDay | undefined {
  const { asOf } = coordinates;
  return firstOf([
    nextChangeDay(record, asOf),
    nextDueDay(record, coordinates, context),
    nextTellingDay(record, asOf, context.policy, lasting),
  ]);
}

/**
 * The same of what does not go by a clock's own days: where an authority stands, who intervenes in it and how it moves. Until that
 * day all are as they were, however many windows open and days pass meanwhile.
 */
export function nextStandingDay(
  record: AuthorityRecord,
  coordinates: Coordinates,
  { directory, policy }: DueContext,
): EpochDay | undefined {
  const { asOf } = coordinates;
  const entry = directory.get(record.authority);
  const tellsOfPosts = [...record.claims()].some(
    ({ event }) => isRepair(event) || isAppointment(event),
  );
  const exists = [
    entry?.established === undefined ? undefined : epochDay(entry.established),
    entry?.abolished === undefined ? undefined : addDays(epochDay(entry.abolished), 1),
  ];
  return firstOf([
    nextKnownDay(record, asOf),
    nextChangeDay(record, asOf, speaksOfInterventions),
    nextDayOfFacts(record.at(coordinates), asOf),
    nextTellingDay(
      record,
      asOf,
      policy,
      tellsOfPosts ? ['intervention', 'post'] : ['intervention'],
    ),
    ...exists.filter((day) => day !== undefined && day > asOf),
  ]);
}

/** True of an event that tells of an intervention: some posts are one themselves. */
export function speaksOfInterventions(event: ClaimEvent): boolean {
  return (
    event.type === 'InterventionStarted' ||
    event.type === 'InterventionEnded' ||
    isAppointment(event)
  );
}

function isAppointment(event: ClaimEvent): boolean {
  return (
    (event.type === 'LeadershipChanged' || event.type === 'LeadershipObserved') &&
    isAppointedRole(event.data.role)
  );
}

/** True of an event from which it is told who runs the services, or who holds which post. */
export function speaksOfPosts({ type }: ClaimEvent): boolean {
  return (
    type === 'LeadershipChanged' || type === 'LeadershipObserved' || type === 'DeliveryChanged'
  );
}

/** The same of who runs the services and who holds which post. */
export function nextDayPostsTurn(
  record: AuthorityRecord,
  { asOf }: Coordinates,
  { policy }: Pick<DueContext, 'policy'>,
): EpochDay | undefined {
  return firstOf([
    nextChangeDay(record, asOf, speaksOfPosts),
    nextTellingDay(record, asOf, policy, ['post', 'delivery']),
  ]);
}

function firstOf(days: readonly (EpochDay | undefined)[]): EpochDay | undefined {
  const those = days.filter((day) => day !== undefined);
  return those.length === 0 ? undefined : earliestDay(...those);
}
