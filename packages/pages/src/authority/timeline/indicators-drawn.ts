import type { IndicatorSeries } from '@monitoring-timeline/projections';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { Axis } from '../../drawing/axis.ts';
import { dayOn, rounded } from '../../drawing/days.ts';
import { type Label, labelled } from '../../drawing/labels.ts';
import { type Extent, inRows } from '../../drawing/rows.ts';
import { laneGap } from './lanes-drawn.ts';

/** An indicator as a small line, with its first and last value as printed. */
export interface IndicatorDrawn {
  readonly path: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly label: Label;
  /** Where the label stands. */
  readonly y: number;
  readonly title: string;
}

const row = 22;
const rise = 12;

const joined = line<{ readonly x: number; readonly y: number }>(
  (one) => one.x,
  (one) => one.y,
);

/** Indicators that were measured twice or more in these days; what was measured once is in the list alone. */
export function indicatorsDrawn(
  series: readonly IndicatorSeries[],
  axis: Axis,
  room: Extent,
  top: number,
) {
  const placed = inRows(series.flatMap((one) => placedOf(one, axis, room) ?? []));
  const indicators = placed.flatMap((some, index) =>
    some.map(({ label, points, title }): IndicatorDrawn => {
      const base = top + index * row;
      const own = points.map(({ x, share }) => ({
        x,
        y: rounded(base + row - 5 - share * rise),
      }));
      return { path: joined(own) ?? '', points: own, label, title, y: base + row / 2 };
    }),
  );
  const height = placed.length * row;
  return {
    lanes:
      indicators.length === 0 ? [] : [{ lane: 'indicators', label: 'Indicators', y: top, height }],
    indicators,
    below: indicators.length === 0 ? top : top + height + laneGap,
  };
}

function placedOf({ topic, points }: IndicatorSeries, { at, days }: Axis, room: Extent) {
  const measured = points
    .flatMap(({ at: when, value, printed }) =>
      value === null ? [] : [{ day: dayOn(when), value, printed }],
    )
    .filter(({ day }) => day >= days.from && day <= days.to);
  const [first, last] = [measured[0], measured.at(-1)];
  if (!first || !last || measured.length < 2) return undefined;
  const values = measured.map(({ value }) => value);
  const share = scaleLinear([Math.min(...values), Math.max(...values)], [0, 1]);
  const mark = { from: at(first.day) - 3, to: at(last.day) + 3 };
  const went = `${first.printed} → ${last.printed}`;
  const { label, extent } = labelled(`${topic}: ${went}`, mark, room);
  return {
    ...extent,
    label,
    title: `${topic}: ${measured.map(({ printed }) => printed).join(', ')}`,
    points: measured.map(({ day, value }) => ({ x: at(day), share: share(value) })),
  };
}
