import {
  allSteps,
  type Claim,
  type EpochDay,
  isoDay,
  isRepair,
  type NameOf,
  type Steps,
  sentenceOf,
  TimelineError,
} from '@monitoring-timeline/core';
import type {
  AnswerChange,
  AuthorityDiff,
  Diff,
  EventChange,
  EventChangeKind,
} from '../../answers/diff.ts';
import type { Coordinates } from '../../coordinates.ts';
import type { AuthorityRecord } from '../../record/authority-record.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import { compareText } from '../dated.ts';
import { recordTo } from '../picture/coverage.ts';
import { type AnswersContext, answersOf } from './answers.ts';
import { type Changes, changesBetween, composeChanges, type TextChange } from './changes.ts';

/** What both ends of a diff are asked with. */
export interface DiffOptions {
  /** Asks both ends about this day. Without it each end asks about its own: where they stood then, as known then. */
  readonly asOf?: EpochDay | undefined;
  /** Only what the store held at that instant: ISO time stamp, UTC. */
  readonly recordedAt?: string | undefined;
  /** Leaves out what is known only by assumption. */
  readonly publicOnly?: boolean | undefined;
}

/**
 * What became known from the end of one day to the end of another, and which answers changed. Every part is a change
 * between two states, so that two diffs that meet compose to the one over both (`composeDiffs`).
 * @throws DaysReversed
 */
export function diff(
  records: Iterable<AuthorityRecord>,
  from: EpochDay,
  to: EpochDay,
  context: AnswersContext,
  options: DiffOptions = {},
): Diff {
  refuseReversed(from, to);
  const rows: AuthorityDiff[] = [];
  for (const record of records) {
    const row = allSteps(authorityDiff(record, from, to, context, options));
    if (row) rows.push(row);
  }
  return diffOf(rows, from, to, context, options);
}

/** @throws DaysReversed where the first day comes after the second */
export function refuseReversed(from: EpochDay, to: EpochDay): void {
  if (from <= to) return;
  throw new DaysReversed(
    `From ${isoDay(from)} to ${isoDay(to)} runs backwards. Give the earlier day first.`,
    { from: isoDay(from), to: isoDay(to) },
  );
}

/** The diffs of authorities, as they come, as one. */
export function diffOf(
  rows: readonly AuthorityDiff[],
  from: EpochDay,
  to: EpochDay,
  { national }: Pick<AnswersContext, 'national'>,
  options: DiffOptions = {},
): Diff {
  return {
    from: isoDay(from),
    to: isoDay(to),
    asOf: options.asOf === undefined ? null : isoDay(options.asOf),
    recordTo: recordTo(national, at(to, options), 'graded_inspection'),
    authorities: rows.toSorted(byName),
    summary: null,
  };
}

/** The diff of one authority, in steps; undefined where nothing changed. */
export function* authorityDiff(
  record: AuthorityRecord,
  from: EpochDay,
  to: EpochDay,
  context: AnswersContext,
  options: DiffOptions = {},
): Steps<AuthorityDiff | undefined> {
  const [earlier, later] = [at(from, options), at(to, options)];
  yield* record.atInSteps(earlier);
  const held = eventStates(record, earlier);
  yield;
  const answered = answersOf(record, earlier, context);
  yield* record.atInSteps(later);
  const events = changesBetween(held, eventStates(record, later));
  yield;
  const answers = changesBetween(answered, answersOf(record, later, context));
  yield;
  if (events.size === 0 && answers.size === 0) return undefined;
  return {
    authority: record.authority,
    name: context.directory.nameOf(record.authority),
    events: [...events].map(([id, change]) =>
      eventChange(record.claim(id)!, change, record.at(later), context.nameOf),
    ),
    answers: answerChanges(answers),
    because: [...events.keys()],
  };
}

/** Changes by key as a list, in the order of the keys. */
export function answerChanges(changes: Changes): readonly AnswerChange[] {
  return [...changes].map(([field, change]) => ({ field, ...change }));
}

function at(day: EpochDay, { asOf, recordedAt, publicOnly }: DiffOptions): Coordinates {
  return { asOf: asOf ?? day, knownAt: day, recordedAt, publicOnly };
}

