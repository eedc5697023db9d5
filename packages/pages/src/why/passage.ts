import type { Explanation } from '@monitoring-timeline/projections';
import { withQuery } from '../links/links.ts';
import { type Piece, piecesOf } from '../words/pieces.ts';

type Event = Explanation['answers'][number]['events'][number];

/** What a document says at the place that an event was read from. */
export interface PassageShown {
  /** Lines in pieces, of which those that the event was read from are marked. */
  readonly lines: readonly { readonly place: string; readonly pieces: readonly Piece[] }[];
  /** Why there is no line; undefined where there is one. */
  readonly missing: string | undefined;
  /** The page that it stands on, drawn with the passage marked; undefined of a text, which has no pages. */
  readonly picture: PictureShown | undefined;
}

interface PictureShown {
  readonly src: string;
  /** The same, large enough to read every word. */
  readonly large: string;
  readonly alt: string;
}

/** The passage of an event; where there is none, why. */
export function passageShown(event: Event, authority: string): PassageShown {
  const { document, passage, locator } = event;
  if (passage && passage.length > 0) {
    return {
      lines: passage.map(({ place, text, marked }) => ({ place, pieces: piecesOf(text, marked) })),
      missing: undefined,
      picture: pictureOf(event, authority),
    };
  }
  return { lines: [], missing: missingText(document, locator), picture: undefined };
}

/** Who may read the page may see the picture: both are behind the same right. */
function pictureOf(
  { document, event, page, title }: Event,
  authority: string,
): PictureShown | undefined {
  if (document === null || page === null) return undefined;
  const address = `/api/documents/${document}/passages/${event}.png`;
  return {
    src: withQuery(address, { authority }),
    large: withQuery(address, { authority, scale: '2.5' }),
    alt: `Page ${page} of ${title}, with the passage marked. Its words stand above.`,
  };
}

function missingText(document: string | null, locator: string | null): string {
  if (document === null) {
    return locator === null
      ? 'No source on record says where in the document it stands.'
      : 'The document is not kept here: bring it in, and its words stand here.';
  }
  return 'The document is not kept here, or cannot be read at that place: bring it in again, and its words stand here.';
}
