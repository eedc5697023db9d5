import { isGrade } from '@monitoring-timeline/core';
import type { TrajectoryPoint } from '@monitoring-timeline/projections';
import { scaleLinear } from 'd3-scale';
import { dateText } from '../words/dates.ts';
import { gradeText } from '../words/grades.ts';
import { type Steps, stepsOf } from './steps.ts';

/** The first year on every axis: no grade on record is older. */
export const firstYear = 2009;

/** A line of grades, drawn. */
export interface SeriesDrawn extends Steps {
  readonly width: number;
  readonly height: number;
  /** The same in words. */
  readonly text: string;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  /** First and last day of the axis. */
  readonly from: number;
  readonly to: number;
}

/** Grades of one area as a stepped line from the first day to the last, higher for better. */
export function seriesDrawn(points: readonly TrajectoryPoint[], frame: Frame): SeriesDrawn {
  const { width, height, from, to } = frame;
  return {
    width,
    height,
    ...stepsOf(points, {
      x: scaleLinear([from, to], [4, width - 4]),
      y: scaleLinear([1, 4], [height - 5, 5]),
      days: frame,
      asOf: to,
    }),
    text: gradesText(points),
  };
}

/** Every grade with its day, the earliest first. */
export function gradesText(points: readonly TrajectoryPoint[]): string {
  return points
    .filter(({ grade }) => isGrade(grade))
    .map(({ published, grade }) => `${gradeText(grade)} (${dateText(published)})`)
    .join(', ');
}