/** Of every event on record by then: whether it holds, by which corrections, or is retracted. */
function eventStates(
  record: AuthorityRecord,
  coordinates: Coordinates,
): ReadonlyMap<string, string> {
  const { knownAt, recordedAt, publicOnly } = coordinates;
  const states = new Map<string, string>();
  const knowledge = record.at(coordinates);
  for (const claim of knowledge.claims) {
    const { event, corrections } = claim;
    const by = corrections.map((correction) => correction.event.id).sort();
    const state = by.length === 0 ? holds : `${correctedBy} ${by.join(', ')}`;
    states.set(event.id, knowledge.saidBy(claim) === event ? state : `${state}${subjectUnknown}`);
  }
  for (const { event, knownDay, recorded } of record.claims()) {
    if (states.has(event.id) || knownDay > knownAt) continue;
    if (recordedAt !== undefined && recorded > recordedAt) continue;
    if (publicOnly && event.known.basis === 'assumed') continue;
    states.set(event.id, isRepair(event) ? holds : retracted);
  }
  return states;
}

const holds = 'holds';
const retracted = 'retracted';
const correctedBy = 'corrected by';
const subjectUnknown = ', its subject not yet known';

function eventChange(
  claim: Claim,
  change: TextChange,
  knowledge: Knowledge,
  nameOf: NameOf,
): EventChange {
  const { event } = claim;
  return {
    id: event.id,
    type: event.type,
    kind: kindOf(change),
    summary: sentenceOf(knowledge.saidBy(claim), nameOf),
    known: event.known,
    publisher: event.source.publisher,
    title: event.source.title,
    locator: event.source.locator ?? null,
    documentPublished: event.source.published ?? null,
    ...change,
  };
}

function kindOf({ before, after }: TextChange): EventChangeKind {
  if (before === null) return 'learnt';
  if (after === retracted) return 'retracted';
  if (before === `${after}${subjectUnknown}`) return 'learnt';
  return before === retracted ? 'restored' : 'corrected';
}

/** The days of a question about a span are the wrong way round. */
export class DaysReversed extends TimelineError {
  readonly code = 'DaysReversed';
}

/** The two diffs do not meet: the second begins on another day than the first ends, or asks about another day. */
export class DiffsDoNotMeet extends TimelineError {
  readonly code = 'DiffsDoNotMeet';
}

/** Two diffs that meet as one: equal to the diff from the first day to the last. @throws DiffsDoNotMeet */
export function composeDiffs(first: Diff, second: Diff): Diff {
  if (first.to !== second.from || first.asOf !== second.asOf) {
    throw new DiffsDoNotMeet(
      `The first diff ends on ${first.to} and the second begins on ${second.from}; take the second from where the first ends, about the same day.`,
      { to: first.to, from: second.from },
    );
  }
  const later = new Map(second.authorities.map((row) => [row.authority, row]));
  const rows = new Map<string, AuthorityDiff | undefined>(later);
  for (const row of first.authorities) {
    rows.set(row.authority, composeRows(row, later.get(row.authority)));
  }
  return {
    from: first.from,
    to: second.to,
    asOf: first.asOf,
    recordTo: second.recordTo,
    authorities: [...rows.values()].filter((row) => row !== undefined).sort(byName),
    summary: null,
  };
}

function composeRows(
  first: AuthorityDiff,
  second: AuthorityDiff | undefined,
): AuthorityDiff | undefined {
  if (!second) return first;
  const known = new Map([...first.events, ...second.events].map((event) => [event.id, event]));
  const events = composeChanges(changesOf(first.events, 'id'), changesOf(second.events, 'id'));
  const answers = composeChanges(
    changesOf(first.answers, 'field'),
    changesOf(second.answers, 'field'),
  );
  if (events.size === 0 && answers.size === 0) return undefined;
  return {
    authority: first.authority,
    name: first.name,
    events: [...events].map(([id, change]) => ({
      ...known.get(id)!,
      ...change,
      kind: kindOf(change),
    })),
    answers: answerChanges(answers),
    because: [...events.keys()],
  };
}

function changesOf<K extends string>(
  rows: readonly (TextChange & Readonly<Record<K, string>>)[],
  key: K,
): Changes {
  return new Map(rows.map((row) => [row[key], { before: row.before, after: row.after }]));
}

function byName(a: AuthorityDiff, b: AuthorityDiff): number {
  return compareText(a.name, b.name) || compareText(a.authority, b.authority);
}
