import {
  addMonths,
  bounds,
  calendarDate,
  type EpochDay,
  isoDay,
  parsePartialDate,
} from '@monitoring-timeline/core';
import { WrongCall } from '@monitoring-timeline/projections';
import { yearStart } from '../../drawing/days.ts';
import { dateText } from '../../words/dates.ts';
import type { Span } from './entry.ts';
import type { FrameworkUse } from './frameworks.ts';

/** Which days of a record are shown. */
export interface Period extends Span {
  /** True where these are all days of the record. */
  readonly whole: boolean;
  /** In words. */
  readonly text: string;
}

/** The words of an address that say which days: a day, a month or a year each. */
export interface PeriodWords {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A choice of days: its words, or none for the whole record. */
export interface PeriodChoice {
  readonly text: string;
  readonly words: PeriodWords;
  readonly current: boolean;
}

/** Less than this cannot be drawn. */
const leastDays = 14;

/** The days that an address asks for, among those of the record. @throws WrongCall where they are none */
export function periodOf(words: PeriodWords, whole: Span): Period {
  const { from, to } = words;
  const given = {
    from: from === undefined ? whole.from : edge('from', from).startEarliest,
    to: to === undefined ? whole.to : edge('to', to).endLatest,
  };
  if (given.to < given.from) {
    throw new WrongCall('from lies after to. Write the earlier one as from.', {
      parameter: 'from',
    });
  }
  return {
    from: given.from,
    to: Math.max(given.to, given.from + leastDays),
    whole: from === undefined && to === undefined,
    text:
      from === undefined && to === undefined
        ? 'the whole record'
        : dateText(`${isoDay(given.from as EpochDay)}/${isoDay(given.to as EpochDay)}`),
  };
}

const edgeForm = /^\d{4}(?:-\d{2}){0,2}$/;

function edge(name: string, text: string) {
  try {
    if (edgeForm.test(text)) return bounds(parsePartialDate(text));
  } catch {
    // told in words below
  }
  throw new WrongCall(
    `${name} is no day, month or year. Write for example ${name}=2018 or ${name}=2018-07-25.`,
    { parameter: name },
  );
}

/** What the days can be changed to: the whole record, the last three years, each framework, one step back or on, each year. */
export function periodChoices(
  shown: Period,
  words: PeriodWords,
  whole: Span,
  frameworks: readonly FrameworkUse[],
  asOf: EpochDay,
): { readonly periods: readonly PeriodChoice[]; readonly years: readonly PeriodChoice[] } {
  const choice = (text: string, own: PeriodWords): PeriodChoice => ({
    text,
    words: own,
    current: own.from === words.from && own.to === words.to,
  });
  const day = (one: number): string => isoDay(one as EpochDay);
  const years = [];
  const last = calendarDate(whole.to as EpochDay).year;
  for (let year = calendarDate(whole.from as EpochDay).year; year <= last; year++) {
    years.push(choice(String(year), { from: String(year), to: String(year) }));
  }
  const length = shown.to - shown.from + 1;
  return {
    periods: [
      choice('Whole record', {}),
      choice('Last 3 years', { from: day(addMonths(asOf, -36)), to: day(asOf) }),
      ...frameworks.map(({ name, from, to }) => choice(name, { from: day(from), to: day(to) })),
      ...(shown.whole || shown.from <= whole.from
        ? []
        : [choice('Earlier', { from: day(shown.from - length), to: day(shown.from - 1) })]),
      ...(shown.whole || shown.to >= whole.to
        ? []
        : [choice('Later', { from: day(shown.to + 1), to: day(shown.to + length) })]),
    ],
    years,
  };
}

/** First day of the year of a day. */
export function yearOf(day: number): number {
  return yearStart(calendarDate(day as EpochDay).year);
}
