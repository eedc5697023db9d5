/**
 * What the readers of PDF, plain text, HTML, Word and OpenDocument give: pages of lines, each with its place. Extractors see nothing
 * else, so a rule written for one format holds for all.
 *
 * Coordinates are points from the top left corner of the page; `y` is the base line. All but PDF have one page and
 * synthetic places: `y` is the line number (twice that where each line is a paragraph, so that each stands apart), `x` the column of
 * the first character, and `paged` is false.
 */

/** A run of text on one line without a wide gap in it: a cell of a table, or a whole line of running text. */
export interface TextItem {
  /** What is printed, in reading order. */
  readonly text: string;
  /** Points from the left edge of the page; the column where the document has no pages. */
  readonly x: number;
  /** Points from the top edge of the page to the base line; counted in lines where the document has no pages. */
  readonly y: number;
  /** Points; characters where the document has no pages. */
  readonly width: number;
  /** Size of the type. */
  readonly height: number;
}

/** A line of a page, with its cells. */
export interface TextLine extends TextItem {
  /** From 1. */
  readonly page: number;
  /** From 1 on each page, in reading order from top to bottom. */
  readonly number: number;
  /** Its cells from left to right. `text` is their text joined by a tab. */
  readonly items: readonly TextItem[];
  /** True for what is printed on most pages alike (running heads, feet, page numbers) and belongs to no sentence. */
  readonly furniture: boolean;
}

export interface TextPage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly TextLine[];
}

export const pdfType = 'application/pdf';
/** A Word document. */
export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** An OpenDocument text. */
export const odtType = 'application/vnd.oasis.opendocument.text';

/** What a document may be. */
export const mediaTypes = [pdfType, 'text/plain', 'text/html', wordType, odtType] as const;
export type MediaType = (typeof mediaTypes)[number];

export function isMediaType(format: string): format is MediaType {
  return (mediaTypes as readonly string[]).includes(format);
}

/** Documents whose lines are whole paragraphs, which end nowhere but where they were meant to. */
const ofParagraphs: ReadonlySet<MediaType> = new Set([wordType, odtType]);

export function isOfParagraphs({ mediaType }: Pick<DocumentSource, 'mediaType'>): boolean {
  return ofParagraphs.has(mediaType);
}

export interface DocumentSource {
  readonly file: string;
  /** SHA-256 of the bytes. */
  readonly sha256: string;
  readonly mediaType: MediaType;
}

/** The text of a document as extractors see it, whatever its format. */
export interface DocumentText {
  /** The file that it was read from. */
  readonly source: DocumentSource;
  /** True where the pages are those of the document, so that a locator names its page. */
  readonly paged: boolean;
  /** From the first on; one where the document has no pages. */
  readonly pages: readonly TextPage[];
}

/** A rectangle on a page as it is looked at, in points from its top left corner. */
export interface Box {
  /** From 1. */
  readonly page: number;
  /** Points; `x` and `y` of its top left corner. */
  readonly x: number;
  /** Points from the top edge of the page. */
  readonly y: number;
  /** Points to the right of `x`. */
  readonly width: number;
  /** Points down from `y`. */
  readonly height: number;
}

/** Characters `from` (inclusive) to `to` (exclusive) of one line. What runs over several lines has one locator a line. */
export interface Locator {
  /** From 1; 1 where the document has no pages. */
  readonly page: number;
  /** From 1 on its page. */
  readonly line: number;
  /** Characters of the line, from 0. */
  readonly from: number;
  /** The character after the last, from 0. */
  readonly to: number;
  /** Where they stand on the page, of a document that has pages, once it was drawn out. No part of a claim. */
  readonly boxes?: readonly Box[] | undefined;
}

const running = new WeakMap<DocumentText, readonly TextLine[]>();

/** The lines of a document from first to last; without furniture unless it is asked for. Kept with the document. */
export function linesOfDocument(
  document: DocumentText,
  { furniture = false }: { readonly furniture?: boolean } = {},
): readonly TextLine[] {
  if (furniture) return document.pages.flatMap(({ lines }) => lines);
  let lines = running.get(document);
  if (!lines) {
    lines = document.pages.flatMap((page) => page.lines.filter((line) => !line.furniture));
    running.set(document, lines);
  }
  return lines;
}

/** The locator of a whole line. */
export function locatorOf(line: TextLine): Locator {
  return { page: line.page, line: line.number, from: 0, to: line.text.length };
}

/** The locator of one cell of a line. */
export function cellLocator(line: TextLine, cell: TextItem): Locator {
  let from = 0;
  for (const item of line.items) {
    if (item === cell) break;
    from += item.text.length + 1;
  }
  return { page: line.page, line: line.number, from, to: from + cell.text.length };
}

export function lineAt(document: DocumentText, locator: Locator): TextLine | undefined {
  return document.pages
    .find(({ number }) => number === locator.page)
    ?.lines.find(({ number }) => number === locator.line);
}

/** The passage that a locator points at; empty where the document has no such place. */
export function passageAt(document: DocumentText, locator: Locator): string {
  return lineAt(document, locator)?.text.slice(locator.from, locator.to) ?? '';
}

/** A locator for people: "page 3, line 12", or "line 12" where there are no pages. */
export function showLocator({ paged }: Pick<DocumentText, 'paged'>, locator: Locator): string {
  return paged ? `page ${locator.page}, line ${locator.line}` : `line ${locator.line}`;
}

/** Several locators for people: the first, and the last where it is another line. */
export function showLocators(
  document: Pick<DocumentText, 'paged'>,
  locators: readonly Locator[],
): string {
  const [first] = locators;
  const last = locators.at(-1);
  if (!first || !last) return 'file';
  const start = showLocator(document, first);
  if (first.page === last.page && first.line === last.line) return start;
  if (first.page === last.page) return `${start} to ${last.line}`;
  return `${start} to ${showLocator(document, last)}`;
}
