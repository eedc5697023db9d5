import {
  addDays,
  addMonths,
  type EpochDay,
  epochDay,
  InvalidDay,
  InvalidPartialDate,
  isoDay,
  type PartialDate,
  parsePartialDate,
} from '@monitoring-timeline/core';
import { DateTime, Duration } from 'luxon';
import type { Dates } from '../coordinates.ts';
import { londonMidnight, londonTime } from '../engine/london.ts';
import type { Manner, Named } from './manner.ts';
import { WrongCall } from './wrong-call.ts';

/** An ISO day that exists. @throws WrongCall naming the parameter */
export function dayGiven(named: Named, text: string): string {
  try {
    epochDay(text);
    return text;
  } catch (error) {
    if (!(error instanceof InvalidDay)) throw error;
    const why = /^\d{4}-\d{2}-\d{2}$/.test(text) ? 'is not a day that exists' : 'is not an ISO day';
    throw new WrongCall(
      `${named.name}: "${text}" ${why}. Write year, month and day, for example ${named.example('2018-07-25')}.`,
      { parameter: named.name, text },
    );
  }
}

const stamp = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?$/;

/**
 * An instant as a UTC time stamp of fixed width, so that it compares as text with when events were recorded.
 * A day alone means its end in London; a time without a zone is London's. @throws WrongCall naming the parameter
 */
export function instantGiven(named: Named, text: string): string {
  if (!text.includes('T')) {
    const next = addDays(epochDay(dayGiven(named, text)), 1);
    return new Date(londonMidnight(next) - 1).toISOString();
  }
  const [, day, time, zone] = stamp.exec(text) ?? [];
  const instant =
    day === undefined
      ? Number.NaN
      : zone === undefined
        ? londonTime(`${dayGiven(named, day)}T${time}`)
        : DateTime.fromISO(`${dayGiven(named, day)}T${time}${zone}`).toMillis();
  if (Number.isNaN(instant)) {
    throw new WrongCall(
      `${named.name}: "${text}" is not a time stamp. Write for example ${named.example('2026-03-01T12:00:00Z')}, or a day alone for its end.`,
      { parameter: named.name, text },
    );
  }
  return new Date(instant).toISOString();
}

/** The dates of a question as given. */
export interface DateWords {
  /** ISO day. */
  readonly asOf?: string | undefined;
  /** ISO day. */
  readonly knownAt?: string | undefined;
  /** A time stamp, or a day for its end in London. */
  readonly recordedAt?: string | undefined;
  /** Leaves out what is known only by assumption. */
  readonly public?: boolean | undefined;
}

/** The dates of a question, checked. @throws WrongCall */
export function datesGiven(words: DateWords, manner: Manner): Dates {
  const { asOf, knownAt, recordedAt } = words;
  const given = (
    name: 'asOf' | 'knownAt' | 'recordedAt',
    text: string | undefined,
    read: (named: Named, text: string) => string,
  ) => (text === undefined ? undefined : read(manner.parameter(name), text));
  return {
    asOf: given('asOf', asOf, dayGiven),
    knownAt: given('knownAt', knownAt, dayGiven),
    recordedAt: given('recordedAt', recordedAt, instantGiven),
    publicOnly: words.public,
  };
}

/** A date as precise as it is written: a day, month or year that exists, or two ends. @throws WrongCall naming the parameter */
export function dateGiven(named: Named, text: string): PartialDate {
  try {
    const date = parsePartialDate(text);
    for (const end of [date.from, 'to' in date ? date.to : undefined]) {
      if (end?.length === 10) epochDay(end);
    }
    return date;
  } catch (error) {
    if (!(error instanceof InvalidPartialDate || error instanceof InvalidDay)) throw error;
    throw new WrongCall(
      `${named.name}: "${text}" is not a date. Write a day, month or year, for example ${named.example('2018-07-25')} or ${named.example('2018-07')}.`,
      { parameter: named.name, text },
    );
  }
}

/** A span to come in months: `6m`, `1y`. @throws WrongCall naming the parameter */
export function monthsGiven(named: Named, text: string): number {
  const months = monthsOf(text);
  if (months !== undefined) return months;
  throw new WrongCall(
    `${named.name}: "${text}" is not a span of months or years. Write for example ${named.example('6m')} or ${named.example('1y')}.`,
    { parameter: named.name, text },
  );
}

/** Months of a span: `6m` and `1y` for short, or an ISO duration (`P1Y6M`), up to a hundred years; undefined where the text is none. */
export function monthsOf(text: string): number | undefined {
  const short = /^\d{1,4}[my]$/i.test(text.trim());
  const span = Duration.fromISO((short ? `P${text.trim()}` : text.trim()).toUpperCase());
  const { years = 0, months = 0, ...others } = span.toObject();
  const whole = 12 * years + months;
  const fits = span.isValid && Object.keys(others).length === 0 && Number.isSafeInteger(whole);
  return fits && whole >= 0 && whole <= 1200 ? whole : undefined;
}

/** The span from a day to so many months later. */
export function monthsFrom(day: EpochDay, months: number): PartialDate {
  return { precision: 'range', from: isoDay(day), to: isoDay(addMonths(day, months)) };
}

/** Since when: a day, a number of days before today, or the number of a notice. */
export type Since =
  | {
      /** ISO day in London. */
      readonly day: string;
    }
  | {
      /** Days before today. */
      readonly daysBack: number;
    }
  | {
      /** Calendar months before today. */
      readonly monthsBack: number;
    }
  | {
      /** Number of a notice, in twelve digits. */
      readonly sequence: string;
    };

/**
 * Since when: a day, `yesterday`, `last-week`, `last-month`, a span back such as `P7D`, `P2W` or `P3M`, or the number of a notice.
 * @throws WrongCall naming the parameter
 */
export function sinceGiven(named: Named, text: string): Since {
  const given = text.trim().toLowerCase();
  if (given === 'yesterday') return { daysBack: 1 };
  if (given === 'last-week') return { daysBack: 7 };
  if (given === 'last-month') return { monthsBack: 1 };
  const [, count, unit] = /^p(\d{1,4})([dwmy])$/.exec(given) ?? [];
  if (unit === 'd' || unit === 'w') return { daysBack: Number(count) * (unit === 'w' ? 7 : 1) };
  if (unit === 'm' || unit === 'y') return { monthsBack: Number(count) * (unit === 'y' ? 12 : 1) };
  if (/^\d{1,12}$/.test(given)) return { sequence: given.padStart(12, '0') };
  if (/^\d{4}-/.test(given)) return { day: dayGiven(named, given) };
  throw new WrongCall(
    `${named.name}: "${text}" is no day and no span. Write for example ${named.example('2026-10-29')}, ${named.example('last-week')}, ${named.example('P7D')}, or the number of a notice.`,
    { parameter: named.name, text },
  );
}

/** The day that is meant on a day; undefined where the number of a notice is. */
export function sinceDay(since: Since, today: EpochDay): EpochDay | undefined {
  if ('day' in since) return epochDay(since.day);
  if ('daysBack' in since) return addDays(today, -since.daysBack);
  if ('monthsBack' in since) return addMonths(today, -since.monthsBack);
  return undefined;
}
