import type { EventOf, PartialDate } from '@monitoring-timeline/core';
import type { DaysRead, DocumentProblem, FactRead, Read } from '../reading.ts';
import { daysAsMoment } from './moments.ts';

type ActivityRef = EventOf<'ReportPublished'>['data']['of'];

/** What rules for single facts must know of the document that they read in. */
export interface FactContext {
  /** Days on site; what a report says "at the time of the inspection" is dated so. */
  readonly days?: DaysRead | undefined;
  /** The day from which it is public, for what is only known to be so by then. */
  readonly published?: string | undefined;
  /** The day of a paper that tells of an inspection, which is not that of the report. */
  readonly told?: string | undefined;
  /** When the inspection before was, or its report: as precisely as the document says. */
  readonly previous?: string | undefined;
  /** Which inspection or visit the document is of. */
  readonly of?: ActivityRef | undefined;
  /** Name of the authority, without its form. */
  readonly authority?: string | undefined;
  /** True of words that name another authority: what they tell is none of this one, or, where asked so, not of this one alone. */
  readonly elsewhere?: ((words: string, alone?: boolean) => boolean) | undefined;
}

export interface FactsRead {
  readonly facts: readonly Read<FactRead>[];
  readonly problems: readonly DocumentProblem[];
}

/** The days on site as a valid time; where they are not known, up to the publication; undefined where neither is. */
export function onSite({ days, published }: FactContext): PartialDate | undefined {
  if (days) return daysAsMoment(days);
  return published ? { precision: 'by', from: published } : undefined;
}

const placeAfter = /^\s+(?:in|at|by)\s+[A-Z][^.,;:()]{0,40}/;

/** True where another authority is told of up to the end of what a sentence tells, or as its place. */
export function isToldElsewhere(text: string, end: number, { elsewhere }: FactContext): boolean {
  if (!elsewhere) return false;
  const place = placeAfter.exec(text.slice(end))?.[0];
  return elsewhere(text.slice(0, end)) || (place !== undefined && elsewhere(place));
}
