import { rounded } from './days.ts';
import type { Extent } from './rows.ts';

/** A text in a drawing, beside what it is about. */
export interface Label {
  readonly text: string;
  readonly x: number;
  readonly anchor: 'start' | 'end';
}

const wide = /[A-Z@%&mwMW—]/;
const narrow = /[ijlftrI.,:;'’|!() -]/;
const beside = 5;

/** How wide a text is at most in the typefaces of the pages, at 11 units. */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += wide.test(letter) ? 9 : narrow.test(letter) ? 4.2 : 6.4;
  return width;
}

/** A text that is no wider than a room. */
export function cutTo(text: string, room: number): string {
  if (textWidth(text) <= room) return text;
  let cut = text;
  while (cut.length > 1 && textWidth(`${cut}…`) > room) cut = cut.slice(0, -1);
  return `${cut.trimEnd()}…`;
}

/**
 * A label beside a mark: after it where the drawing has room there, else before it, else shortened. With it, how far both
 * reach together.
 */
export function labelled(
  text: string,
  mark: Extent,
  edges: Extent,
  most = 420,
): { readonly label: Label; readonly extent: Extent } {
  const short = cutTo(text, most);
  const after = edges.to - mark.to - beside;
  const before = mark.from - beside - edges.from;
  const width = textWidth(short);
  if (width <= after || after >= before) {
    const shown = cutTo(short, Math.max(after, 0));
    return {
      label: { text: shown, x: rounded(mark.to + beside), anchor: 'start' },
      extent: { from: mark.from, to: mark.to + beside + textWidth(shown) },
    };
  }
  const shown = cutTo(short, before);
  return {
    label: { text: shown, x: rounded(mark.from - beside), anchor: 'end' },
    extent: { from: mark.from - beside - textWidth(shown), to: mark.to },
  };
}
