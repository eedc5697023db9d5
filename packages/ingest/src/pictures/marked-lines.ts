import { boxesOf } from '../documents/boxes.ts';
import type { Box, TextLine } from '../documents/model.ts';
import { type Place, within } from '../documents/place.ts';

/** Lines of a document, as a locator names them. */
export type Lines = Extract<Place, { of: 'lines' }>;

/** Where those of the lines of a page stand that are marked. */
export function boxesOn(
  lines: readonly TextLine[],
  page: number,
  marked: readonly Lines[],
): readonly Box[] {
  return lines.flatMap((line) =>
    marked.some((place) => within(place, { page, line: line.number })) ? boxesOf(line) : [],
  );
}
