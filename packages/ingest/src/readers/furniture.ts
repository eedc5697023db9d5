import type { TextLine, TextPage } from '../documents/model.ts';

/** The part of a page at its top and at its foot where running heads and page numbers stand. */
const margin = 0.12;

function inMargin(line: TextLine, page: TextPage): boolean {
  return line.y < page.height * margin || line.y > page.height * (1 - margin);
}

const pageNumber = /^(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?$/i;

function form(text: string): string {
  return text.replace(/\d+/g, '#').toLowerCase();
}

/**
 * The pages with their furniture marked: page numbers in a margin, and what stands in a margin of at least three pages and of
 * a third of all, its numbers aside. The first line of such a head is furniture everywhere, so a title that is also the running
 * head stays readable on the first page, where it is the title.
 */
export function withFurniture(pages: readonly TextPage[]): TextPage[] {
  const seen = new Map<string, Set<number>>();
  for (const page of pages) {
    for (const line of page.lines) {
      if (!inMargin(line, page)) continue;
      const on = seen.get(form(line.text)) ?? new Set();
      seen.set(form(line.text), on.add(page.number));
    }
  }
  const often = Math.max(3, pages.length / 3);
  return pages.map((page) => ({
    ...page,
    lines: page.lines.map((line) => {
      if (!inMargin(line, page)) return line;
      const repeated = page.number > 1 && (seen.get(form(line.text))?.size ?? 0) >= often;
      const numbered = pageNumber.test(line.text.trim());
      return repeated || numbered ? { ...line, furniture: true } : line;
    }),
  }));
}
