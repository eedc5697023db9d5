import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TimelineError } from '@monitoring-timeline/core';
import type { DocumentId, DocumentStore } from '@monitoring-timeline/core/documents';
import { boxesOf } from '../documents/boxes.ts';
import {
  type Box,
  type DocumentText,
  isMediaType,
  type Locator,
  linesOfDocument,
  type MediaType,
} from '../documents/model.ts';
import { type Place, placeOf, within } from '../documents/place.ts';
import { type Format, formatOf } from '../readers/format.ts';
import { defaultLimits, type ReadLimits } from '../readers/limits.ts';
import { linesOf, UnreadableFile } from '../readers/lines.ts';
import { defaultPdfLimits, type PdfLimits } from '../readers/pdf-limits.ts';
import type { TableRow } from '../readers/sheet.ts';
import { csvRows } from '../readers/table.ts';
import { Header } from '../tables/cells.ts';
import { headerWithin, isHeader } from '../tables/index.ts';
import type { ReaderPool } from './pool.ts';

/** One line of a passage: a line of a page or text, or a row of a table with its cells parted by ` | `. */
export interface PassageLine {
  /** Where it stands, for people: `page 3, line 12`, `line 12`, `row 4`. */
  readonly place: string;
  /** The line without its end. */
  readonly text: string;
  /** Characters that the locator points at, `from` inclusive to `to` exclusive; none on a line that only surrounds them. */
  readonly marked: readonly {
    /** The first character, from 0. */
    readonly from: number;
    /** The character after the last. */
    readonly to: number;
  }[];
}

/** What a document says at a place, with the lines around it. */
export interface Passage {
  /** SHA-256 of the bytes of the document. */
  readonly sha256: DocumentId;
  /** Empty where the locator is about the file as a whole. */
  readonly lines: readonly PassageLine[];
  /** Where on its pages the passage stands; empty where the document has none. */
  readonly boxes: readonly Box[];
}

/** A line with the places of what is marked on it. */
interface PlacedLine extends PassageLine {
  readonly boxes?: readonly Box[];
}

/** How much of a document is shown around a passage, and what reads it. */
export interface PassageOptions {
  /** How many lines before and after are given with it. Default 1. */
  readonly context?: number | undefined;
  /** The readers of PDF pages, where many passages are read; else one is started and ended. */
  readonly pool?: ReaderPool | undefined;
  /** How much of the document is read; `defaultLimits` unless given. */
  readonly limits?: Partial<ReadLimits> | undefined;
  /** Limits of time and memory for one PDF. */
  readonly pdf?: Partial<PdfLimits> | undefined;
}

/** The document is kept, but has no such place, or none that can be read. */
export class PassageNotFound extends TimelineError {
  readonly code = 'PassageNotFound';
}

interface Reader {
  readonly limits: ReadLimits;
  readonly pdf: PdfLimits;
  readonly pool: () => Promise<ReaderPool>;
}

/**
 * The passage of a kept document that a locator points at, read again from its bytes. A locator is one for people, as it stands
 * in events and in quarantine (`page 3, line 12 to 14`, `line 7`, `row 12, column end_date`), or the spans of a field.
 * @throws DocumentNotFound, DocumentDamaged, InvalidDocumentId; PassageNotFound where there is no such place
 */
export async function passageOf(
  documents: DocumentStore,
  sha256: DocumentId,
  locator: string | readonly Locator[],
  options: PassageOptions = {},
): Promise<Passage> {
  return opened(documents, sha256, options, async (document) => {
    const place = typeof locator === 'string' ? placeOf(locator) : spansOf(locator);
    if (!place) throw noSuchPlace(sha256, locator);
    if (place.of === 'file') return { sha256, lines: [], boxes: [] };
    const passage = around(await document.lines(place), options.context ?? 1);
    if (passage.length === 0) throw noSuchPlace(sha256, locator);
    const boxes = passage.flatMap((line) => line.boxes ?? []);
    return { sha256, lines: passage.map(withoutBoxes), boxes };
  });
}

