import type { TextLine } from '../documents/model.ts';

/** A number of a page alone on its line. */
const pageNumber = /^(?:page\s+)?(\d{1,3})(?:\s+of\s+\d{1,3})?$/i;

/** How many lines at the top and at the foot of a page may be a running head or foot. */
const marginLines = 4;
/** How far from the number of a page its running head or foot stands, in lines. */
const besideNumber = 3;
/** Numbers that stand closer are no numbers of pages. */
const leastPageLines = 8;
const leastPages = 3;

function form(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\d+/g, '#').toLowerCase();
}

/** The lines of the margins, page by page, where form feeds part the pages. */
function marginsOfPages(
  lines: readonly TextLine[],
  breaks: readonly number[],
): readonly (readonly TextLine[])[] {
  const pages: TextLine[][] = [[]];
  let next = 0;
  for (const line of lines) {
    while ((breaks[next] ?? Number.POSITIVE_INFINITY) <= line.number) {
      pages.push([]);
      next += 1;
    }
    pages.at(-1)?.push(line);
  }
  return pages.map((page) => [
    ...new Set([...page.slice(0, marginLines), ...page.slice(-marginLines)]),
  ]);
}

/** The longest run of lines that count on by one, far enough from each other to be numbers of pages. */
function countingOn(lines: readonly TextLine[]): readonly number[] {
  let longest: number[] = [];
  let runs: { last: number; at: number[] }[] = [];
  for (const [index, line] of lines.entries()) {
    const number = Number(pageNumber.exec(line.text.trim())?.[1] ?? Number.NaN);
    if (Number.isNaN(number)) continue;
    const run = runs.find(
      ({ last, at }) => last + 1 === number && index - (at.at(-1) ?? 0) >= leastPageLines,
    );
    const extended = run ? { last: number, at: [...run.at, index] } : { last: number, at: [index] };
    runs = [...runs.filter((one) => one !== run), extended].slice(-10);
    if (extended.at.length > longest.length) longest = extended.at;
  }
  return longest.length >= leastPages ? longest : [];
}

/** The same where nothing but the numbers of pages tells where one ends. */
function marginsAtNumbers(lines: readonly TextLine[]): readonly (readonly TextLine[])[] {
  return countingOn(lines).map((index) =>
    lines.slice(Math.max(0, index - besideNumber), index + besideNumber + 1),
  );
}

/**
 * The lines of a text that was made of pages, with its furniture marked as the reader of PDF marks it: numbers of pages, and what
 * stands in the margins of three pages at least and of a third of all, its numbers aside. The first such head stays readable, where
 * it may be the title. `breaks` are the numbers of the lines before which a form feed stands.
 */
export function withTextFurniture(
  lines: readonly TextLine[],
  breaks: readonly number[],
): readonly TextLine[] {
  const byFeeds = breaks.length + 1 >= leastPages;
  const margins = byFeeds ? marginsOfPages(lines, breaks) : marginsAtNumbers(lines);
  if (margins.length < leastPages) return lines;
  const seen = new Map<string, number>();
  for (const margin of margins) {
    for (const one of new Set(margin.map(({ text }) => form(text)))) {
      seen.set(one, (seen.get(one) ?? 0) + 1);
    }
  }
  const often = Math.max(leastPages, margins.length / 3);
  const furniture = new Set<TextLine>();
  const begun = new Set<string>();
  for (const margin of margins) {
    for (const line of margin) {
      const head = form(line.text);
      const repeated = (seen.get(head) ?? 0) >= often;
      if (pageNumber.test(line.text.trim()) || (repeated && begun.has(head))) furniture.add(line);
      if (repeated) begun.add(head);
    }
  }
  return lines.map((line) => (furniture.has(line) ? { ...line, furniture: true } : line));
}
