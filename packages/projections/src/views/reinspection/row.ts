import { addDays, type EpochDay, isoDay } from '@monitoring-timeline/core';
import type { DueRow } from '../../answers/due.ts';
import { daysAfter, isOpen, stoppedBy } from '../../policy/deadline.ts';
import { openEnd } from '../../policy/known.ts';
import type { RuleBook } from '../../policy/rules.ts';
import type { OwedActivity } from '../../policy/schema.ts';
import { becauseOfAll } from '../evidence.ts';
import type { FixedPart } from './due-row.ts';
import { explain } from './obligation-words.ts';
import type { Obligation } from './obligations.ts';
import type { Reach } from './reach.ts';
import { calendarStatus, certaintyOn, lastDay, statusOn } from './status.ts';

/** The row of a clock as read on a day. */
export function rowOf(
  authority: DueRow['authority'],
  clock: Obligation,
  asOf: EpochDay,
  reach: Reach,
  { policy, name }: RuleBook,
): DueRow {
  // of what was done nobody is late any longer
  const days = clock.state === 'met' ? undefined : clock.days;
  const status = statusOn(clock, asOf, reach);
  const certainty = certaintyOn(clock, status, asOf, reach, policy.unpublished);
  // nobody can say that an authority is late with what may have been done unseen, or anybody while the clock stands still
  const uncounted = status === 'suspended' || status === 'not_shown' || isUnprovable(clock, status);
  const counted = uncounted ? undefined : days;
  const still = standsStill(clock, status, asOf);
  const daysPast = counted ? daysAfter(counted, counted.due, asOf) : null;
  const byCalendar = days && !still ? calendarStatus(days, asOf) : null;
  const before = clock.told.row;
  if (
    before &&
    before.status === status &&
    before.certainty === certainty &&
    before.byCalendar === byCalendar &&
    before.daysPast === daysPast &&
    before.recordTo === reach.recordToText &&
    before.authority.name === authority.name &&
    before.authority.region === authority.region
  ) {
    return before;
  }
  const part = fixedPartOf(clock);
  // written out, since spreading so many keys costs more than all the rest
  const row: DueRow = {
    authority,
    rule: part.rule,
    version: part.version,
    label: part.label,
    basis: part.basis,
    owedBy: part.owedBy,
    activity: part.activity,
    anchor: part.anchor,
    opens: still ? null : part.opens,
    due: still ? null : part.due,
    closes: still ? null : part.closes,
    status,
    byCalendar,
    daysPast,
    daysPastWindow: counted?.closes === undefined ? null : daysAfter(counted, counted.closes, asOf),
    next: nextStatus(clock, asOf),
    suspensions: part.suspensions,
    expects: part.expects,
    underWay: part.underWay,
    met: part.met,
    period: part.period,
    recordTo: reach.recordToText,
    certainty,
    verified: part.verified,
    source: part.source,
    policy: name,
    calendar: policy.calendar,
    explanation: explain(clock, status, certainty, asOf, reach.recordTo),
    because: part.because,
  };
  // a row that counts days reads otherwise tomorrow: not worth keeping
  if (!daysPast) clock.told.row = row;
  return row;
}

/** Whether a clock stands still for nobody knows how long, so that no day of it is known. */
export function standsStill(
  { state, days }: Obligation,
  status: DueRow['status'],
  asOf: EpochDay,
): boolean {
  const stopped =
    status === 'suspended' && days && state !== 'met' ? stoppedBy(days, asOf) : undefined;
  return stopped !== undefined && isOpen(stopped);
}

/** What is owed: where no rule says so, the next graded inspection. */
export function activityOwed({ rule }: Pick<Obligation, 'rule'>): OwedActivity {
  return rule?.activity ?? 'graded_inspection';
}

/** What a row says on every day; worked out once. */
function fixedPartOf(clock: Obligation): FixedPart {
  clock.told.fixed ??= fixedPart(clock);
  return clock.told.fixed;
}

function isUnprovable({ rule }: Obligation, status: DueRow['status']): boolean {
  return status === 'not_known' && rule?.owedBy !== 'inspectorate';
}

function nextStatus({ days, state, rule }: Obligation, asOf: EpochDay): DueRow['next'] {
  if (!days || (state !== 'running' && state !== 'not_done')) return null;
  const stopped = state === 'running' ? stoppedBy(days, asOf) : undefined;
  if (stopped) {
    if (isOpen(stopped)) return null;
    const again = addDays(stopped.to, 1);
    return { status: calendarStatus(days, again), on: isoDay(again) };
  }
  const past = addDays(lastDay(days), 1);
  let on = past;
  if (days.opens !== undefined && asOf < days.opens) on = days.opens;
  else if (asOf < days.due) on = days.due;
  if (asOf >= past) return null;
  if (days.period && on === past) return { status: 'not_yet', on: isoDay(on) };
  const unproven = on === past && rule?.owedBy !== 'inspectorate' && state === 'running';
  return { status: unproven ? 'not_shown' : calendarStatus(days, on), on: isoDay(on) };
}

function fixedPart(clock: Obligation): FixedPart {
  const { rule, anchor, days, underWay, met } = clock;
  const behind = [
    clock.because,
    anchor?.event === undefined ? [] : [anchor.event],
    underWay?.because ?? [],
    met?.because ?? [],
  ];
  return {
    rule: rule?.id ?? null,
    version: rule?.version ?? null,
    label: rule?.label ?? null,
    basis: rule?.basis ?? null,
    owedBy: rule?.owedBy ?? null,
    activity: activityOwed(clock),
    anchor: anchor
      ? {
          event: anchor.event ?? null,
          date: anchor.date,
          kind: anchor.kind,
          assumed: anchor.assumed,
          exact: anchor.exact,
        }
      : null,
    opens: days?.opens === undefined ? null : isoDay(days.opens),
    due: days ? isoDay(days.due) : null,
    closes: days?.closes === undefined ? null : isoDay(days.closes),
    suspensions: (days?.suspensions ?? []).map(({ suspension: { from, to, reason } }) => ({
      from,
      to: to === openEnd ? null : to,
      reason,
    })),
    expects: clock.expects ?? null,
    period: days?.period?.number ?? null,
    underWay: underWay ?? null,
    met: met ?? null,
    verified: clock.verified,
    source: rule?.source ?? null,
    because: becauseOfAll(behind, clock.claimOf),
  };
}
