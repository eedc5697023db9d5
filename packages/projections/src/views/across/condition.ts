import {
  type Area,
  areas,
  gradeOrNot,
  isArea,
  isGradeOrNot,
  TimelineError,
} from '@monitoring-timeline/core';
import type { StandingGrade } from '../../answers/common.ts';

/** A grade that an area must have. */
export interface Condition {
  /** Which area. */
  readonly area: Area;
  /** The grade in force, or what stands in its place. */
  readonly grade: StandingGrade;
}

/** The text is not `AREA=GRADE` of an area and a grade that there are. */
export class InvalidCondition extends TimelineError {
  readonly code = 'InvalidCondition';
}

/** Reads `care_leavers=inadequate`. @throws InvalidCondition listing the areas and grades that there are. */
export function parseCondition(text: string): Condition {
  const [area, grade, ...rest] = text.split('=').map((part) => part.trim().replaceAll('-', '_'));
  if (rest.length === 0 && isArea(area) && (isGradeOrNot(grade) || grade === 'not_read')) {
    return { area, grade };
  }
  throw new InvalidCondition(
    `"${text}" is not AREA=GRADE, such as overall=inadequate. Areas: ${areas.join(', ')}. Grades: ${[...gradeOrNot, 'not_read'].join(', ')}.`,
    { text, areas, grades: [...gradeOrNot, 'not_read'] },
  );
}
