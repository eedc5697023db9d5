import type { PartialDate } from '@monitoring-timeline/core';
import type { Dates } from '@monitoring-timeline/projections';
import { dateGiven, datesGiven, dayGiven } from '@monitoring-timeline/projections/asking';
import type { GlobalOptions } from './call.ts';
import { commandLine, typed } from './manner.ts';

/** An ISO day that exists. @throws WrongCall naming the option */
export function dayOption(option: string, text: string): string {
  return dayGiven(typed(option), text);
}

/** A date as precise as it is written: a day, month or year, or two ends. @throws WrongCall naming the option */
export function dateOption(option: string, text: string): PartialDate {
  return dateGiven(typed(option), text);
}

/** The dates of a question, checked. @throws WrongCall */
export function datesOf(options: GlobalOptions): Dates {
  return datesGiven(options, commandLine);
}
