/** A part of a line: what is meant in it, or what stands around that. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** A line cut wherever a mark begins or ends. */
export function piecesOf(
  text: string,
  marked: readonly { readonly from: number; readonly to: number }[],
): readonly Piece[] {
  const cuts = new Set([0, text.length]);
  for (const { from, to } of marked) {
    cuts.add(Math.min(from, text.length));
    cuts.add(Math.min(to, text.length));
  }
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((from, index) => {
    const to = places[index + 1] ?? text.length;
    return {
      text: text.slice(from, to),
      marked: marked.some((mark) => mark.from <= from && mark.to >= to),
    };
  });
}
