import { codeWords } from '@monitoring-timeline/core';
import type { DueRow } from '@monitoring-timeline/projections';
import type { Axis } from '../../drawing/axis.ts';
import { dayOn, rounded } from '../../drawing/days.ts';
import { type Label, labelled } from '../../drawing/labels.ts';
import { type Extent, inRows } from '../../drawing/rows.ts';
import { statusText } from '../../words/clocks.ts';
import { capital } from '../../words/texts.ts';
import { laneGap } from './lanes-drawn.ts';

/** A clock as it is drawn: its window, and the day on which it falls due. */
export interface ClockDrawn {
  readonly status: string;
  readonly title: string;
  readonly y: number;
  readonly window: { readonly x: number; readonly width: number } | undefined;
  readonly due: number | undefined;
  readonly label: Label;
}

const row = 20;

/** Clocks on the axis of what they wait for. One without a day in these days is left out. */
export function clocksDrawn(rows: readonly DueRow[], axis: Axis, room: Extent, top: number) {
  const placed = inRows(rows.flatMap((one) => placedOf(one, axis, room) ?? []));
  const clocks = placed.flatMap((some, index) =>
    some.map(({ clock }): ClockDrawn => ({ ...clock, y: top + index * row + row / 2 })),
  );
  const height = placed.length * row;
  return {
    lanes: clocks.length === 0 ? [] : [{ lane: 'due', label: 'Due', y: top, height }],
    clocks,
    below: clocks.length === 0 ? top : top + height + laneGap,
  };
}

/** First and last day that a clock names. */
export function clockReach({ opens, due, closes }: DueRow): Extent | undefined {
  const days = [opens, due, closes].flatMap((day) => (day === null ? [] : [dayOn(day)]));
  return days.length === 0 ? undefined : { from: Math.min(...days), to: Math.max(...days) };
}

function placedOf(row: DueRow, { at, days }: Axis, room: Extent) {
  const reach = clockReach(row);
  if (reach === undefined || reach.to < days.from || reach.from > days.to) return undefined;
  const { opens, due, closes, status, activity, explanation } = row;
  const mark = { from: at(reach.from) - 4, to: at(reach.to) + 4 };
  const { label, extent } = labelled(
    `${capital(codeWords(activity))}: ${statusText(status).toLowerCase()}`,
    mark,
    room,
  );
  const [from, to] = [opens, closes].map((day) => (day === null ? undefined : dayOn(day)));
  const dueDay = due === null ? undefined : dayOn(due);
  const isIn = dueDay !== undefined && dueDay >= days.from && dueDay <= days.to;
  return {
    ...extent,
    clock: {
      status,
      title: explanation,
      window:
        from === undefined || to === undefined
          ? undefined
          : { x: at(from), width: rounded(Math.max(at(to) - at(from), 2)) },
      due: isIn ? at(dueDay) : undefined,
      label,
    },
  };
}
