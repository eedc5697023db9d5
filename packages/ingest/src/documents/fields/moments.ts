import { monthNumber, monthPattern, type PartialDate } from '@monitoring-timeline/core';
import type { DaysRead } from '../reading.ts';
import { isoDay } from './dates.ts';

const month = String.raw`(?:\d{1,2}(?:st|nd|rd|th)?(?!\w)\s+)?(?!\W)(?:${monthPattern})(?!\w)\.?,?\s+(?:19|20)\d{2}`;
const year = String.raw`(?:19|20)\d{2}(?!\d)(?:\s?(?!\s)[/\u2013\u2014\u2212\u2500-]\s?(?!\s)(?:20)?\d{2}(?!\d)|(?!\/))`;

/**
 * A day, a month, a financial or calendar year as printed. A source for patterns, without a group. Its looks ahead say what follows them
 * too: behind one the rest of a pattern is compiled once, and else for each alternative anew.
 */
export const momentPattern = `(?:${month}|${year})`;

/** In every text that prints a moment: looked for before patterns with a moment in them, which are dear, are. */
export const printsYear = /(?:19|20)\d{2}/;

const printed = new RegExp(
  String.raw`^(?:(?:(?<day>\d{1,2})(?:st|nd|rd|th)?\s+)?(?<month>${monthPattern})\.?,?\s+)?(?<year>(?:19|20)\d{2})(?<next>\s?[/\u2013\u2014\u2212\u2500-]\s?(?:20)?(?<last>\d{2}))?$`,
  'i',
);

/** A printed moment as precisely as it is printed: "23 April 2018", "March 2017", "2017/18" (from April to March), "2015". */
export function readMoment(text: string): PartialDate | undefined {
  const groups = printed.exec(text.replace(/\s+/g, ' ').trim())?.groups;
  if (!groups) return undefined;
  const { day, month, year = '', last } = groups;
  if (last !== undefined) {
    const follows = (Number(year) + 1) % 100 === Number(last);
    return follows && !month ? { precision: 'financial_year', from: year } : undefined;
  }
  const number = month ? monthNumber(month) : undefined;
  if (number === undefined) return { precision: 'year', from: year };
  const iso = isoDay(Number(year), number, Number(day ?? 1));
  if (!iso) return undefined;
  return day ? { precision: 'day', from: iso } : { precision: 'month', from: iso.slice(0, 7) };
}

/** The month that lies some months before that of an ISO day or month. */
export function monthsBefore(iso: string, months: number): string {
  const [year = 0, month = 1] = iso.split('-').map(Number);
  const index = year * 12 + (month - 1) - months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** The months before that of an ISO day, up to it. */
export function lastMonths(iso: string, months: number): PartialDate {
  return { precision: 'range', from: monthsBefore(iso, months), to: iso.slice(0, 7) };
}

/** Days on site as a valid time. */
export function daysAsMoment(days: DaysRead): PartialDate {
  return days.to && days.to !== days.from
    ? { precision: 'range', from: days.from, to: days.to }
    : { precision: 'day', from: days.from };
}
