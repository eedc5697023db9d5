import type { Axis } from '../../drawing/axis.ts';
import { rounded } from '../../drawing/days.ts';
import { textWidth } from '../../drawing/labels.ts';
import { type Extent, inRows } from '../../drawing/rows.ts';
import type { FrameworkUse } from './frameworks.ts';

const row = 15;

/** Frameworks as bands above the years, each with its name. */
export function bandsDrawn(frameworks: readonly FrameworkUse[], { days, at }: Axis, room: Extent) {
  const shown = frameworks
    .filter(({ from, to }) => to >= days.from && from <= days.to)
    .map(({ name, from, to }) => {
      const x = at(from);
      const width = rounded(Math.max(at(to) - x, 2));
      const label = Math.min(x + 3, room.to - textWidth(name));
      return {
        name,
        x,
        width,
        label: rounded(label),
        /** A change within the days that are drawn. */
        change: from >= days.from,
        from: Math.min(x, label),
        to: Math.max(x + width, label + textWidth(name)),
      };
    });
  const rows = inRows(shown, 0);
  return {
    bands: rows.flatMap((some, index) => some.map((one) => ({ ...one, y: 12 + index * row }))),
    height: rows.length * row,
  };
}
