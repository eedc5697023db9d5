import type { Area } from '@monitoring-timeline/core';
import type { HindsightSpan, HindsightStep } from '@monitoring-timeline/projections';
import { dateText, spanText } from '../words/dates.ts';
import { type GradeShown, gradeShown } from '../words/grades.ts';

const without: Readonly<Record<Exclude<HindsightSpan['status'], 'graded'>, string>> = {
  not_inspected: 'No graded report',
  not_established: 'Not established',
  abolished: 'Abolished',
};

/** What is shown of days that stood alike: the grade of one area, or a word in its place. */
export function stoodShown(span: HindsightSpan, area: Area): GradeShown {
  const { status } = span;
  if (status !== 'graded') return { grade: status, text: without[status], mark: undefined };
  const joint = span.joint[area];
  const grade =
    area === 'overall' ? span.overall : (span.areas[area] ?? (joint && span.areas[joint]));
  const text = area === 'overall' ? 'No overall grade' : 'No grade of it';
  return grade ? gradeShown(grade) : { grade: 'none', text, mark: undefined };
}

interface Days {
  /** Absent where they begin before the record. */
  readonly from?: string | null | undefined;
  readonly to: string;
}

/** Days that stood alike, in words; the last of all are open, since nobody says that they end there. */
export function daysText({ from, to }: Days, asOf: string): string {
  if (!from) return to === asOf ? 'Every day' : `Until ${dateText(to)}`;
  return to === asOf ? `From ${dateText(from)} on` : spanText(from, to);
}

/** Since when it was known so, in words. */
export function knownText({ knownFrom, knownTo }: HindsightStep): string {
  return knownFrom === null
    ? `as known up to ${dateText(knownTo)}`
    : `as known from ${dateText(knownFrom)}`;
}
