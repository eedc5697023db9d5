import type { Explanation } from '@monitoring-timeline/projections';

type Event = Explanation['answers'][number]['events'][number];

/** What a document says at the place that an event was read from. */
export interface PassageShown {
  /** Lines in pieces, of which those that the event was read from are marked. */
  readonly lines: readonly {
    readonly place: string;
    readonly pieces: readonly { readonly text: string; readonly marked: boolean }[];
  }[];
  /** Why there is no line; undefined where there is one. */
  readonly missing: string | undefined;
}

/** The passage of an event; where there is none, why. */
export function passageShown({ document, passage, locator }: Event): PassageShown {
  if (passage && passage.length > 0) {
    return {
      lines: passage.map(({ place, text, marked }) => ({ place, pieces: piecesOf(text, marked) })),
      missing: undefined,
    };
  }
  return { lines: [], missing: missingText(document, locator) };
}

function missingText(document: string | null, locator: string | null): string {
  if (document === null) {
    return locator === null
      ? 'No source on record says where in the document it stands.'
      : 'The document is not kept here: bring it in, and its words stand here.';
  }
  return 'The document is not kept here, or cannot be read at that place: bring it in again, and its words stand here.';
}

/** A line cut wherever a mark begins or ends. */
function piecesOf(
  text: string,
  marked: readonly { readonly from: number; readonly to: number }[],
): PassageShown['lines'][number]['pieces'] {
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
