import type { LineShown } from '../visit/bring-in.ts';

/** A line parted where its marks begin and end. */
export interface LineParts {
  readonly place: string;
  readonly parts: readonly { readonly text: string; readonly marked: boolean }[];
}

/** Lines with what is meant in them apart from what stands around it. */
export function linesShown(lines: readonly LineShown[]): readonly LineParts[] {
  return lines.map(({ place, text, marked }) => ({ place, parts: partsOf(text, marked) }));
}

function partsOf(text: string, marked: LineShown['marked']): LineParts['parts'] {
  const parts: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const { from, to } of marked.toSorted((a, b) => a.from - b.from)) {
    if (to <= at) continue;
    const begin = Math.max(from, at);
    parts.push(
      { text: text.slice(at, begin), marked: false },
      { text: text.slice(begin, to), marked: true },
    );
    at = to;
  }
  parts.push({ text: text.slice(at), marked: false });
  return parts.filter((part) => part.text !== '');
}
