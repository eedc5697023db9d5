import { type Area, epochDay } from '@monitoring-timeline/core';
import type { Hindsight } from '@monitoring-timeline/projections';
import { scaleLinear } from 'd3-scale';
import { rounded, yearStart } from '../drawing/days.ts';
import type { Links } from '../links/links.ts';
import type { GradeShown } from '../words/grades.ts';
import { daysText, knownText, stoodShown } from './stood.ts';

const width = 1140;
const height = 560;
/** Room for the years of knowledge, and for those of validity below. */
const left = 58;
const right = 8;
const top = 8;
const bottom = 46;

/** A cell with less room says what it holds only when it is pointed at, and in the list. */
const chipHeight = 18;
/** A character at the size of the drawing, rather too wide than too narrow. */
const character = 6.8;

/** The years that are drawn, the last whole. */
export interface Years {
  readonly from: number;
  readonly to: number;
}

/** Both axes of time as a drawing: valid time across, knowledge up, each cell leading to the authority at its two days. */
export function timeDrawn(answer: Hindsight, area: Area, years: Years, links: Links) {
  const first = yearStart(years.from);
  const end = yearStart(years.to + 1);
  const [asOf, knownAt] = [epochDay(answer.asOf), epochDay(answer.knownAt)];
  const x = scaleLinear([first, end], [left, width - right]).clamp(true);
  const y = scaleLinear([first, end], [height - bottom, top]).clamp(true);
  const address = `/authorities/${answer.authority.key}`;
  const cells = answer.steps.flatMap((step) =>
    step.spans.flatMap((span) => {
      // an axis begins where the first day of it does and ends after the last
      const [from, to] = [dayOr(span.from, first), epochDay(span.to) + 1];
      const [since, until] = [dayOr(step.knownFrom, first), epochDay(step.knownTo) + 1];
      const box = { x: x(from), y: y(until), width: x(to) - x(from), height: y(since) - y(until) };
      if (box.width < 0.05 || box.height < 0.05) return [];
      const shown = stoodShown(span, area);
      const day = span.from ?? span.to;
      const known = step.knownFrom ?? step.knownTo;
      return [
        {
          ...shown,
          ...roundedBox(box),
          chip: chipOf(box, shown),
          asOf: day,
          knownAt: known,
          // before it was there, its name may be another's: there is nothing of it to open
          href:
            span.status === 'not_established'
              ? null
              : links.to(address, { asOf: day, knownAt: known }),
          title: `${shown.text}. ${daysText(span, answer.asOf)}, ${knownText(step)}.`,
        },
      ];
    }),
  );
  const ticks = Array.from({ length: years.to - years.from + 1 }, (_, index) => years.from + index);
  const every = Math.ceil(ticks.length / 18);
  const diagonal = Math.min(asOf, knownAt) + 1;
  return {
    width,
    height,
    left,
    right: width - right,
    top,
    bottom: height - bottom,
    cells,
    years: ticks.map((year) => ({
      year,
      x: rounded(x(yearStart(year))),
      y: rounded(y(yearStart(year))),
      isNamed: (year - years.from) % every === 0,
    })),
    diagonal: { x: rounded(x(diagonal)), y: rounded(y(diagonal)) },
  };
}

function dayOr(day: string | null, otherwise: number): number {
  return day === null ? otherwise : epochDay(day);
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function roundedBox(box: Box): Box {
  return {
    x: rounded(box.x),
    y: rounded(box.y),
    width: Math.max(rounded(box.width), 0.1),
    height: Math.max(rounded(box.height), 0.1),
  };
}

/** What stands in a cell, on a ground of its own: as much as it has room for. */
function chipOf(box: Box, { text, mark }: GradeShown) {
  const whole = [text, mark].filter(Boolean).join(' ');
  for (const says of [whole, mark]) {
    const wide = (says?.length ?? 0) * character + 12;
    if (!says || box.width < wide + 4 || box.height < chipHeight) continue;
    const middle = box.x + box.width / 2;
    return {
      says,
      x: rounded(middle - wide / 2),
      y: rounded(box.y + (box.height - chipHeight) / 2),
      width: rounded(wide),
      middle: rounded(middle),
    };
  }
  return null;
}
