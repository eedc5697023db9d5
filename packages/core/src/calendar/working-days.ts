import { TimelineError } from '../errors.ts';
import { bankHolidayCalendar, type HolidayCalendar } from './bank-holidays.ts';
import { addDays, daysUpTo, type EpochDay, epochDay, isoDay, weekday } from './epoch-day.ts';

/** The reckoning leaves the years that the holiday table covers, so no answer would be right. */
export class CalendarRange extends TimelineError {
  readonly code = 'CalendarRange';
}

/** A calendar as it is reckoned with. */
class Reckoned {
  readonly #calendar: HolidayCalendar;
  /** Holidays that fall from Monday to Friday, in order. */
  readonly #holidays: readonly EpochDay[];
  #workingDays: readonly EpochDay[] | undefined;

  constructor(calendar: HolidayCalendar) {
    this.#calendar = calendar;
    const off = new Set(calendar.days.map(({ date }) => epochDay(date)));
    this.#holidays = [...off].filter((day) => weekday(day) <= 5).sort((a, b) => a - b);
  }

  /** Working days up to and including a day, from one before the table that stays the same. */
  upTo(day: EpochDay): number {
    const week = Math.floor((day - monday) / 7);
    return 5 * week + Math.min(weekday(day), 5) - daysUpTo(this.#holidays, day);
  }

  isWorkingDay(day: EpochDay): boolean {
    return weekday(day) <= 5 && this.#holidays[daysUpTo(this.#holidays, day) - 1] !== day;
  }

  /** Working days of the table, in order: thousands, which only counting on from a day needs. */
  get workingDays(): readonly EpochDay[] {
    if (this.#workingDays) return this.#workingDays;
    const found: EpochDay[] = [];
    for (let day = this.#calendar.from; day <= this.#calendar.to; day++) {
      if (this.isWorkingDay(day)) found.push(day);
    }
    this.#workingDays = found;
    return found;
  }
}

/** A Monday before every table. */
const monday = epochDay('1900-01-01');

const reckoned = new WeakMap<HolidayCalendar, Reckoned>();

/** @throws CalendarRange where a day lies outside the table */
function reckoningOn(day: EpochDay, calendar: HolidayCalendar): Reckoned {
  const isDay = Number.isSafeInteger(day);
  if (!isDay || day < calendar.from || day > calendar.to) {
    throw outside(calendar, isDay ? isoDay(day) : String(day));
  }
  let found = reckoned.get(calendar);
  if (found === undefined) {
    found = new Reckoned(calendar);
    reckoned.set(calendar, found);
  }
  return found;
}

function outside(calendar: HolidayCalendar, what: string): CalendarRange {
  const from = isoDay(calendar.from);
  const to = isoDay(calendar.to);
  return new CalendarRange(
    `${what} lies outside ${from} to ${to}, the days that the holiday table ${calendar.version} covers; give a day within them or a table that reaches further.`,
    { calendar: calendar.version, from, to },
  );
}

/**
 * True for any day but Saturday, Sunday, Christmas Day, Good Friday and the bank holidays of England and Wales (Inspection
 * of Local Authorities Regulations 2007, SI 2007/462, regulation 1). @throws CalendarRange outside the table.
 */
export function isWorkingDay(
  day: EpochDay,
  calendar: HolidayCalendar = bankHolidayCalendar,
): boolean {
  return reckoningOn(day, calendar).isWorkingDay(day);
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
  const on = reckoningOn(day, calendar);
  if (n === 0) return day;
  const { workingDays } = on;
  const count = on.upTo(day) - on.upTo(addDays(calendar.from, -1));
  // before a working day stand count - 1 others, before any other day count
  const before = on.isWorkingDay(day) ? count - 1 : count;
  const answer = workingDays[n > 0 ? count + n - 1 : before + n];
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
  return reckoningOn(to, calendar).upTo(to) - reckoningOn(from, calendar).upTo(from);
}
