import { gradeRank, isGrade } from '@monitoring-timeline/core';
import type { TrajectoryPoint } from '@monitoring-timeline/projections';
import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import { dateText } from '../words/dates.ts';
import { gradeText } from '../words/grades.ts';
import { dayOn, rounded } from './days.ts';

/** The first year on every axis: nothing on record is older. */
export const firstYear = 2009;

/** A line of grades, drawn. */
export interface SeriesDrawn {
  readonly width: number;
  readonly height: number;
  /** One for each run of grades that can be set side by side: broken where they are not of one series. */
  readonly paths: readonly string[];
  readonly points: readonly { readonly x: number; readonly y: number; readonly grade: string }[];
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
  const x = scaleLinear([from, to], [4, width - 4]);
  const y = scaleLinear([1, 4], [height - 5, 5]);
  const graded = points.filter(({ grade }) => isGrade(grade));
  const placed = graded.map(({ published, grade, comparable }) => ({
    x: rounded(x(dayOn(published))),
    y: rounded(y(gradeRank(grade) ?? 1)),
    grade,
    goesOn: comparable === 'same_series',
  }));
  const step = line<{ readonly x: number; readonly y: number }>(
    (one) => one.x,
    (one) => one.y,
  ).curve(curveStepAfter);
  const paths: string[] = [];
  let run: { x: number; y: number }[] = [];
  const end = (until: number): void => {
    const last = run.at(-1);
    if (last) paths.push(step([...run, { x: rounded(until), y: last.y }]) ?? '');
    run = [];
  };
  for (const one of placed) {
    // a gap of a little shows that the next grade is of another series
    if (!one.goesOn) end(Math.max(run.at(-1)?.x ?? 0, one.x - 3));
    run.push(one);
  }
  end(x(to));
  return {
    width,
    height,
    paths,
    points: placed.map(({ x: left, y: top, grade }) => ({ x: left, y: top, grade })),
    text: graded
      .map(({ published, grade }) => `${gradeText(grade)} (${dateText(published)})`)
      .join(', '),
  };
}
