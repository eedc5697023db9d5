import {
  type AuthorityKey,
  addDays,
  addMonths,
  type Directory,
  type EpochDay,
  england,
  epochDay,
  isoDay,
} from '@monitoring-timeline/core';
import type { DueRow } from '../../answers/due.ts';
import type { Coordinates } from '../../coordinates.ts';
import { nextLearningDay, policyKnownAt } from '../../policy/known.ts';
import { ruleBook } from '../../policy/rules.ts';
import type { Policy } from '../../policy/schema.ts';
import { AuthorityRecord } from '../../record/authority-record.ts';
import { chosenEntries } from '../across/chosen-authorities.ts';
import type { Records } from '../picture/picture.ts';
import type { Obligation, Origin } from './obligations.ts';
import { type ActivityReach, type Reach, reachOf } from './reach.ts';
import { activityOwed, rowOf, standsStill } from './row.ts';
import {
  type ChangeOptions,
  certaintyOn,
  hasLapsed,
  isFarAhead,
  nextChange,
  statusOn,
} from './status.ts';
import type { DueCertainty, DueStatus } from './status-codes.ts';
import { clocksOn, nextTurning } from './turning.ts';

/** What reading an authority's clocks needs beside its record. */
export interface DueContext {
  /** The rules that the clocks follow. */
  readonly policy: Policy;
  /** When authorities came to be and ceased, and which came after which. */
  readonly directory: Directory;
  /** The record of the whole country, which says how far each activity is covered. */
  readonly national: AuthorityRecord | undefined;
}

/** Which clocks are wanted; what is left out narrows nothing. */
export interface DueFilter {
  /** Where the clock stands. */
  readonly status?: DueStatus | undefined;
  /** How surely it stands there. */
  readonly certainty?: DueCertainty | undefined;
  /** Id of one rule. */
  readonly rule?: string | undefined;
  /** Looks ahead: only rows whose status changes by the calendar within so many months. */
  readonly within?: number | undefined;
  /** With clocks that come round and whose day is too far ahead for lists; a rule or a status asks for them as well. */
  readonly whole?: boolean | undefined;
}

/** Which clocks of whom are wanted. */
export interface DueOptions extends DueFilter {
  /** One authority by key, name or code. */
  readonly authority?: string | undefined;
  /** Name or code of a region of England. */
  readonly region?: string | undefined;
}

/**
 * Every clock that runs for authorities existing on the day, alphabetical by authority, then in the order of the
 * policy's rules. An abolished authority owes nothing and nothing is owed to it.
 * @throws UnknownRegion, UnknownAuthority, AmbiguousAuthority; CalendarRange where working days leave the holiday table.
 */
export function due(
  records: Records,
  coordinates: Coordinates,
  policy: Policy,
  directory: Directory,
  { authority, region, ...filter }: DueOptions = {},
): readonly DueRow[] {
  const national = records.get(england);
  const reach = reachOf(national, coordinates, policy.unpublished.longestDays);
  const context = { policy, directory, national };
  const rows: DueRow[] = [];
  for (const { key } of chosenEntries(coordinates, directory, { authority, region })) {
    const record = records.get(key) ?? new AuthorityRecord(key);
    addRows(rows, record, coordinates, context, reach, filter);
  }
  return rows;
}

/**
 * The clocks of one authority on a day, in the order of the policy's rules; none where it does not exist then.
 * @throws CalendarRange where working days leave the holiday table.
 */
export function dueOf(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: DueContext,
  filter: DueFilter = {},
): readonly DueRow[] {
  const reach = reachOf(context.national, coordinates, context.policy.unpublished.longestDays);
  const rows: DueRow[] = [];
  addRows(rows, record, coordinates, context, reach, filter);
  return rows;
}

/** What one clock says, without its reasons. */
export interface ClockRead {
  /** Id of its rule; of a clock without one, what is owed. */
  readonly name: string;
  /** Where it stands on the day. */
  readonly status: DueStatus;
  /** How surely it stands there. */
  readonly certainty: DueCertainty;
  /** Usual point or deadline, ISO day; null where it has none. */
  readonly due: string | null;
  /** Last day of its window, ISO day; null where it has none. */
  readonly closes: string | null;
}

