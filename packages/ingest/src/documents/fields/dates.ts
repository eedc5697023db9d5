import { monthNumber, monthPattern } from '@monitoring-timeline/core';

/**
 * Dates as reports and letters print them. Everything here is text in, ISO days out; whether a date is plausible for what it
 * belongs to is the caller's question.
 */

const two = (value: number): string => String(value).padStart(2, '0');

/** An ISO day, or undefined where there is no such day. */
export function isoDay(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || year < 1900 || year > 2100) return undefined;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  return `${year}-${two(month)}-${two(day)}`;
}

const dayMilliseconds = 86_400_000;

/** Days from one ISO day to another; negative where the second lies before the first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMilliseconds);
}

interface PrintedDay {
  day: number;
  month: number | undefined;
  year: number | undefined;
}

type Token = PrintedDay | 'to' | 'and';

const tokenPattern = new RegExp(
  [
    String.raw`(?<slashed>\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})(?!\d))`,
    String.raw`(?<iso>\d{4}-\d{2}-\d{2})`,
    String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)(?:\s*(?:of\s+)?(?<month>${monthPattern})\b)?(?:[\s,]*(?<year>(?:19|20)\d{2})(?!\d))?`,
    String.raw`(?<to>[\p{Pd}\u2043\u2053\u2212\u2500~]|\bto\b|\buntil\b|\btill\b|\bthrough\b)`,
    String.raw`(?<and>\band\b|&|,|;)`,
    String.raw`(?<skip>\s+|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|from|between|on|the)\b)`,
  ].join('|'),
  'iyu',
);

function slashedDay(text: string): PrintedDay | undefined {
  const [day = 0, month = 0, year = 0] = text.split(/[/.]/).map(Number);
  return month >= 1 && month <= 12
    ? { day, month, year: year < 100 ? 2000 + year : year }
    : undefined;
}

function isoPrinted(text: string): PrintedDay {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return { day, month, year };
}

/** The tokens of a printed date up to the first thing that belongs to none, and how much of the text they are. */
function tokensOf(text: string): { readonly tokens: readonly Token[]; readonly length: number } {
  const tokens: Token[] = [];
  let at = 0;
  let length = 0;
  while (at < text.length) {
    tokenPattern.lastIndex = at;
    const match = tokenPattern.exec(text);
    if (!match?.groups) break;
    const { slashed, iso, day, month, year, to, and } = match.groups;
    at = tokenPattern.lastIndex;
    if (slashed) {
      const printed = slashedDay(slashed);
      if (!printed) break;
      tokens.push(printed);
    } else if (iso) tokens.push(isoPrinted(iso));
    else if (day) {
      tokens.push({
        day: Number(day),
        month: month ? monthNumber(month) : undefined,
        year: year ? Number(year) : undefined,
      });
    } else if (to) tokens.push('to');
    else if (and) tokens.push('and');
    else continue;
    if (typeof tokens.at(-1) === 'object') length = at;
  }
  while (typeof tokens.at(-1) === 'string') tokens.pop();
  return { tokens, length };
}

export interface PrintedDays {
  /** First and last day; equal where one day is printed. */
  readonly from: string;
  readonly to: string;
  /** Two or more, where the days are printed as several spells. */
  readonly parts?: readonly { readonly from: string; readonly to: string }[];
  /** True where a single day is printed. */
  readonly single: boolean;
  /** How much of the text the date is. */
  readonly length: number;
}

export type DaysFault = 'no_date' | 'no_year' | 'no_such_day' | 'out_of_order';

/** What a date that stands before another leaves out, it shares with that: "4 to 8 March 2019", "30 April to 4 May 2018". */
function fillIn(days: readonly PrintedDay[], year: number | undefined): void {
  let [month, known] = [undefined as number | undefined, year];
  for (const day of [...days].reverse()) {
    if (day.month === undefined) day.month = month;
    if (day.year === undefined && known !== undefined && day.month !== undefined) {
      // "8 December to 9 January 2015" began the year before
      day.year = month !== undefined && day.month > month ? known - 1 : known;
    }
    month = day.month;
    known = day.year;
  }
  // "6 March to 12 2019" leaves the month out behind: it is that before
  let before: PrintedDay | undefined;
  for (const day of days) {
    if (day.month === undefined) day.month = before?.month;
    if (day.year === undefined) day.year = before?.year;
    before = day;
  }
}

interface Spell {
  readonly from: string;
  readonly to: string;
}

/** True where the second is the next day after the first on which inspectors work. */
function follows(first: string, second: string): boolean {
  const gap = daysBetween(first, second);
  const friday = new Date(`${first}T00:00:00Z`).getUTCDay() === 5;
  return gap === 1 || (friday && gap === 3);
}

/** Single days that follow each other are one spell ("4, 5 and 6 June 2019"); others are parts of their own ("15, 16 and 21 July"). */
function joined(spells: readonly Spell[]): readonly Spell[] {
  if (spells.length < 2 || spells.some(({ from, to }) => from !== to)) return spells;
  const parts: { from: string; to: string }[] = [];
  for (const { from, to } of spells) {
    const open = parts.at(-1);
    if (open && follows(open.to, from)) open.to = to;
    else parts.push({ from, to });
  }
  return parts;
}

/**
 * Reads days on site from the beginning of a text: one day, a range, several days, several ranges; months and years left out
 * where the next date has them. `year` is used where none is printed and the caller has proof of it.
 * Answers the fault where it is no such date; out of order days are never put right here.
 */
export function readDays(
  text: string,
  { year }: { readonly year?: number | undefined } = {},
): PrintedDays | DaysFault {
  const { tokens, length } = tokensOf(text);
  const days = tokens.filter((token) => typeof token === 'object');
  if (days.length === 0 || days.every(({ month }) => month === undefined)) return 'no_date';
  fillIn(days, year);
  if (days.some((day) => day.year === undefined)) return 'no_year';
  const spells: { from: string; to: string }[] = [];
  let ranged = false;
  for (const token of tokens) {
    if (typeof token === 'string') {
      ranged = token === 'to';
      continue;
    }
    const iso = isoDay(token.year ?? 0, token.month ?? 0, token.day);
    if (iso === undefined) return 'no_such_day';
    const open = spells.at(-1);
    if (ranged && open) open.to = iso;
    else spells.push({ from: iso, to: iso });
    ranged = false;
  }
  const parts = joined(spells);
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return 'no_date';
  const ordered = parts.every(
    ({ from, to }, index) => from <= to && (parts[index - 1]?.to ?? '') < from,
  );
  if (!ordered) return 'out_of_order';
  const range = { from: first.from, to: last.to, length, single: first.from === last.to };
  return parts.length > 1 ? { ...range, parts } : range;
}

const singleDay = new RegExp(
  String.raw`\b(\d{1,2})(?:st|nd|rd|th)?\s+(${monthPattern})\s*,?\s+((?:19|20)\d{2})\b|\b(\d{1,2})/(\d{1,2})/((?:19|20)\d{2})\b`,
  'i',
);

/** The first full day that a text prints, as ISO; undefined where none is, or none that exists. */
export function readDay(text: string): string | undefined {
  const match = singleDay.exec(text);
  if (!match) return undefined;
  const [, day, month, year, slashedDayOf, slashedMonth, slashedYear] = match;
  return month
    ? isoDay(Number(year), monthNumber(month) ?? 0, Number(day))
    : isoDay(Number(slashedYear), Number(slashedMonth), Number(slashedDayOf));
}
