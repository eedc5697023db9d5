import { type EpochDay, epochDay, isRepair, type Steps } from '@monitoring-timeline/core';
import type { AuthorityRecord } from '../record/authority-record.ts';
import { standingState } from '../views/standing/state.ts';
import type { Cause } from './derive.ts';
import { reminderWeight } from './kinds.ts';
import { type Notice, noticeOf } from './notice.ts';
import type { DueOf, DueSeen } from './seen.ts';

/** Statuses under which a notice of a clock still says something true of its day. */
const stillTrue: Readonly<Record<string, ReadonlySet<string>>> = {
  WindowOpened: new Set(['window_open', 'due', 'overdue']),
  BecameDue: new Set(['due', 'overdue']),
  BecameOverdue: new Set(['overdue']),
  PastNotKnown: new Set(['not_known', 'not_shown', 'overdue']),
  ReportExpected: new Set(['due', 'overdue']),
  ReportPast: new Set(['overdue']),
};

/** Kinds that tell of the log itself, and stay true. */
const staysTrue: ReadonlySet<string> = new Set(['FactCorrected', 'NoticeWithdrawn', 'ImportEnded']);

/**
 * The withdrawals that what is known now makes necessary: of notices whose clock, looked at with today's knowledge, did not
 * stand so on their day, and of those that rest on an event that has been retracted. In steps: each may look at another day.
 */
export function* withdrawals(
  record: AuthorityRecord,
  issued: readonly Notice[],
  {
    day,
    upTo,
    cause,
    sourceOf,
  }: {
    readonly day: EpochDay;
    readonly upTo: string | undefined;
    readonly cause: string;
    readonly sourceOf?: Cause['sourceOf'];
  },
  dueOf: DueOf,
): Steps<readonly Notice[]> {
  const withdrawn = new Set(issued.map(({ subject }) => subject.withdraws));
  const { claims } = yield* record.atInSteps({ asOf: day, knownAt: day, upTo });
  const holding = new Set(claims.map(({ event }) => event.id));
  const untrue: Notice[] = [];
  for (const notice of issued) {
    if (staysTrue.has(notice.kind) || withdrawn.has(notice.id)) continue;
    yield;
    if (!(yield* holds(notice, record, holding, { day, upTo }, dueOf))) untrue.push(notice);
  }
  return untrue.map((notice) =>
    noticeOf({
      kind: 'NoticeWithdrawn',
      authority: notice.authority,
      day,
      position: upTo,
      subject: {
        withdraws: notice.id,
        kind: notice.kind,
        of: notice.day,
        told: notice.subject,
      },
      because: [cause],
      cause,
      sources: [sourceOf?.(cause) ?? []].flat(),
    }),
  );
}

function* holds(
  notice: Notice,
  record: AuthorityRecord,
  holding: ReadonlySet<string>,
  { day, upTo }: { readonly day: EpochDay; readonly upTo: string | undefined },
  dueOf: DueOf,
): Steps<boolean> {
  const statuses = stillTrue[notice.kind];
  if (!statuses) {
    return (
      notice.because.every((id) => holding.has(id) || isRepairOf(record, id)) &&
      (yield* gradesStand(notice, record, upTo))
    );
  }
  const at = { asOf: epochDay(notice.day), knownAt: day, upTo };
  yield* record.atInSteps(at);
  const then = dueOf(record, at);
  const { rule, anchor } = notice.subject;
  return then.some(
    (clock) =>
      clock.rule === rule &&
      ((clock.anchor === anchor && statuses.has(clock.status)) || hasGivenWay(notice, clock)),
  );
}

/** True of a reminder whose clock counts from a later report that was not out on its day: it asked for nothing, so nothing is taken back. */
function hasGivenWay({ weight, subject }: Notice, { anchor }: DueSeen): boolean {
  const was = subject.anchor;
  return weight === reminderWeight && typeof was === 'string' && anchor !== null && anchor > was;
}

/** A repair is no claim that holds or not: what it did shows in its target. */
function isRepairOf(record: AuthorityRecord, id: string): boolean {
  const claim = record.claim(id);
  return claim !== undefined && isRepair(claim.event);
}

/**
 * True where the grades that a notice told of are those of its day, with what has been repaired since: a mistake of our
 * reading that was mended undoes it; what the source itself changed later does not.
 */
function* gradesStand(
  { kind, day, subject }: Notice,
  record: AuthorityRecord,
  upTo: string | undefined,
): Steps<boolean> {
  if (kind !== 'StandingChanged') return true;
  const on = epochDay(day);
  const state = standingState(yield* record.atInSteps({ asOf: on, knownAt: on, upTo }), on);
  const now = new Map<string, string>(state.areas.map(({ area, grade }) => [area, grade]));
  if (state.overall) now.set('overall', state.overall.grade);
  const joint = new Map<string, string>(
    state.areas.flatMap(({ covers = [], grade }) => covers.map((area) => [area, grade] as const)),
  );
  const told = subject.areas as Readonly<Record<string, { readonly to: string | null }>>;
  return Object.entries(told).every(
    ([area, { to }]) => (now.get(area) ?? null) === to || joint.get(area) === to,
  );
}