/** What each clock says that `dueOf` tells, those included that come round or are past. */
export function clocksRead(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: DueContext,
): readonly ClockRead[] {
  const { asOf, knownAt } = coordinates;
  const { policy, directory } = context;
  const key = record.authority;
  if (directory.get(key) && !directory.existsOn(key, asOf)) return [];
  const reach = reachOf(context.national, coordinates, policy.unpublished.longestDays);
  const book = ruleBook(policyKnownAt(policy, knownAt));
  const read: ClockRead[] = [];
  for (const clock of clocksOn(record.at(coordinates), asOf, book, originOf(key, directory))) {
    const span = reachFor(clock, reach);
    const status = statusOn(clock, asOf, span);
    if (hasLapsed(clock, status, asOf)) continue;
    const certainty = certaintyOn(clock, status, asOf, span, book.policy.unpublished);
    const days = standsStill(clock, status, asOf) ? undefined : clock.days;
    read.push({
      name: clock.rule?.id ?? activityOwed(clock),
      status,
      certainty,
      due: days ? isoDay(days.due) : null,
      closes: days?.closes === undefined ? null : isoDay(days.closes),
    });
  }
  return read;
}

function addRows(
  rows: DueRow[],
  record: AuthorityRecord,
  coordinates: Coordinates,
  { policy, directory }: DueContext,
  reach: ActivityReach,
  { status, certainty, rule, within, whole = false }: DueFilter,
): void {
  const { asOf } = coordinates;
  const key = record.authority;
  const listed = directory.get(key);
  if (listed && !directory.existsOn(key, asOf)) return;
  const authority = { key, name: listed?.name ?? key, region: directory.region(key) ?? null };
  const until = within === undefined ? undefined : isoDay(addMonths(asOf, within));
  const book = ruleBook(policyKnownAt(policy, coordinates.knownAt));
  const clocks = clocksOn(record.at(coordinates), asOf, book, originOf(key, directory));
  for (const clock of clocks) {
    if (rule !== undefined && clock.rule?.id !== rule) continue;
    const span = reachFor(clock, reach);
    const reads = statusOn(clock, asOf, span);
    if (status === undefined ? hasLapsed(clock, reads, asOf) : reads !== status) continue;
    const askedFor = whole || rule !== undefined || status !== undefined;
    if (!askedFor && isFarAhead(clock, asOf)) continue;
    const row = rowOf(authority, clock, asOf, span, book);
    if (certainty !== undefined && row.certainty !== certainty) continue;
    if (until === undefined || (row.next && row.next.on <= until)) rows.push(row);
  }
}

function reachFor({ rule }: Pick<Obligation, 'rule'>, reach: ActivityReach): Reach {
  const activity = activityOwed({ rule });
  // a report that is out is on record wherever reports are
  return reach(activity === 'inspection_report' ? 'graded_inspection' : activity);
}

/**
 * The first day after the one asked about on which anything that `dueOf` says can change without a further event,
 * counted days and how far the record reached by then aside; undefined where nothing will. Until that day a clock has nothing to do for the authority.
 */
export function nextDueDay(
  record: AuthorityRecord,
  coordinates: Coordinates,
  { policy, directory, national }: DueContext,
  options: ChangeOptions = {},
): EpochDay | undefined {
  const { asOf, knownAt } = coordinates;
  const book = ruleBook(policyKnownAt(policy, knownAt));
  const origin = originOf(record.authority, directory);
  const reach = reachOf(national, coordinates, policy.unpublished.longestDays);
  const knowledge = record.at(coordinates);
  let first: EpochDay | undefined;
  const offer = (day: EpochDay | undefined) => {
    if (day !== undefined && day > asOf && (first === undefined || day < first)) first = day;
  };
  offer(nextTurning(knowledge, asOf, book, origin));
  for (const clock of clocksOn(knowledge, asOf, book, origin)) {
    offer(nextChange(clock, asOf, reachFor(clock, reach), policy.unpublished, options));
  }
  for (const { knownDay, editionDay } of record.claims()) {
    offer(knownDay);
    offer(editionDay);
  }
  offer(nextLearningDay(policy, knownAt));
  const abolished = directory.get(record.authority)?.abolished;
  if (abolished !== undefined) offer(addDays(epochDay(abolished), 1));
  return first;
}

function originOf(key: AuthorityKey, directory: Directory): Origin {
  const established = directory.get(key)?.established;
  return {
    established,
    isSuccessor: established !== undefined && directory.predecessors(key).length > 0,
  };
}
