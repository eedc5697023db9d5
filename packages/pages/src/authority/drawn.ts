import { scaleLinear } from 'd3-scale';
import { rounded, yearStart } from '../drawing/days.ts';
import { firstYear } from '../drawing/series.ts';
import { type Entry, frameworksOf, type Lane } from './entries.ts';

const width = 1140;
/** Room for the names of lanes. */
const left = 130;
const right = 10;
const row = 20;
const top = 48;

const lanes: readonly (readonly [lane: Lane, label: string])[] = [
  ['inspections', 'Inspections'],
  ['visits', 'Visits'],
  ['leadership', 'Leadership'],
  ['interventions', 'Interventions'],
];

/** Shorter than this, nothing could be seen. */
const least = 3;

/** The timeline of an authority as a drawing: lanes below one axis of years, on bands of frameworks. */
export function timelineDrawn(entries: readonly Entry[], asOf: number) {
  const from = yearStart(firstYear);
  const x = scaleLinear([from, Math.max(asOf, from + 366)], [left, width - right]).clamp(true);
  const at = (day: number): number => rounded(x(day));
  let y = top;
  const drawn = lanes.flatMap(([lane, label]) => {
    const own = entries.filter((one) => one.lane === lane);
    if (own.length === 0) return [];
    const rows = stacked(own, at);
    const begins = y;
    y += rows.length * row + 10;
    const marks = rows.flatMap((some, index) =>
      some.map((one) => markOf(one, begins + index * row + row / 2, at)),
    );
    return [{ lane, label, y: begins, height: y - begins - 10, marks }];
  });
  return {
    width,
    height: y,
    left,
    right: width - right,
    lanes: drawn,
    years: yearsTo(asOf).map((year) => ({ year, x: at(yearStart(year)) })),
    bands: frameworksOf(asOf)
      .filter((one) => one.to > from && one.from < asOf)
      .map(({ name, from: begins, to }, index) => {
        const start = at(begins);
        return {
          name,
          x: start,
          width: rounded(Math.max(at(to) - start, 1)),
          y: index % 2 === 0 ? 14 : 28,
        };
      }),
  };
}

function markOf(one: Entry, y: number, at: (day: number) => number) {
  const start = at(one.from);
  const end = Math.max(at(one.to), start + least);
  const until = one.until === undefined ? undefined : at(one.until);
  return {
    lane: one.lane,
    title: `${one.name}. ${one.when}. ${one.says}`,
    grade: one.grade,
    urgent: one.urgent,
    y,
    x: start,
    width: rounded(end - start),
    /** The wait for the report, or the silence after the last telling. */
    line: until !== undefined && until > end ? { from: rounded(end), to: until } : undefined,
    published: until,
  };
}

/** Entries in as few rows as let none cover another. */
function stacked(
  entries: readonly Entry[],
  at: (day: number) => number,
): readonly (readonly Entry[])[] {
  const rows: Entry[][] = [];
  const ends: number[] = [];
  for (const one of entries) {
    const end = at(Math.max(one.to, one.until ?? one.to)) + least + 3;
    const free = ends.findIndex((taken) => taken <= at(one.from));
    const index = free === -1 ? rows.length : free;
    rows[index] = [...(rows[index] ?? []), one];
    ends[index] = end;
  }
  return rows;
}

function yearsTo(asOf: number): readonly number[] {
  const years: number[] = [];
  for (let year = firstYear; yearStart(year) <= asOf; year++) years.push(year);
  return years;
}
