import { type EpochDay, epochDay } from '@monitoring-timeline/core';
import type { AuthorityRecord } from '../record/authority-record.ts';
import { type IssuedNotice, type Notice, noticeOf } from './notice.ts';
import type { DueOf } from './seen.ts';

/** Statuses under which a notice of a clock still says something true of its day. */
const stillTrue: Readonly<Record<string, ReadonlySet<string>>> = {
  WindowOpened: new Set(['window_open', 'due', 'overdue']),
  BecameDue: new Set(['due', 'overdue']),
  BecameOverdue: new Set(['overdue']),
};

/** Kinds that tell of the world; the others tell of the log itself, and stay true. */
const undoable: ReadonlySet<string> = new Set([
  ...Object.keys(stillTrue),
  'StandingChanged',
  'ReportAwaited',
  'InspectionPublished',
  'LeadershipChanged',
  'InterventionChanged',
]);

/**
 * The withdrawals that what is known now makes necessary: of notices whose clock, looked at with today's knowledge, did not
 * stand so on their day, and of those that rest on an event that has been retracted.
 */
export function withdrawals(
  record: AuthorityRecord,
  issued: readonly IssuedNotice[],
  {
    day,
    upTo,
    cause,
  }: { readonly day: EpochDay; readonly upTo: string | undefined; readonly cause: string },
  dueOf: DueOf,
): readonly Notice[] {
  const withdrawn = new Set(issued.map(({ subject }) => subject.withdraws));
  const holding = new Set(
    record.at({ asOf: day, knownAt: day, upTo }).claims.map(({ event }) => event.id),
  );
  return issued
    .filter(({ kind, id }) => undoable.has(kind) && !withdrawn.has(id))
    .filter((notice) => !holds(notice, record, holding, { day, upTo }, dueOf))
    .map((notice) =>
      noticeOf({
        kind: 'NoticeWithdrawn',
        authority: notice.authority,
        day,
        position: upTo,
        subject: { withdraws: notice.id, kind: notice.kind, of: notice.day },
        because: [cause],
        cause,
      }),
    );
}

function holds(
  notice: IssuedNotice,
  record: AuthorityRecord,
  holding: ReadonlySet<string>,
  { day, upTo }: { readonly day: EpochDay; readonly upTo: string | undefined },
  dueOf: DueOf,
): boolean {
  const statuses = stillTrue[notice.kind];
  if (!statuses) return notice.because.every((id) => holding.has(id));
  const then = dueOf(record, { asOf: epochDay(notice.day), knownAt: day, upTo });
  const { rule, anchor } = notice.subject;
  return then.some(
    (clock) => clock.rule === rule && clock.anchor === anchor && statuses.has(clock.status),
  );
}
