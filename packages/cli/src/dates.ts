import {
  addMonths,
  epochDay,
  InvalidDay,
  InvalidPartialDate,
  isoDay,
  type PartialDate,
  parsePartialDate,
} from '@monitoring-timeline/core';
import type { Dates } from '@monitoring-timeline/projections';
import type { GlobalOptions } from './call.ts';
import { WrongCall } from './errors.ts';

const hourMs = 3_600_000;

/** An ISO day that exists. @throws WrongCall naming the option */
export function dayOption(option: string, text: string): string {
  try {
    epochDay(text);
    return text;
  } catch (error) {
    if (!(error instanceof InvalidDay)) throw error;
    const why = /^\d{4}-\d{2}-\d{2}$/.test(text) ? 'is not a day that exists' : 'is not an ISO day';
    throw new WrongCall(
      `${option}: "${text}" ${why}. Write year, month and day, for example ${option} 2018-07-25.`,
      { option, text },
    );
  }
}

const stamp = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?$/;

/**
 * An instant as a UTC time stamp of fixed width, so that it compares as text with when events were recorded.
 * A day alone means its end in London; a time without a zone is London's. @throws WrongCall naming the option
 */
export function instantOption(option: string, text: string): string {
  if (!text.includes('T')) {
    const nextDay = isoDay(epochDay(dayOption(option, text)) + 1);
    return new Date(londonTime(`${nextDay}T00:00:00`) - 1).toISOString();
  }
  const [, day, time, zone] = stamp.exec(text) ?? [];
  const instant =
    day === undefined
      ? Number.NaN
      : zone === undefined
        ? londonTime(`${dayOption(option, day)}T${time}`)
        : Date.parse(`${dayOption(option, day)}T${time}${zone}`);
  if (Number.isNaN(instant)) {
    throw new WrongCall(
      `${option}: "${text}" is not a time stamp. Write for example ${option} 2026-03-01T12:00:00Z, or a day alone for its end.`,
      { option, text },
    );
  }
  return new Date(instant).toISOString();
}

/** The instant at which clocks in London show a time: an hour before UTC shows it in summer. */
function londonTime(text: string): number {
  const utc = Date.parse(`${text}Z`);
  if (Number.isNaN(utc)) return utc;
  const shown = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    hour: '2-digit',
    hourCycle: 'h23',
  }).format(utc - hourMs);
  return Number(shown) === new Date(utc).getUTCHours() ? utc - hourMs : utc;
}

/** The dates of a question, checked. @throws WrongCall */
export function datesOf(options: GlobalOptions): Dates {
  const { asOf, knownAt, recordedAt } = options;
  return {
    asOf: asOf === undefined ? undefined : dayOption('--as-of', asOf),
    knownAt: knownAt === undefined ? undefined : dayOption('--known-at', knownAt),
    recordedAt: recordedAt === undefined ? undefined : instantOption('--recorded-at', recordedAt),
    publicOnly: options.public,
  };
}

/** A date as precise as it is written: a day, month or year that exists, or two ends. @throws WrongCall naming the option */
export function dateOption(option: string, text: string): PartialDate {
  try {
    const date = parsePartialDate(text);
    for (const end of [date.from, 'to' in date ? date.to : undefined]) {
      if (end?.length === 10) epochDay(end);
    }
    return date;
  } catch (error) {
    if (!(error instanceof InvalidPartialDate || error instanceof InvalidDay)) throw error;
    throw new WrongCall(
      `${option}: "${text}" is not a date. Write a day, month or year, for example ${option} 2018-07-25 or ${option} 2018-07.`,
      { option, text },
    );
  }
}

const monthsIn = { m: 1, y: 12 } as const;

/** A span to come in months: `6m`, `1y`. @throws WrongCall naming the option */
export function monthsOption(option: string, text: string): number {
  const months = monthsOf(text);
  if (months !== undefined) return months;
  throw new WrongCall(
    `${option}: "${text}" is not a span of months or years. Write for example ${option} 6m or ${option} 1y.`,
    { option, text },
  );
}

/** Months of a span such as `6m` or `1y`, up to a hundred years; undefined where the text is none. */
export function monthsOf(text: string): number | undefined {
  const [, number, unit] = /^(\d{1,4})([my])$/i.exec(text.trim()) ?? [];
  if (number === undefined || unit === undefined) return undefined;
  const months = Number(number) * monthsIn[unit.toLowerCase() as 'm' | 'y'];
  return months <= 1200 ? months : undefined;
}

/** The span from a day to so many months later. */
export function monthsFrom(day: number, months: number): PartialDate {
  return { precision: 'range', from: isoDay(day), to: isoDay(addMonths(day, months)) };
}
