import type { Area } from '@monitoring-timeline/core';
import type { HindsightSpan, HindsightStep } from '@monitoring-timeline/projections';
import type { GradeShown } from '../words/grades.ts';
import { stoodShown } from './stood.ts';

/** Days of which an answer came to be another by what became known. */
export interface DaysLearnt {
  /** Undefined where they begin before the record. */
  readonly from: string | undefined;
  readonly to: string;
  readonly before: GradeShown;
  readonly now: GradeShown;
  readonly span: HindsightSpan;
  /** True where the same report stands behind both: a source mended what was on record of it. */
  readonly isMended: boolean;
}

/** What one step of knowledge changed of the step before, for one area: the days, the earliest first, as few as can be. */
export function daysLearnt(
  before: HindsightStep,
  { spans }: HindsightStep,
  area: Area,
): readonly DaysLearnt[] {
  const starts = [...new Set([...before.spans, ...spans].map(({ from }) => from ?? ''))].sort();
  const days: DaysLearnt[] = [];
  for (const start of starts) {
    const [earlier, span] = [spanOn(before.spans, start), spanOn(spans, start)];
    const [was, now] = [stoodShown(earlier, area), stoodShown(span, area)];
    const isSame = reportOf(earlier) === reportOf(span);
    if (isSame && was.grade === now.grade) continue;
    const to = [earlier.to, span.to].sort()[0]!;
    const last = days.at(-1);
    const goesOn = last?.span === span && last.before.grade === was.grade;
    const isMended = isSame && span.status === 'graded';
    if (goesOn) days.pop();
    days.push({
      from: goesOn ? last.from : start || undefined,
      to,
      before: was,
      now,
      span,
      isMended: goesOn ? last.isMended && isMended : isMended,
    });
  }
  return days;
}

function spanOn(spans: readonly HindsightSpan[], day: string): HindsightSpan {
  return spans.findLast(({ from }) => from === null || from <= day)!;
}

function reportOf({ status, framework, published }: HindsightSpan): string {
  return `${status} ${framework} ${published}`;
}
