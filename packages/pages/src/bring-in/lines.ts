import type { LineShown } from '../visit/bring-in.ts';
import { type Piece, piecesOf } from '../words/pieces.ts';

/** Lines with what is meant in them apart from what stands around it. */
export function linesShown(
  lines: readonly LineShown[],
): readonly { readonly place: string; readonly pieces: readonly Piece[] }[] {
  return lines.map(({ place, text, marked }) => ({ place, pieces: piecesOf(text, marked) }));
}
