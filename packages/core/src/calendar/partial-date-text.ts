import { TimelineError } from '../errors.ts';
import { type PartialDate, partialDateSchema } from '../events/times.ts';
import { monthNames } from './month-names.ts';

/** The text is none of the forms that `parsePartialDate` reads, or names a date that does not exist. */
export class InvalidPartialDate extends TimelineError {
  readonly code = 'InvalidPartialDate';
}

const iso = String.raw`\d{4}(?:-\d{2}(?:-\d{2})?)?`;
const single = new RegExp(`^${iso}$`);
const range = new RegExp(`^(${iso})\\s*/\\s*(${iso})$`);
const bounded = new RegExp(`^(by|since)\\s+(${iso})$`, 'i');
const splitYear = /^(\d{4})\/(\d{2})$/;
const financialYear = /^fy\s?(\d{4})$/i;

const precisions = { 4: 'year', 7: 'month', 10: 'day' } as const;

function candidate(text: string): unknown {
  if (single.test(text)) {
    return { precision: precisions[text.length as 4 | 7 | 10], from: text };
  }
  const split = splitYear.exec(text);
  if (split !== null) {
    const next = String((Number(split[1]) + 1) % 100).padStart(2, '0');
    return split[2] === next ? { precision: 'financial_year', from: split[1] } : undefined;
  }
  const ends = range.exec(text);
  if (ends !== null) return { precision: 'range', from: ends[1], to: ends[2] };
  const limit = bounded.exec(text);
  if (limit !== null) return { precision: limit[1]?.toLowerCase(), from: limit[2] };
  const year = financialYear.exec(text);
  return year === null ? undefined : { precision: 'financial_year', from: year[1] };
}

/**
 * Reads a date as precise as it is written: `2018-07-25`, `2018-07`, `2018`; `2017/18` and `FY2017` (both the financial year from
 * 1 April 2017); `2018-04-23/2018-05-18` (a range; `2017/2018` with four digits is one of years); `by 2018-07-25`; `since 2017-11`.
 * @throws InvalidPartialDate for anything else.
 */
export function parsePartialDate(text: string): PartialDate {
  const parsed = partialDateSchema.safeParse(candidate(text.trim()));
  if (parsed.success) return parsed.data;
  throw new InvalidPartialDate(
    `"${text}" is not a date; write 2018-07-25, 2018-07, 2018, 2017/18, 2018-04-23/2018-05-18, "by 2018-07-25" or "since 2017-11".`,
    { text },
  );
}

function splitYearText(from: string): string {
  return `${from}/${String((Number(from) + 1) % 100).padStart(2, '0')}`;
}

/** Machine text: `parsePartialDate` reads it back to an equal date. */
export function toText(date: PartialDate): string {
  switch (date.precision) {
    case 'range':
      return `${date.from}/${date.to}`;
    case 'financial_year':
      return splitYearText(date.from);
    case 'by':
    case 'since':
      return `${date.precision} ${date.from}`;
    default:
      return date.from;
  }
}

/** The number of a month, 1 to 12, by its name or the beginning of it, three letters or more; undefined for any other word. */
export function monthNumber(word: string): number | undefined {
  if (word.length < 3) return undefined;
  const plain = word.toLowerCase();
  const index = monthNames.findIndex((month) => month.toLowerCase().startsWith(plain));
  return index < 0 ? undefined : index + 1;
}

interface Words {
  readonly day?: string;
  readonly month?: string;
  readonly year: string;
}

function words(text: string): Words {
  const [year = '', month, day] = text.split('-');
  return {
    year,
    ...(month === undefined ? {} : { month: monthNames[Number(month) - 1] ?? month }),
    ...(day === undefined ? {} : { day: String(Number(day)) }),
  };
}

function spoken({ day, month, year }: Words): string {
  return [day, month, year].filter((part) => part !== undefined).join(' ');
}

/** An ISO day, month or year in words: "25 July 2018", "July 2018", "2018". */
export function formatDate(text: string): string {
  return spoken(words(text));
}

function formatRange(from: string, to: string): string {
  if (from === to) return formatDate(from);
  const start = words(from);
  const end = words(to);
  const alike = from.length === to.length && start.year === end.year && start.month !== undefined;
  if (!alike) return `${spoken(start)} to ${spoken(end)}`;
  const shared = start.day !== undefined && start.month === end.month;
  const opening = [start.day, shared ? undefined : start.month];
  return `${opening.filter((part) => part !== undefined).join(' ')} to ${spoken(end)}`;
}

/** A date for people, in British order: "23 April to 18 May 2018", "by 25 July 2018", "since November 2017", "2017/18". */
export function formatPartialDate(date: PartialDate): string {
  switch (date.precision) {
    case 'range':
      return formatRange(date.from, date.to);
    case 'financial_year':
      return splitYearText(date.from);
    case 'by':
    case 'since':
      return `${date.precision} ${formatDate(date.from)}`;
    default:
      return formatDate(date.from);
  }
}
