import type { $brand } from 'zod';
import { TimelineError } from '../errors.ts';

/** A calendar day as a whole number of days since 1 January 1970. No time, no zone. */
export type EpochDay = number & $brand<'EpochDay'>;

/** The text is not an ISO calendar day (YYYY-MM-DD) that exists, or the number is not such a day. */
export class InvalidDay extends TimelineError {
  readonly code = 'InvalidDay';
}

const zero = 48;

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - zero;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days in a month (1 to 12) of the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * The day of a year, month (1 to 12) and day that exist; not checked.
 * Counts in eras of 400 years that begin on 1 March, so that the leap day falls last.
 */
export function dayOf(year: number, month: number, day: number): EpochDay {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146_097 + dayOfEra - 719_468) as EpochDay;
}

/** A day of the Gregorian calendar. */
export interface CalendarDate {
  /** Of the common era. */
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

/** Year, month and day of a day. */
export function calendarDate(day: EpochDay): CalendarDate {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

/** Reads an ISO day. @throws InvalidDay for any other text, or a day that does not exist. */
export function epochDay(iso: string): EpochDay {
  const year = digits(iso, 0, 4);
  const month = digits(iso, 5, 7);
  const day = digits(iso, 8, 10);
  const shaped = iso.length === 10 && iso[4] === '-' && iso[7] === '-';
  if (shaped && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)) {
    return dayOf(year, month, day);
  }
  throw new InvalidDay(`"${iso}" is not a day; write it as YYYY-MM-DD, for example 2018-07-25.`, {
    text: iso,
  });
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** Writes a day in ISO form. @throws InvalidDay unless it is a whole number within the years 0000 to 9999. */
export function isoDay(day: EpochDay): string {
  const date = Number.isSafeInteger(day) ? calendarDate(day) : undefined;
  if (date === undefined || date.year < 0 || date.year > 9999) {
    throw new InvalidDay(
      `${day} is not a day that ISO can write; give a whole number of days since 1970-01-01.`,
      { day },
    );
  }
  return `${padded(date.year, 4)}-${padded(date.month, 2)}-${padded(date.day, 2)}`;
}

/** Day of the week, Monday 1 to Sunday 7, as ISO counts them. */
export function weekday(day: EpochDay): number {
  // 1 January 1970 was a Thursday
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The same day of the month `months` later (or earlier), or the last day of that month where it has no such day. */
export function addMonths(day: EpochDay, months: number): EpochDay {
  const date = calendarDate(day);
  const index = date.year * 12 + date.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return dayOf(year, month, Math.min(date.day, daysInMonth(year, month)));
}

/**
 * Whole calendar months from one day to another: the largest number that `addMonths` can take
 * without passing `to`. Negative where `to` is the earlier.
 */
export function monthsBetween(from: EpochDay, to: EpochDay): number {
  if (to < from) {
    const back = monthsBetween(to, from);
    return back === 0 ? 0 : -back;
  }
  const a = calendarDate(from);
  const b = calendarDate(to);
  const months = (b.year - a.year) * 12 + b.month - a.month;
  return addMonths(from, months) > to ? months - 1 : months;
}

/** The day `days` later, or earlier where that is negative. */
export function addDays(day: EpochDay, days: number): EpochDay {
  return (day + days) as EpochDay;
}

/** Stands for a limit that nothing sets: before every day there is. It has no ISO form. */
export const distantPast = Number.NEGATIVE_INFINITY as EpochDay;
/** Stands for a limit that nothing sets: after every day there is. It has no ISO form. */
export const distantFuture = Number.POSITIVE_INFINITY as EpochDay;

/** The first of some days; `distantFuture` of none. */
export function earliestDay(...days: readonly EpochDay[]): EpochDay {
  return Math.min(...days) as EpochDay;
}

/** The last of some days; `distantPast` of none. */
export function latestDay(...days: readonly EpochDay[]): EpochDay {
  return Math.max(...days) as EpochDay;
}

/** The day in UTC of an instant in milliseconds since 1970. */
export function utcDay(instant: number): EpochDay {
  return Math.floor(instant / 86_400_000) as EpochDay;
}

/** Days from one to the other, neither counted twice: 0 for the same day, negative where `to` is the earlier. */
export function daysBetween(from: EpochDay, to: EpochDay): number {
  return to - from;
}

/** How many of some days, which are in order, are not after a day. */
export function daysUpTo(days: readonly EpochDay[], day: EpochDay): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (days[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}
