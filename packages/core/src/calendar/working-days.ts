import { TimelineError } from '../errors.ts';
import { bankHolidayCalendar, type HolidayCalendar } from './bank-holidays.ts';
import { type EpochDay, epochDay, isoDay, weekday } from './epoch-day.ts';

/** The reckoning leaves the years that the holiday table covers, so no answer would be right. */
export class CalendarRange extends TimelineError {
  readonly code = 'CalendarRange';
}

interface Index {
  /** Working days of the table, in order. */
  readonly days: readonly EpochDay[];
  /** Working days from the table's first day up to and including the day at each offset. */
  readonly upTo: Uint16Array;
}

const indexes = new WeakMap<HolidayCalendar, Index>();

function indexOf(calendar: HolidayCalendar): Index {
  let index = indexes.get(calendar);
  if (index === undefined) {
    const holidays = new Set(calendar.days.map(({ date }) => epochDay(date)));
    const days: EpochDay[] = [];
    const upTo = new Uint16Array(calendar.to - calendar.from + 1);
    for (let day = calendar.from; day <= calendar.to; day++) {
      if (weekday(day) <= 5 && !holidays.has(day)) days.push(day);
      upTo[day - calendar.from] = days.length;
    }
    index = { days, upTo };
    indexes.set(calendar, index);
  }
  return index;
}

function outside(calendar: HolidayCalendar, what: string): CalendarRange {
  const from = isoDay(calendar.from);
  const to = isoDay(calendar.to);
  return new CalendarRange(
    `${what} lies outside ${from} to ${to}, the days that the holiday table ${calendar.version} covers; give a day within them or a table that reaches further.`,
    { calendar: calendar.version, from, to },
  );
}

function countUpTo(day: EpochDay, calendar: HolidayCalendar): number {
  const count = indexOf(calendar).upTo[day - calendar.from];
  if (count !== undefined) return count;
  throw outside(calendar, Number.isSafeInteger(day) ? isoDay(day) : String(day));
}

/**
 * True for any day but Saturday, Sunday, Christmas Day, Good Friday and the bank holidays of England and Wales (Inspection
 * of Local Authorities Regulations 2007, SI 2007/462, regulation 1). @throws CalendarRange outside the table.
 */
export function isWorkingDay(
  day: EpochDay,
  calendar: HolidayCalendar = bankHolidayCalendar,
): boolean {
  const count = countUpTo(day, calendar);
  return indexOf(calendar).days[count - 1] === day;
}

/**
 * The nth working day after `day`, or before it where n is negative; `day` itself, working or not, where n is 0.
 * The day counted from is never counted: 70 working days from 25 July 2018 end on 1 November 2018.
 * @throws CalendarRange where `day` or the answer lies outside the table.
 */
export function addWorkingDays(
  day: EpochDay,
  n: number,
  calendar: HolidayCalendar = bankHolidayCalendar,
): EpochDay {
  const count = countUpTo(day, calendar);
  if (n === 0) return day;
  const { days } = indexOf(calendar);
  // before a working day stand count - 1 others, before any other day count
  const before = days[count - 1] === day ? count - 1 : count;
  const answer = days[n > 0 ? count + n - 1 : before + n];
  if (answer !== undefined) return answer;
  throw outside(calendar, `${n} working days from ${isoDay(day)}`);
}

/**
 * Working days after `from` up to and including `to`; negative where `to` is the earlier.
 * @throws CalendarRange where either lies outside the table.
 */
export function workingDaysBetween(
  from: EpochDay,
  to: EpochDay,
  calendar: HolidayCalendar = bankHolidayCalendar,
): number {
  if (to < from) {
    const back = workingDaysBetween(to, from, calendar);
    return back === 0 ? 0 : -back;
  }
  return countUpTo(to, calendar) - countUpTo(from, calendar);
}
