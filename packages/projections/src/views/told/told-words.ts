import { formatPartialDate, isoDay, parsePartialDate } from '@monitoring-timeline/core';
import type { Told, ToldState } from '../../answers/told.ts';
import type { GradedReport } from '../../record/graded-report.ts';
import { momentText } from '../moment.ts';

/** How the states read. */
export const stateWords: Readonly<Record<ToldState, string>> = {
  told_now: 'told of now',
  last_told: 'last told',
  presumed_ended: 'presumed ended',
  superseded: 'superseded',
  ended: 'ended',
};

/**
 * What is told of a thing that lasts, in one sentence without its full stop: "begun July 2015, last told of 25 July 2018; presumed
 * ended: the report of 20 August 2021 is not inadequate".
 */
export function toldWords(
  told: { readonly [K in keyof Told]: K extends 'state' ? ToldState | null : Told[K] },
  { begun, seen = 'last told of' }: { readonly begun?: string | null; readonly seen?: string } = {},
): string {
  const { state, lastTold, why } = told;
  const head = [
    begun ? `begun ${dateWords(begun)}` : '',
    lastTold && lastTold.date !== begun ? `${seen} ${dateWords(lastTold.date)}` : '',
  ].filter(Boolean);
  const tail =
    state === 'presumed_ended' || state === 'superseded'
      ? `${stateWords[state]}: ${why ?? ''}`
      : (why ?? '');
  return [head.join(', '), tail].filter(Boolean).join('; ') || (state ? stateWords[state] : '');
}

function dateWords(text: string): string {
  return formatPartialDate(parsePartialDate(text));
}

/** "report of 20 August 2021". */
export function reportName(report: GradedReport): string {
  const day = momentText(report.activity.published?.value) ?? isoDay(report.published);
  return `report of ${dateWords(day)}`;
}

/** An instrument of intervention in running text. */
export function instrumentName(instrument: string): string {
  return instrument.replaceAll('_', ' ');
}
