/** Where a clock can stand on a day; what each means stands at `DueStatus`. */
export const dueStatuses = [
  'not_yet',
  'window_open',
  'due',
  'overdue',
  'in_progress',
  'awaiting_first',
  'suspended',
  'met',
  'not_known',
  'not_shown',
  'no_rule',
] as const;
/**
 * - `not_yet` before the window opens; where a rule has no opening day, before it falls due
 * - `window_open` from `opens`
 * - `due` from `due` to `closes`, which is usual
 * - `overdue` after `closes`, or after `due` where the rule has no window
 * - `in_progress` an inspection has begun and its report is not out
 * - `awaiting_first` a successor authority that has not been inspected
 * - `suspended` the activity is suspended, and the clock stands still
 * - `met` an event proves that it was done
 * - `not_known` its day has passed, and the record does not reach far enough to say whether it was done
 * - `not_shown` its day has passed, and no source on record would ever show whether it was done
 * - `no_rule` nothing says when the next one comes
 */
export type DueStatus = (typeof dueStatuses)[number];

/** Statuses that ask for a look: what lists, boards and start pages show unasked. */
export const asksForALook: ReadonlySet<DueStatus> = new Set<DueStatus>([
  'overdue',
  'not_known',
  'due',
  'window_open',
  'in_progress',
  'awaiting_first',
  'suspended',
]);

/** Where the calendar alone stands, whatever has been done. */
export type CalendarStatus = 'not_yet' | 'window_open' | 'due' | 'overdue';

export const dueCertainties = ['certain', 'may_be_under_way', 'beyond_record'] as const;
/**
 * - `certain` the record reaches far enough to say so
 * - `may_be_under_way` inspectors may have been there already without its being public
 * - `beyond_record` it came to be after the day to which the record of the activity reaches
 */
export type DueCertainty = (typeof dueCertainties)[number];
