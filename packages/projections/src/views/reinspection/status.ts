import { addDays, distantFuture, type EpochDay } from '@monitoring-timeline/core';
import { type Deadline, stoppedBy } from '../../policy/deadline.ts';
import type { Policy } from '../../policy/schema.ts';
import type { Obligation } from './obligations.ts';
import type { Reach } from './reach.ts';
import type { CalendarStatus, DueCertainty, DueStatus } from './status-codes.ts';

export function calendarStatus({ opens, due, closes }: Deadline, day: EpochDay): CalendarStatus {
  if (day > (closes ?? due)) return 'overdue';
  if (day >= due) return 'due';
  return opens !== undefined && day >= opens ? 'window_open' : 'not_yet';
}

/** For how long after its day a clock that no source would ever show as met stays in lists. */
export const shownForDays = 365;

/** True where a clock has left the lists: nothing will ever show it as met, and its day is long past. */
export function hasLapsed({ days }: Obligation, status: DueStatus, day: EpochDay): boolean {
  return status === 'not_shown' && days !== undefined && day > addDays(lastDay(days), shownForDays);
}

/** How long before its day a clock that comes round is in lists. A setting of ours: of all that is ahead, those are never the most. */
export const listedForDays = 31;

/** True where a clock that comes round has a day too far ahead for lists: every authority has one at all times. */
export function isFarAhead({ days }: Obligation, day: EpochDay): boolean {
  return days?.period !== undefined && day < addDays(days.due, -listedForDays);
}

/** Last day on which a deadline is not past. */
export function lastDay({ due, closes }: Deadline): EpochDay {
  return closes ?? due;
}

/**
 * The status of a clock on a day. Nothing is called overdue that might have been done unseen: an authority's clock only
 * where a source says that it was not done, the inspectorate's only where what was done up to the last day would be on
 * record, and nothing by a rule that is not confirmed.
 */
export function statusOn(obligation: Obligation, day: EpochDay, reach: Reach): DueStatus {
  const { state, days } = obligation;
  if (state !== 'running' && state !== 'not_done') return state;
  if (!days) return 'no_rule';
  if (state === 'running' && stoppedBy(days, day)) return 'suspended';
  const status = calendarStatus(days, day);
  if (status !== 'overdue' || state === 'not_done') return status;
  return unseen(obligation, lastDay(days), reach);
}

function unseen(
  { rule, anchor, callsOverdue }: Obligation,
  last: EpochDay,
  reach: Reach,
): 'overdue' | 'not_known' | 'not_shown' {
  // a store that never says how far it reaches still holds the graded inspections that it is about
  if (reach.recordTo === undefined) {
    return rule?.activity === 'graded_inspection' && callsOverdue ? 'overdue' : 'not_shown';
  }
  if (!reach.touches(anchor!.day, last)) return 'not_shown';
  if (!callsOverdue || rule?.owedBy !== 'inspectorate') return 'not_known';
  return last <= reach.recordTo && reach.covers(anchor!.day, last) ? 'overdue' : 'not_known';
}

/** How certain a status is, from how far the record of its activity reaches. */
export function certaintyOn(
  obligation: Obligation,
  status: DueStatus,
  day: EpochDay,
  reach: Reach,
  unpublished: Policy['unpublished'],
): DueCertainty {
  const { days, state, rule } = obligation;
  if (status === 'not_known' || status === 'not_shown') return 'beyond_record';
  if (state === 'not_done' || state === 'met') return 'certain';
  // what rests on nobody having come since is not certain beyond the day to which the record reaches
  const beyond = reach.recordTo !== undefined && day > reach.recordTo;
  const theirs = rule === undefined || rule.owedBy === 'inspectorate';
  if (beyond && theirs && status !== 'overdue') return 'beyond_record';
  if (!days) return 'certain';
  if (status === 'window_open' || status === 'due') {
    const since = status === 'due' ? days.due : days.opens!;
    return reach.recordTo !== undefined && since > reach.recordTo ? 'beyond_record' : 'certain';
  }
  if (status !== 'overdue') return 'certain';
  if (reach.recordTo === undefined || reach.begunTo === undefined) return 'beyond_record';
  const passed = Math.min(day, reach.recordTo) - lastDay(days);
  const young = passed < unpublished.usualDays && !(reach.listsBegun && day <= reach.begunTo);
  return young || day > reach.begunTo ? 'may_be_under_way' : 'certain';
}

/** Which changes of a clock count. */
export interface ChangeOptions {
  /** Also that it comes into lists, or leaves them for being far ahead. */
  readonly listed?: boolean;
}

/**
 * The first day after the given one on which what a clock says changes by the calendar alone; undefined for never. What was known then
 * moves on with the day asked about, and so does the end of the record, up to the day that sources state.
 */
export function nextChange(
  { days, state }: Obligation,
  day: EpochDay,
  reach: Reach,
  unpublished: Policy['unpublished'],
  { listed = true }: ChangeOptions = {},
): EpochDay | undefined {
  if (state === 'met') return undefined;
  let next = distantFuture;
  const offer = (at: EpochDay | undefined) => {
    if (at !== undefined && at > day && at < next) next = at;
  };
  const after = (at: EpochDay | undefined, by = 1) => {
    if (at !== undefined) offer(addDays(at, by));
  };
  after(reach.statedTo);
  if (days) {
    const last = lastDay(days);
    if (days.period && listed) after(days.due, -listedForDays);
    offer(days.opens);
    offer(days.due);
    after(last);
    for (const { to } of days.suspensions) after(to);
    if (state === 'running' || state === 'not_done') {
      after(last, unpublished.usualDays);
      after(last, shownForDays + 1);
      after(reach.listedTo);
    }
  }
  return Number.isFinite(next) ? next : undefined;
}
