import { codeWords, gradeLabels, gradeRank, isGradeOrNot } from '@monitoring-timeline/core';
import { capital } from './texts.ts';

/** A grade as a cell shows it: in words, and by a mark that needs no colour. */
export interface GradeShown {
  readonly grade: string;
  readonly text: string;
  /** Filled of four: ●●●○ is good. Undefined where there is no grade. */
  readonly mark: string | undefined;
}

const steps = 4;

export function gradeText(grade: string): string {
  if (grade === 'requires_improvement') return 'Requires improvement';
  return isGradeOrNot(grade) ? gradeLabels[grade] : capital(codeWords(grade));
}

export function gradeShown(grade: string): GradeShown {
  const rank = isGradeOrNot(grade) ? gradeRank(grade) : undefined;
  const mark = rank === undefined ? undefined : `${'●'.repeat(rank)}${'○'.repeat(steps - rank)}`;
  return { grade, text: gradeText(grade), mark };
}
