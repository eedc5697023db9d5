import { addMonths, calendarDate, dayOf, type EpochDay } from '@monitoring-timeline/core';
import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { rounded } from './days.ts';
import type { Extent } from './rows.ts';

/** Days across a drawing. */
export interface Axis {
  /** First and last day. */
  readonly days: Extent;
  /** Where these lie. */
  readonly edges: Extent;
  /** Where a day lies; one beyond the axis lies on its edge. */
  at(day: number): number;
  readonly ticks: readonly Tick[];
}

export interface Tick {
  readonly x: number;
  readonly text: string;
  /** The year that begins there; undefined within a year. */
  readonly year: number | undefined;
}

/** Least room for the name of a year, and of a month. */
const yearRoom = 32;
const monthRoom = 30;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** An axis with a tick for each year, or, where there is room, each quarter or month. */
export function axisOf(days: Extent, edges: Extent): Axis {
  const scale = scaleLinear([days.from, days.to], [edges.from, edges.to]).clamp(true);
  return { days, edges, at: (day) => rounded(scale(day)), ticks: ticksOf(days, edges, scale) };
}

function ticksOf(days: Extent, edges: Extent, scale: ScaleLinear<number, number>) {
  const perMonth = ((edges.to - edges.from) / (days.to - days.from)) * 30.4;
  const every = [1, 3, 12, 24, 60, 120].find(
    (count) => count * perMonth >= (count < 12 ? monthRoom : yearRoom),
  );
  const step = every ?? 240;
  const first = calendarDate(days.from as EpochDay);
  const year = step > 12 ? Math.floor(first.year / (step / 12)) * (step / 12) : first.year;
  const ticks: Tick[] = [];
  let day = dayOf(year, 1, 1);
  while (day <= days.to) {
    const { year: own, month } = calendarDate(day);
    if (day >= days.from) {
      const begins = month === 1;
      ticks.push({
        x: rounded(scale(day)),
        text: begins ? String(own) : (months[month - 1] ?? ''),
        year: begins ? own : undefined,
      });
    }
    day = addMonths(day, step);
  }
  return ticks;
}
