import {
  type AuthorityKey,
  addDays,
  type Claim,
  type ClaimEvent,
  type EpochDay,
  isRepair,
  type Steps,
} from '@monitoring-timeline/core';
import type { AnswerChange } from '../answers/diff.ts';
import type { ToldState } from '../answers/told.ts';
import type { ActivitySeen } from './activity-seen.ts';
import { changesSeen, dueText, eventsBehind } from './changes.ts';
import { byWeight, type NoticeKind, type NoticeWeight, reminderWeight } from './kinds.ts';
import { type Notice, type NoticeRule, type NoticeSource, noticeOf } from './notice.ts';
import type { DueSeen, Graded, PostSeen, Seen } from './seen.ts';

/** What moved what was seen: events, or a day that was reached. */
export interface Cause {
  readonly authority: AuthorityKey;
  readonly day: EpochDay;
  readonly position?: string | undefined;
  /** The last of the events that came in; undefined where a day was reached. */
  readonly event?: string | undefined;
  /** Corrections and retractions among them. */
  readonly repairs?: readonly Claim[] | undefined;
  /** The first day of what is news; a year before the day unless given. */
  readonly newsFrom?: EpochDay | undefined;
  /** Where a fact is written, by the id of its event. */
  readonly sourceOf?: ((event: string) => NoticeSource | undefined) | undefined;
}

/** A report, a visit or an intervention further back than this is history when it comes in, and no news. */
export const newsDays = 366;

/**
 * The notices of what is seen otherwise after than before, the heaviest first: changes of an answer, and events that people
 * act on. What changes neither gives none. In steps.
 */
export function* noticesOf(before: Seen, after: Seen, cause: Cause): Steps<readonly Notice[]> {
  const notices: Notice[] = [];
  for (const ofKind of kindsTold) {
    let done = 0;
    for (const notice of ofKind(before, after, cause)) {
      done += 1;
      if (done % noticesAtOnce === 0) yield;
      notices.push(notice);
    }
    yield;
  }
  return notices.sort(byWeight);
}

/** A notice is hashed, and written out with its sources. */
const noticesAtOnce = 64;

/** Of each kind, the heaviest first; what may be many is made one by one. */
const kindsTold: readonly ((before: Seen, after: Seen, cause: Cause) => Iterable<Notice>)[] = [
  urgent,
  standing,
  published,
  announced,
  begun,
  interventions,
  delivery,
  posts,
  clocks,
  repaired,
];

interface Grounds {
  readonly because: readonly string[];
  readonly known?: EpochDay | undefined;
  readonly changes?: readonly AnswerChange[];
  readonly rule?: NoticeRule | null | undefined;
  /** That of its kind unless given. */
  readonly weight?: NoticeWeight | undefined;
}

function issue(
  { authority, day, position, event, sourceOf }: Cause,
  kind: NoticeKind,
  subject: Readonly<Record<string, unknown>>,
  { because, known, changes, rule, weight }: Grounds,
): Notice {
  const sources = because.flatMap((id) => sourceOf?.(id) ?? []);
  const [cause, ids] = [event, [...new Set(because)].sort()];
  const what = { kind, weight, authority, day, position, subject, because: ids, cause };
  return noticeOf({ ...what, known, changes, rule, sources: distinct(sources) });
}

/** Each document and place once: several claims are often read off one page. */
function distinct(sources: readonly NoticeSource[]): readonly NoticeSource[] {
  return [
    ...new Map(sources.map((one) => [`${one.title} ${one.locator} ${one.url}`, one])).values(),
  ];
}

/** Claims of the activities for which something was so. */
function claimsWhere(
  { activities }: Seen,
  so: (one: ActivitySeen) => boolean,
): ReadonlySet<string> {
  return new Set(activities.filter(so).flatMap(({ claims }) => claims));
}

/** Those for which something is so and was not before; the same thing however its claims have since been joined. */
function cameTrue(
  before: Seen,
  after: Seen,
  so: (one: ActivitySeen, seen: Seen) => boolean,
): readonly ActivitySeen[] {
  const had = claimsWhere(before, (one) => so(one, before));
  return after.activities.filter(
    (one) => so(one, after) && !one.claims.some((claim) => had.has(claim)),
  );
}

function isNews(day: EpochDay | undefined, cause: Cause): boolean {
  return day !== undefined && day >= (cause.newsFrom ?? addDays(cause.day, -newsDays));
}

function shown({ activity, framework, visitKind, sequence, start, end, published }: ActivitySeen) {
  return { activity, framework, visitKind, sequence, start, end, published };
}

function* urgent(before: Seen, after: Seen, cause: Cause): Generator<Notice> {
  for (const one of cameTrue(before, after, ({ priorityAction }) => priorityAction)) {
    if (!isNews(one.publishedDay, cause)) continue;
    yield issue(
      cause,
      'PriorityAction',
      { ...shown(one), topics: one.priorities },
      {
        because: one.because,
        known: one.publishedDay,
        changes: [{ field: 'priorityAction', before: null, after: one.published }],
        rule: ruleOf(after, isUrgent),
      },
    );
  }
}

