import type { TrajectoryPoint } from '@monitoring-timeline/projections';
import { expect, it } from 'vitest';
import { dayOn } from './days.ts';
import { stepsOf } from './steps.ts';

function point(published: string, grade: string, comparable: string | null): TrajectoryPoint {
  return { published, grade, comparable, framework: 'SIF', version: null, because: [] } as never;
}
const frame = (from: string, to: string) => ({
  x: (day: number) => day - dayOn(from),
  y: (rank: number) => rank,
  days: { from: dayOn(from), to: dayOn(to) },
  asOf: dayOn(to),
});

it('grades of one series are one line, one of another begins a line of its own', () => {
  const points = [
    point('2010-01-01', 'good', null),
    point('2015-01-01', 'inadequate', 'scale_changed'),
    point('2018-01-01', 'good', 'same_series'),
  ];
  const { paths, points: dots, last } = stepsOf(points, frame('2009-01-01', '2020-01-01'));
  expect(paths).toHaveLength(2);
  expect(dots.map(({ grade }) => grade)).toEqual(['good', 'inadequate', 'good']);
  expect(last).toMatchObject({ grade: 'good', x: dayOn('2020-01-01') - dayOn('2009-01-01') });
});

it('a report without the grade ends the line', () => {
  const points = [
    point('2018-01-01', 'good', null),
    point('2026-05-01', 'not_reported', 'not_comparable'),
  ];
  const { paths, last } = stepsOf(points, frame('2009-01-01', '2026-12-31'));
  expect(paths).toHaveLength(1);
  expect(paths[0]).not.toContain(String(dayOn('2026-12-31') - dayOn('2009-01-01')));
  expect(last).toBeUndefined();
});

it('what went before the days that are drawn stands at their beginning, without a dot', () => {
  const { paths, points: dots } = stepsOf(
    [point('2015-01-01', 'good', null), point('2018-06-01', 'inadequate', 'same_series')],
    frame('2018-01-01', '2018-12-31'),
  );
  expect(paths[0]).toMatch(/^M0,/);
  expect(dots.map(({ grade }) => grade)).toEqual(['inadequate']);
});

it('a grade in force on the day whose report came out later stands on the day, as hindsight knows', () => {
  const points = [
    point('2015-07-20', 'inadequate', null),
    point('2018-07-25', 'good', 'same_series'),
  ];
  const { points: dots, last } = stepsOf(points, frame('2009-01-01', '2018-06-30'));
  expect(dots.map(({ grade }) => grade)).toEqual(['inadequate', 'good']);
  expect(last?.grade).toBe('good');
});
