import { codeWords } from '@monitoring-timeline/core';
import type { DisagreementShown } from '@monitoring-timeline/projections';
import { dateText } from './dates.ts';
import { gradeText } from './grades.ts';

const date = /^\d{4}(?:-\d{2}){1,2}(?:\/\d{4}(?:-\d{2}){1,2})?$/;

/** What another source says against an answer, and what settled that. */
export function disagreementText(one: DisagreementShown): string {
  return `${one.publisher}, ${one.title}, says ${valueText(one.value)} (${codeWords(one.field)}). Settled by: ${codeWords(one.settledBy)}.`;
}

function valueText(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  if (date.test(value)) return dateText(value);
  return value === 'requires_improvement' ? gradeText(value).toLowerCase() : codeWords(value);
}