/** The rule of a clock that runs now and has not been met. */
function ruleOf(after: Seen, wanted: (clock: DueSeen) => boolean): NoticeRule | null {
  const running = [...after.due.values()].filter(
    (clock) => wanted(clock) && clock.words !== null && clock.status !== 'met',
  );
  return running.sort((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : 1))[0]?.words ?? null;
}

/** The clock of an area for priority action. */
const isUrgent = ({ rule }: DueSeen): boolean => /^(priority-action|joint-inspection)/.test(rule);

/** A day to remember: what was done by then no source on record would show. */
function isReminder(clock: DueSeen): boolean {
  return clock.owedBy !== null && clock.owedBy !== 'inspectorate' && !isUrgent(clock);
}

const isGraded = ({ activity }: DueSeen): boolean => activity === 'graded_inspection';

function standing(before: Seen, after: Seen, cause: Cause): readonly Notice[] {
  const names = [...new Set([...before.grades.keys(), ...after.grades.keys()])].sort();
  const moved = names.flatMap((area) => {
    const [from, to] = [before.grades.get(area), after.grades.get(area)];
    if (from?.grade === to?.grade) return [];
    const change = {
      from: from?.grade ?? null,
      to: to?.grade ?? null,
      ...splitOrJoined(from, to),
    };
    return [{ area, change, because: to?.because ?? [] }];
  });
  if (moved.length === 0) return [];
  const subject = { areas: Object.fromEntries(moved.map(({ area, change }) => [area, change])) };
  const changes = moved.map(({ area, change }) => ({
    field: area === 'overall' ? 'standing.overall' : `standing.areas.${area}`,
    before: change.from,
    after: change.to,
  }));
  const because = moved.flatMap((one) => one.because);
  const isRepaired = (cause.repairs?.length ?? 0) > 0;
  const known = cause.event === undefined || isRepaired ? undefined : after.reportDay;
  return [
    issue(cause, 'StandingChanged', subject, {
      because,
      known,
      changes,
      rule: ruleOf(after, isGraded),
    }),
  ];
}

/** Which end of a move was given to several areas together and the other not: a related question and no series, so neither up nor down. */
function splitOrJoined(
  from: Graded | undefined,
  to: Graded | undefined,
): { readonly joint?: 'from' | 'to' } {
  if (!from || !to || from.joint === to.joint) return {};
  return { joint: from.joint ? 'from' : 'to' };
}

function* published(before: Seen, after: Seen, cause: Cause): Generator<Notice> {
  for (const one of cameTrue(before, after, ({ published }) => published !== null)) {
    if (!isNews(one.publishedDay, cause)) continue;
    yield issue(
      cause,
      publicationKind(one),
      { ...shown(one), ...(one.progress === null ? {} : { progress: one.progress }) },
      {
        because: one.because,
        known: one.publishedDay,
        changes: [{ field: 'published', before: null, after: one.published }],
        rule: one.activity === 'inspection' ? ruleOf(after, isGraded) : null,
      },
    );
  }
}

function publicationKind({ activity, visitKind }: ActivitySeen): NoticeKind {
  if (activity === 'inspection') return 'InspectionPublished';
  return visitKind === 'monitoring' ? 'MonitoringLetterPublished' : 'VisitLetterPublished';
}

function* announced(before: Seen, after: Seen, cause: Cause): Generator<Notice> {
  const { day } = cause;
  const isAhead = ({ startDay, published }: ActivitySeen) =>
    published === null && startDay !== undefined && startDay > day;
  for (const one of cameTrue(before, after, isAhead)) {
    yield issue(cause, 'InspectionAnnounced', shown(one), {
      because: one.because,
      changes: [{ field: 'announced', before: null, after: one.start }],
    });
  }
}

/** Begun, and its report not out: of a graded inspection where it is awaited, of a visit where its letter is not there. */
function* begun(before: Seen, after: Seen, cause: Cause): Generator<Notice> {
  const hasBegun = (one: ActivitySeen, { awaited }: Seen) =>
    one.published === null &&
    one.startDay !== undefined &&
    one.startDay <= cause.day &&
    (one.activity === 'visit' || one.claims.some((claim) => awaited.has(claim)));
  for (const one of cameTrue(before, after, hasBegun)) {
    if (!isNews(one.startDay, cause)) continue;
    yield issue(cause, 'InspectionBegun', shown(one), {
      because: one.because,
      changes: [{ field: 'begun', before: null, after: one.start }],
      rule: ruleOf(after, (clock) => clock.rule === reportExpected),
    });
  }
}

const over: ReadonlySet<ToldState> = new Set(['ended', 'superseded']);

