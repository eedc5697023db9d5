import type { PartialDate } from '@monitoring-timeline/core';
import {
  type Dates,
  dateGiven,
  datesGiven,
  dayGiven,
  instantGiven,
  monthsGiven,
} from '@monitoring-timeline/projections';
import type { GlobalOptions } from './call.ts';
import { commandLine, typed } from './manner.ts';

/** An ISO day that exists. @throws WrongCall naming the option */
export function dayOption(option: string, text: string): string {
  return dayGiven(typed(option), text);
}

/** An instant as a UTC time stamp; a day alone means its end in London. @throws WrongCall naming the option */
export function instantOption(option: string, text: string): string {
  return instantGiven(typed(option), text);
}

/** A date as precise as it is written: a day, month or year, or two ends. @throws WrongCall naming the option */
export function dateOption(option: string, text: string): PartialDate {
  return dateGiven(typed(option), text);
}

/** A span to come in months: `6m`, `1y`. @throws WrongCall naming the option */
export function monthsOption(option: string, text: string): number {
  return monthsGiven(typed(option), text);
}

/** The dates of a question, checked. @throws WrongCall */
export function datesOf(options: GlobalOptions): Dates {
  return datesGiven(options, commandLine);
}
