import { areaLabels } from '@monitoring-timeline/core';
import type { Comparison } from '@monitoring-timeline/projections';
import { axisOf } from '../drawing/axis.ts';
import { dayOn, lastDayOn, yearStart } from '../drawing/days.ts';
import { cutTo } from '../drawing/labels.ts';
import { firstYear, gradesText } from '../drawing/series.ts';
import { replacedOn, stepsOf } from '../drawing/steps.ts';
import { gradeShown } from '../words/grades.ts';
import { pointsOf, type Side } from './side.ts';

const width = 1140;
/** Room for names, and behind the line for the mark of what is in force. */
const left = 190;
const right = 60;
const top = 20;
const lane = 34;
const heading = 24;
const step = 8;

function axisTo(asOf: number) {
  const from = yearStart(firstYear);
  return axisOf({ from, to: Math.max(asOf, from + 366) }, { from: left, to: width - right });
}

/** Every area with the grades of each authority as a stepped line of its own, all on one axis of years. */
export function gradesSideBySide({ areas }: Comparison, sides: readonly Side[], asOf: number) {
  const axis = axisTo(asOf);
  let y = top + 10;
  const groups = areas.map(({ area, grades }) => {
    const begins = y;
    y += heading;
    const lines = sides.map(({ authority, trajectory }) => {
      const points = pointsOf(trajectory, area);
      const reports = areas.flatMap((one) =>
        pointsOf(trajectory, one.area).map(({ published }) => dayOn(published)),
      );
      const { abolished } = authority;
      const isInForce = abolished === null && grades.some((one) => one.authority === authority.key);
      // of one that is no more nothing is in force after its last day
      const end = abolished === null ? asOf : Math.min(asOf, dayOn(abolished));
      const until = isInForce ? asOf : replacedOn(points, reports, end);
      const own = y;
      y += lane;
      const steps = stepsOf(points, {
        x: axis.at,
        y: (rank) => own + lane - 6 - (rank - 1) * step,
        days: { from: axis.days.from, to: Math.min(until, axis.days.to) },
        asOf,
      });
      const { last } = steps;
      return {
        key: authority.key,
        name: cutTo(authority.name, left - 20),
        y: own,
        steps,
        mark:
          last && isInForce
            ? { x: last.x + 6, y: last.y + 4, text: gradeShown(last.grade).mark }
            : null,
        title: `${authority.name}, ${areaLabels[area]}: ${gradesText(points) || 'no grade on record'}`,
      };
    });
    return { area, label: areaLabels[area], y: begins + 15, lines };
  });
  return { width, height: y + 6, top, left, right: width - right, ticks: axis.ticks, groups };
}

/** The days on site of every inspection, and the wait for its report, one lane an authority. */
export function waitsSideBySide(sides: readonly Side[], asOf: number) {
  const axis = axisTo(asOf);
  const lanes = sides.map(({ authority, activity }, index) => ({
    name: cutTo(authority.name, left - 20),
    y: top + 14 + index * lane,
    marks: activity.activities.flatMap(({ activity: of, start, end, published }) => {
      const first = start ?? end ?? published;
      if (of !== 'inspection' || first === null) return [];
      const from = axis.at(dayOn(first));
      const to = Math.max(axis.at(lastDayOn(end ?? first)), from + 3);
      const out = published === null ? null : axis.at(lastDayOn(published));
      return [{ x: from, width: to - from, out, waits: out !== null && out > to ? to : null }];
    }),
  }));
  const height = top + 14 + sides.length * lane;
  return { width, height, top, left, right: width - right, ticks: axis.ticks, lanes };
}