/**
 * The passages of a document at several places, as locators for people name them; the document is read once for all. Empty where there
 * is no such place, or the locator is about the file as a whole.
 * @throws DocumentNotFound, DocumentDamaged, InvalidDocumentId; PassageNotFound where it cannot be read
 */
export async function passagesOf(
  documents: Pick<DocumentStore, 'get'>,
  sha256: DocumentId,
  locators: readonly string[],
  options: PassageOptions = {},
): Promise<readonly (readonly PassageLine[])[]> {
  return opened(documents, sha256, options, async (document) => {
    const passages: (readonly PassageLine[])[] = [];
    for (const locator of locators) {
      const place = placeOf(locator);
      const lines = !place || place.of === 'file' ? [] : await document.lines(place);
      passages.push(around(lines, options.context ?? 1).map(withoutBoxes));
    }
    return passages;
  });
}

function withoutBoxes({ boxes: _, ...line }: PlacedLine): PassageLine {
  return line;
}

/** A document whose lines are asked for, however often; it is read once. */
interface Opened {
  lines(place: LinesPlace | Extract<Place, { of: 'rows' }>): Promise<readonly PlacedLine[]>;
}

async function opened<T>(
  documents: Pick<DocumentStore, 'get'>,
  sha256: DocumentId,
  options: PassageOptions,
  work: (document: Opened) => Promise<T>,
): Promise<T> {
  const bytes = await documents.get(sha256);
  const pdf = { ...defaultPdfLimits, ...options.pdf };
  let own: ReaderPool | undefined;
  const reader: Reader = {
    limits: { ...defaultLimits, ...options.limits },
    pdf,
    async pool() {
      if (options.pool) return options.pool;
      const { createReaderPool } = await import('./pool.ts');
      own ??= createReaderPool(pdf, 1);
      return own;
    },
  };
  const folder = await mkdtemp(join(tmpdir(), 'timeline-passage-'));
  try {
    const path = join(folder, 'document');
    await writeFile(path, bytes);
    return await work(reading(path, sha256, reader));
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new PassageNotFound(`Document ${sha256} cannot be read: ${error.message}`, {
      sha256,
      reason: error.reason,
    });
  } finally {
    await own?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function reading(path: string, sha256: DocumentId, reader: Reader): Opened {
  const texts = new Map<MediaType, Promise<DocumentText>>();
  const rows = new Map<string | undefined, Promise<readonly TableRow[]>>();
  const text = (type: MediaType): Promise<DocumentText> => {
    const before = texts.get(type);
    // whoever shows no passage does without the readers of documents
    const read =
      before ??
      import('./read-document.ts').then(({ documentText }) =>
        documentText(path, sha256, type, reader),
      );
    texts.set(type, read);
    return read;
  };
  return {
    lines(place) {
      if (place.of !== 'rows') return textLines(path, place, reader, text);
      const read = rows.get(place.sheet) ?? rowsOf(path, place, reader.limits);
      rows.set(place.sheet, read);
      return rowLines(read, place);
    },
  };
}

type Spans = { readonly of: 'spans'; readonly locators: readonly Locator[] };
type LinesPlace = Extract<Place, { of: 'lines' }> | Spans;

function spansOf(locators: readonly Locator[]): Spans | Place {
  return locators.length > 0 ? { of: 'spans', locators } : { of: 'file' };
}

function noSuchPlace(sha256: DocumentId, locator: string | readonly Locator[]): PassageNotFound {
  const named = typeof locator === 'string' ? `"${locator}"` : 'such a place';
  return new PassageNotFound(
    `Document ${sha256} has no ${typeof locator === 'string' ? 'place ' : ''}${named}. Places read like "page 3, line 12", "line 7" or "row 12".`,
    { sha256, locator },
  );
}

function mediaTypeOf(format: Format, place: LinesPlace): MediaType {
  if (place.of === 'lines' && place.page !== undefined) return 'application/pdf';
  return isMediaType(format) ? format : 'text/plain';
}

async function textLines(
  path: string,
  place: LinesPlace,
  reader: Reader,
  textAs: (type: MediaType) => Promise<DocumentText>,
): Promise<readonly PlacedLine[]> {
  const format = await formatOf(path);
  if (format === 'events' || format === 'table' || format === 'mail')
    return rawLines(path, place, reader.limits);
  const document = await textAs(mediaTypeOf(format, place));
  return linesOfDocument(document, { furniture: place.of === 'spans' }).map((line) => {
    const at = { page: line.page, line: line.number };
    const marked = marksOn(place, at, line.text);
    const boxes = document.paged ? marked.flatMap(({ from, to }) => boxesOf(line, from, to)) : [];
    return { place: placeText(document, at), text: line.text, marked, boxes };
  });
}

function placeText({ paged }: DocumentText, { page, line }: Pick<Locator, 'page' | 'line'>) {
  return paged ? `page ${page}, line ${line}` : `line ${line}`;
}

function marksOn(
  place: LinesPlace,
  at: Pick<Locator, 'page' | 'line'>,
  text: string,
): PassageLine['marked'] {
  if (place.of === 'lines') return within(place, at) ? [{ from: 0, to: text.length }] : [];
  return place.locators
    .filter(({ page, line }) => page === at.page && line === at.line)
    .map(({ from, to }) => ({ from, to: Math.min(to, text.length) }));
}

/** Lines of a file as they stand in it: events, and what could not be taken apart as a table. */
async function rawLines(
  path: string,
  place: LinesPlace,
  limits: ReadLimits,
): Promise<readonly PassageLine[]> {
  const lines: PassageLine[] = [];
  for await (const { number, text } of linesOf(path, limits)) {
    const at = { page: 1, line: number };
    lines.push({ place: `line ${number}`, text, marked: marksOn(place, at, text) });
  }
  return lines;
}

const between = ' | ';

async function rowLines(
  read: Promise<readonly TableRow[]>,
  place: Extract<Place, { of: 'rows' }>,
): Promise<readonly PassageLine[]> {
  const rows = await read;
  const column = place.column === undefined ? undefined : columnAt(rows, place.column);
  return rows.map(({ cells, locator }) => {
    const meant = locator === `row ${place.row}`;
    const text = cells.join(between);
    return { place: locator, text, marked: meant ? [cellSpan(cells, column, text)] : [] };
  });
}

/** The place of a column by the first row that names it, under titles and remarks. */
function columnAt(rows: readonly TableRow[], column: string): number | undefined {
  for (const { cells } of rows.slice(0, headerWithin)) {
    const at = new Header(cells).at(column);
    if (at !== undefined) return at;
  }
  return undefined;
}

function cellSpan(cells: readonly string[], column: number | undefined, text: string) {
  const cell = column === undefined ? undefined : cells[column];
  if (column === undefined || cell === undefined) return { from: 0, to: text.length };
  const from = cells
    .slice(0, column)
    .reduce((sum, before) => sum + before.length + between.length, 0);
  return { from, to: from + cell.length };
}

async function rowsOf(
  path: string,
  place: Extract<Place, { of: 'rows' }>,
  limits: ReadLimits,
): Promise<readonly TableRow[]> {
  if ((await formatOf(path)) === 'workbook') {
    const { workbookSheets } = await import('../readers/workbook.ts');
    const sheets = await workbookSheets(path, limits);
    return sheets.find(({ name }) => place.sheet === undefined || name === place.sheet)?.rows ?? [];
  }
  const rows: TableRow[] = [];
  for await (const item of csvRows(path, limits, isHeader)) {
    if ('row' in item) rows.push(item.row);
    else {
      const { locator = '', given } = item.problem;
      rows.push({ cells: [typeof given === 'string' ? given : ''], locator });
    }
  }
  return rows;
}

/** The marked lines and some before and after each. */
function around(lines: readonly PlacedLine[], context: number): readonly PlacedLine[] {
  const wanted = new Set<number>();
  for (const [index, { marked }] of lines.entries()) {
    if (marked.length === 0) continue;
    for (let at = index - context; at <= index + context; at += 1) wanted.add(at);
  }
  return lines.filter((_, index) => wanted.has(index));
}
