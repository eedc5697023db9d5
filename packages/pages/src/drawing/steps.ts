import { gradeRank, isGrade } from '@monitoring-timeline/core';
import type { TrajectoryPoint } from '@monitoring-timeline/projections';
import { curveStepAfter, line } from 'd3-shape';
import { dayOn, rounded } from './days.ts';
import type { Extent } from './rows.ts';

/** Grades of one area as steps. */
export interface Steps {
  /** One for each run of grades that can be set side by side: broken where they are not of one series. */
  readonly paths: readonly string[];
  readonly points: readonly StepPoint[];
  /** The end of the line; undefined where the last report gave no grade. */
  readonly last: StepPoint | undefined;
}

interface StepPoint {
  readonly x: number;
  readonly y: number;
  readonly grade: string;
}

interface Frame {
  /** Where a day lies. */
  readonly x: (day: number) => number;
  /** Where a rank lies, 4 for the best. */
  readonly y: (rank: number) => number;
  /** Days that are drawn. */
  readonly days: Extent;
  /** The day that the answer is about: a grade in force on it whose report came out later, as hindsight knows, stands on it. */
  readonly asOf: number;
}

/** So much is left open before a grade that is of another series. */
const gap = 3;

const step = line<{ readonly x: number; readonly y: number }>(
  (one) => one.x,
  (one) => one.y,
).curve(curveStepAfter);

/** Grades as a stepped line, higher for better; what went before the days that are drawn stands at their beginning. */
export function stepsOf(points: readonly TrajectoryPoint[], { x, y, days, asOf }: Frame): Steps {
  const dated = points
    .map((point) => ({ ...point, day: Math.min(dayOn(point.published), asOf) }))
    .filter(({ day }) => day <= days.to);
  const begun = dated.findLastIndex(({ day }) => day < days.from);
  const placed = dated.slice(Math.max(begun, 0)).map(({ day, grade, comparable }) => ({
    x: rounded(x(Math.max(day, days.from))),
    y: rounded(y(gradeRank(grade) ?? 1)),
    grade,
    isGrade: isGrade(grade),
    goesOn: comparable === 'same_series',
    inside: day >= days.from,
  }));
  const paths: string[] = [];
  let run: { readonly x: number; readonly y: number }[] = [];
  const end = (until: number): void => {
    const last = run.at(-1);
    if (last) paths.push(step([...run, { x: rounded(until), y: last.y }]) ?? '');
    run = [];
  };
  for (const one of placed) {
    if (!one.goesOn || !one.isGrade) end(Math.max(run.at(-1)?.x ?? 0, one.x - gap));
    if (one.isGrade) run.push(one);
  }
  end(x(days.to));
  const last = placed.at(-1);
  return {
    paths,
    points: placed.flatMap(({ x: left, y: top, grade, inside, isGrade: given }) =>
      inside && given ? [{ x: left, y: top, grade }] : [],
    ),
    last: last?.isGrade ? { x: rounded(x(days.to)), y: last.y, grade: last.grade } : undefined,
  };
}

/** When a grade that does not stand any more gave way: at the next report, which did not judge its area. */
export function replacedOn(
  points: readonly TrajectoryPoint[],
  reports: readonly number[],
  asOf: number,
): number {
  const last = Math.max(...points.map(({ published }) => dayOn(published)));
  return Math.min(asOf, ...reports.filter((day) => day > last));
}
