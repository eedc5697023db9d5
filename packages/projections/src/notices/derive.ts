import { type AuthorityKey, type Claim, type EpochDay, isRepair } from '@monitoring-timeline/core';
import { type Notice, type NoticeKind, noticeOf } from './notice.ts';
import type { DueSeen, Seen } from './seen.ts';

/** A fact that was public for longer than this when it was recorded is late: it alarms nobody. */
const lateAfterDays = 30;

/** What moved what was seen: an event, or a day that was reached. */
export interface Cause {
  readonly authority: AuthorityKey;
  readonly day: EpochDay;
  readonly position?: string | undefined;
  readonly event?: Claim | undefined;
}

/** True where a fact had long been public when it came in. */
export function isLate({ knownDay }: Claim, recordedOn: EpochDay): boolean {
  return recordedOn - knownDay > lateAfterDays;
}

/** The notices that an event or a day gives rise to. */
export function noticesOf(before: Seen, after: Seen, cause: Cause): readonly Notice[] {
  const { event } = cause;
  if (event && isRepair(event.event)) return repairNotices(before, after, cause, event);
  if (event && isLate(event, cause.day)) return [lateArrival(before, after, cause, event)];
  return [
    ...published(before, after, cause),
    ...standingNotice(before, after, cause),
    ...awaited(before, after, cause),
    ...posts(before, after, cause),
    ...interventions(before, after, cause),
    ...clocks(before, after, cause),
  ];
}

function issue(
  cause: Cause,
  kind: NoticeKind,
  subject: Readonly<Record<string, unknown>>,
  because: readonly string[],
): Notice {
  const { authority, day, position, event } = cause;
  return noticeOf({ kind, authority, day, position, subject, because, cause: event?.event.id });
}

function lateArrival(before: Seen, after: Seen, cause: Cause, { event }: Claim): Notice {
  const subject = {
    event: event.id,
    type: event.type,
    known: event.known.from,
    changes: moved(before, after),
  };
  return issue(cause, 'LateArrival', subject, [event.id]);
}

/** A repair tells itself and what it moves, whenever its target was public; it is never late. */
function repairNotices(
  before: Seen,
  after: Seen,
  cause: Cause,
  { event }: Claim,
): readonly Notice[] {
  if (!isRepair(event)) return [];
  const { target } = event.data;
  const kind = event.type === 'FactRetracted' ? 'retracted' : 'corrected';
  const place = event.type === 'FactCorrected' ? event.data.pointer : null;
  const subject = { target, repair: kind, place, changes: moved(before, after) };
  return [
    issue(cause, 'FactCorrected', subject, [event.id, target]),
    ...standingNotice(before, after, cause),
    ...posts(before, after, cause),
    ...interventions(before, after, cause),
    ...clocks(before, after, cause),
  ];
}

/** Areas whose grade moved, each with both grades. */
function moved(
  before: Seen,
  after: Seen,
): Readonly<Record<string, { from: string | null; to: string | null }>> {
  const areas = [...new Set([...before.grades.keys(), ...after.grades.keys()])].sort();
  return Object.fromEntries(
    areas.flatMap((area) => {
      const [from, to] = [
        before.grades.get(area)?.grade ?? null,
        after.grades.get(area)?.grade ?? null,
      ];
      return from === to ? [] : [[area, { from, to }]];
    }),
  );
}

function published(before: Seen, after: Seen, cause: Cause): readonly Notice[] {
  const report = after.report;
  if (!report || report.published === before.report?.published) return [];
  // a day reached tells nothing of a publication that an event did not tell
  if (!cause.event) return [];
  return [issue(cause, 'InspectionPublished', { published: report.published }, report.because)];
}

function standingNotice(before: Seen, after: Seen, cause: Cause): readonly Notice[] {
  const changes = moved(before, after);
  const areas = Object.keys(changes);
  if (areas.length === 0) return [];
  const because = areas.flatMap((area) => after.grades.get(area)?.because ?? []);
  return [issue(cause, 'StandingChanged', { areas: changes }, [...new Set(because)].sort())];
}

function awaited(before: Seen, after: Seen, cause: Cause): readonly Notice[] {
  return [...after.awaited]
    .filter(([inspection]) => !before.awaited.has(inspection))
    .map(([inspection, because]) => issue(cause, 'ReportAwaited', { inspection }, because));
}

function posts(before: Seen, after: Seen, cause: Cause): readonly Notice[] {
  return [...after.posts]
    .filter(([role, { holder }]) => before.posts.get(role)?.holder !== holder)
    .map(([role, { because }]) => issue(cause, 'LeadershipChanged', { role }, because));
}

function interventions(before: Seen, after: Seen, cause: Cause): readonly Notice[] {
  const begun = [...after.interventions].filter(([name]) => !before.interventions.has(name));
  const ended = [...before.interventions].filter(([name]) => !after.interventions.has(name));
  const event = cause.event ? [cause.event.event.id] : [];
  return [
    ...begun.map(([name, because]) =>
      issue(cause, 'InterventionChanged', { begins: name }, because),
    ),
    ...ended.map(([name]) => issue(cause, 'InterventionChanged', { ends: name }, event)),
  ];
}

const clockKinds: Readonly<Record<string, NoticeKind>> = {
  window_open: 'WindowOpened',
  due: 'BecameDue',
  overdue: 'BecameOverdue',
};

function clocks(before: Seen, after: Seen, cause: Cause): readonly Notice[] {
  return [...after.due].flatMap(([name, clock]) => {
    const kind = alarm(clock);
    if (!kind || alarm(before.due.get(name)) === kind) return [];
    const { rule, anchor, opens, due, closes } = clock;
    return [issue(cause, kind, { rule, anchor, opens, due, closes }, clock.because)];
  });
}

/** Overdue only where it is certain: most of what seems overdue is an inspection whose report is not out yet. */
function alarm(clock: DueSeen | undefined): NoticeKind | undefined {
  if (!clock || (clock.status === 'overdue' && !clock.certain)) return undefined;
  return clockKinds[clock.status];
}
