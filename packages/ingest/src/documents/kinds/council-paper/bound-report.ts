import { type DocumentText, linesOfDocument, type TextLine } from '../../model.ts';
import { readTitle } from '../inspection-report/title.ts';

/** A report that is bound into a paper, as a document of its own, and the paper without it. */
export interface Parted {
  readonly paper: DocumentText;
  readonly report: DocumentText | undefined;
  /** What must be added to the pages of the report's locators to have those of the paper. */
  readonly pagesBefore: number;
}

const dates = /^\**\s*inspection\s+dates?\s*:/i;
/** How far above the dates the title may begin. */
const titleAbove = 8;

function isAfter(line: TextLine, from: TextLine): boolean {
  return line.page > from.page || (line.page === from.page && line.number >= from.number);
}

function keep(document: DocumentText, wanted: (line: TextLine) => boolean): DocumentText {
  const pages = document.pages
    .map((page) => ({ ...page, lines: page.lines.filter(wanted) }))
    .filter(({ lines }) => lines.length > 0);
  return { ...document, pages };
}

/** Conversions to plain text print a dash where the report has its list mark; as long, so that places stay. */
function withListMarks(document: DocumentText): DocumentText {
  if (document.paged) return document;
  const pages = document.pages.map((page) => ({
    ...page,
    lines: page.lines.map((line) =>
      /^-\s/.test(line.text) ? { ...line, text: `\u2022${line.text.slice(1)}` } : line,
    ),
  }));
  return { ...document, pages };
}

/** Pages numbered from 1, so that rules for a front page find it. */
function renumbered(document: DocumentText, before: number): DocumentText {
  const pages = document.pages.map((page) => ({
    ...page,
    number: page.number - before,
    lines: page.lines.map((line) => ({ ...line, page: line.page - before })),
  }));
  return { ...document, pages };
}

/** The line of a title page that names the authority: short, and no sentence or member of a list. */
const nameLine = /^(?![-\u2022\d]).{3,70}(?<![.:;,])$/;

/** The first line of the title page that prints the dates of an inspection; undefined where no title stands above them. */
function titlePageFrom(
  document: DocumentText,
  lines: readonly TextLine[],
  at: number,
): TextLine | undefined {
  const line = lines[at];
  for (let above = at - 1; above >= Math.max(1, at - titleAbove); above -= 1) {
    const title = lines[above];
    if (!title || !line || (document.paged && title.page !== line.page)) return undefined;
    if (!readTitle(keep(document, (one) => isAfter(one, title)))) continue;
    if (document.paged) return lines.find(({ page }) => page === line.page);
    const name = lines[above - 1];
    return name && above > 1 && nameLine.test(name.text.trim()) ? name : title;
  }
  return undefined;
}

/**
 * Finds the title page of a report within a paper: its title, and within a few lines the dates of the inspection. What stands before is
 * the council's, all that follows the inspectorate's.
 */
export function partBoundReport(document: DocumentText): Parted {
  const lines = linesOfDocument(document);
  for (const [index, line] of lines.entries()) {
    if (!dates.test(line.text)) continue;
    const first = titlePageFrom(document, lines, index);
    if (!first) continue;
    const pagesBefore = first.page - 1;
    const rest = keep(document, (one) => isAfter(one, first));
    return {
      paper: keep(document, (one) => !isAfter(one, first)),
      report: renumbered(withListMarks(rest), pagesBefore),
      pagesBefore,
    };
  }
  return { paper: document, report: undefined, pagesBefore: 0 };
}

/** A reading of the report with the places that it has in the paper. */
export function placedInPaper<T>(value: T, pagesBefore: number): T {
  if (pagesBefore === 0) return value;
  if (Array.isArray(value)) return value.map((one) => placedInPaper(one, pagesBefore)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) =>
    key === 'page' && typeof inner === 'number'
      ? [key, inner + pagesBefore]
      : [key, placedInPaper(inner, pagesBefore)],
  );
  return Object.fromEntries(entries) as T;
}
