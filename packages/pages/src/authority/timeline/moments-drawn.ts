import type { Axis } from '../../drawing/axis.ts';
import { labelled } from '../../drawing/labels.ts';
import { type Extent, inRows } from '../../drawing/rows.ts';

/** A day that a line across the drawing marks. */
export interface Moment {
  readonly day: number;
  readonly text: string;
  /** True for the day that the page is about. */
  readonly isToday: boolean;
}

const row = 14;

/** Days as lines from top to bottom, each with its name in a row of its own where names would meet. */
export function momentsDrawn(
  moments: readonly Moment[],
  { days, at }: Axis,
  room: Extent,
): { readonly lines: readonly object[]; readonly height: number } {
  const placed = moments
    .filter(({ day }) => day >= days.from && day < days.to)
    .map(({ day, text, isToday }) => {
      const x = at(day);
      const { label, extent } = labelled(text, { from: x, to: x }, room);
      return { x, label, isToday, ...extent };
    });
  const rows = inRows(placed, 6);
  return {
    lines: rows.flatMap((some, index) =>
      some.map(({ x, label, isToday }) => ({ x, label, isToday, below: 14 + index * row })),
    ),
    height: rows.length * row,
  };
}
