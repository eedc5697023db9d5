import { type Area, areaLabels, areas } from '@monitoring-timeline/core';
import type { Trajectory, TrajectoryPoint } from '@monitoring-timeline/projections';
import type { Axis } from '../../drawing/axis.ts';
import { dayOn } from '../../drawing/days.ts';
import { gradesText } from '../../drawing/series.ts';
import { replacedOn, type Steps, stepsOf } from '../../drawing/steps.ts';
import { gradeShown } from '../../words/grades.ts';
import { type LaneDrawn, laneGap } from './lanes-drawn.ts';

/** The grades of one area as steps, with the last of them in words. */
export interface GradesDrawn extends LaneDrawn {
  readonly steps: Steps;
  /** What is in force on the last day of the line, where it goes on to the day of the page. */
  readonly inForce:
    | { readonly x: number; readonly y: number; readonly mark: string | undefined }
    | undefined;
  readonly text: string;
}

const height = 34;
const step = 8;
/** Names that have room beside a drawing. */
const short: Readonly<Record<string, string>> = { overall: 'Overall', lscb: 'LSCB' };

/** Each area that was ever graded as a stepped line: as high as its grade, broken where two are not of one series. */
export function gradesDrawn(
  { overall, areas: went }: Pick<Trajectory, 'overall' | 'areas'>,
  /** Areas whose grade stands on the day. */
  inForce: ReadonlySet<Area>,
  axis: Axis,
  asOf: number,
  top: number,
) {
  const { days, at } = axis;
  const pointsOf = (area: Area): readonly TrajectoryPoint[] =>
    (area === 'overall' ? overall : went[area])?.points ?? [];
  const reports = areas.flatMap(pointsOf).map(({ published }) => dayOn(published));
  const lines: GradesDrawn[] = [];
  let y = top;
  for (const area of areas) {
    const points = pointsOf(area);
    const until = inForce.has(area) ? asOf : replacedOn(points, reports, asOf);
    if (until < days.from) continue;
    const begins = y;
    const steps = stepsOf(points, {
      x: at,
      y: (rank) => begins + height - 5 - (rank - 1) * step,
      days: { from: days.from, to: Math.min(until, days.to) },
      asOf,
    });
    if (steps.paths.length === 0) continue;
    const { last } = steps;
    lines.push({
      lane: `grades-${area}`,
      label: short[area] ?? areaLabels[area],
      y,
      height,
      steps,
      inForce:
        last && until === asOf
          ? { x: last.x, y: last.y, mark: gradeShown(last.grade).mark }
          : undefined,
      text: `${areaLabels[area]}: ${gradesText(points)}`,
    });
    y += height + 4;
  }
  return { lines, below: lines.length === 0 ? top : y - 4 + laneGap };
}