function interventions(before: Seen, after: Seen, cause: Cause): readonly Notice[] {
  const notices: Notice[] = [];
  for (const [name, one] of after.interventions) {
    const was = before.interventions.get(name)?.state;
    const { instrument, title, from, to, state, why, because } = one;
    const subject = { instrument, title, from, to, state, why };
    const changes = [{ field: `interventions.${name}`, before: was ?? null, after: state }];
    const told = { because, changes };
    const stood = was === 'told_now' || was === 'last_told';
    const isThere = state === 'told_now' || state === 'last_told';
    if (isThere && !stood && !(was === undefined && isRenamed(before, after, name))) {
      notices.push(issue(cause, 'InterventionBegun', subject, told));
    } else if (over.has(state) && (stood || was === 'presumed_ended')) {
      notices.push(issue(cause, 'InterventionEnded', subject, told));
    } else if (state === 'presumed_ended' && stood) {
      notices.push(issue(cause, 'InterventionPresumedEnded', subject, told));
    }
  }
  return notices;
}

/** True where the same instrument stood before under another day, which a source now gives otherwise. */
function isRenamed(before: Seen, after: Seen, name: string): boolean {
  const instrument = after.interventions.get(name)?.instrument;
  return [...before.interventions].some(
    ([other, one]) => one.instrument === instrument && !after.interventions.has(other),
  );
}

function delivery(before: Seen, after: Seen, cause: Cause): readonly Notice[] {
  const [from, to] = [before.delivery.provider, after.delivery.provider];
  if (from === to || to === null) return [];
  const changes = [{ field: 'standing.delivery', before: from, after: to }];
  const { because } = after.delivery;
  return [issue(cause, 'DeliveryChanged', { from, to }, { because, changes })];
}

function posts(before: Seen, after: Seen, cause: Cause): readonly Notice[] {
  return [...after.posts].flatMap(([role, post]) => {
    const was = before.posts.get(role);
    if (was?.holder === post.holder) return [];
    const { person: to, status, since } = post;
    const subject = { role, from: was?.person ?? null, to, status, since };
    const changes = [
      { field: `standing.leadership.${role}`, before: holderText(was), after: holderText(post) },
    ];
    return [issue(cause, 'LeadershipChanged', subject, { because: post.because, changes })];
  });
}

/** With the person as an id. */
function holderText(post: PostSeen | undefined): string | null {
  if (!post || post.status === 'not_known') return null;
  const { person, status, since } = post;
  return `${person ?? 'not named'}, ${status}${since === null ? '' : `, since ${since}`}`;
}

/** The rule by which a report is awaited, and not an inspection. */
const reportExpected = 'report-expected';

const clockKinds: Readonly<Record<string, NoticeKind>> = {
  window_open: 'WindowOpened',
  due: 'BecameDue',
  overdue: 'BecameOverdue',
  not_known: 'PastNotKnown',
};
const reportKinds: Readonly<Record<string, NoticeKind>> = {
  due: 'ReportExpected',
  overdue: 'ReportPast',
};

function clocks(before: Seen, after: Seen, cause: Cause): readonly Notice[] {
  return [...after.due].flatMap(([name, clock]) => {
    const kind = alarm(clock);
    const was = before.due.get(name);
    if (!kind || alarm(was) === kind) return [];
    const { rule, anchor, opens, due, closes, because, words } = clock;
    const changes = [
      { field: `due.${rule}`, before: was ? dueText(was) : null, after: dueText(clock) },
    ];
    const subject = { rule, anchor, opens, due, closes };
    const weight = isReminder(clock) ? reminderWeight : undefined;
    return [issue(cause, kind, subject, { because, changes, rule: words, weight })];
  });
}

/** Overdue only where it is certain: most of what seems overdue is an inspection whose report is not out yet. */
function alarm(clock: DueSeen | undefined): NoticeKind | undefined {
  if (!clock || (clock.status === 'overdue' && !clock.certain)) return undefined;
  return (clock.rule === reportExpected ? reportKinds : clockKinds)[clock.status];
}

/** One for all the repairs that moved an answer; a repair that moves none is no notice. */
function repaired(before: Seen, after: Seen, cause: Cause): readonly Notice[] {
  const events = cause.repairs?.map(({ event }) => event).filter(isRepair) ?? [];
  if (events.length === 0) return [];
  const changes = changesSeen(before, after);
  if (changes.length === 0) return [];
  const behind = new Set([...eventsBehind(before), ...eventsBehind(after)]);
  const moving = events.filter(({ id, data }) => behind.has(id) || behind.has(data.target));
  if (moving.length === 0) return [];
  const subject = { repairs: moving.map(repairShown) };
  const because = moving.flatMap(({ id, data }) => [id, data.target]);
  return [issue(cause, 'FactCorrected', subject, { because, changes })];
}

function repairShown(event: Extract<ClaimEvent, { data: { target: unknown } }>) {
  const corrected = event.type === 'FactCorrected';
  return {
    target: event.data.target,
    repair: corrected ? 'corrected' : 'retracted',
    place: corrected ? event.data.pointer : null,
    why: event.data.why,
  };
}
