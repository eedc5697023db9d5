import type { Locator } from './model.ts';

/** Where in a document a passage stands, as its locator says it. Numbers count from 1; `to` and `toPage` are inclusive. */
export type Place =
  | {
      /** Lines of a document. */
      readonly of: 'lines';
      /** Absent where the document has no pages. */
      readonly page?: number | undefined;
      /** Page of the last line; absent where the document has no pages. */
      readonly toPage?: number | undefined;
      /** Line on `page`, or of the document where it has no pages. */
      readonly from: number;
      /** Line on `toPage`, or of the document where it has no pages. */
      readonly to: number;
    }
  | {
      /** A row of a table, or a cell of it. */
      readonly of: 'rows';
      /** Name of the sheet; absent where the file has no sheets. */
      readonly sheet?: string | undefined;
      /** Row of the file, its heading among them. */
      readonly row: number;
      /** Heading of the column; absent where the whole row is meant. */
      readonly column?: string | undefined;
    }
  /** Nothing in the document says it: it was inferred, or is about the file as a whole. */
  | {
      /** The file as a whole. */
      readonly of: 'file';
    };

const paged = /^page (\d+), line (\d+)(?: to (?:page (\d+), line )?(\d+))?$/;
const unpaged = /^line (\d+)(?: to (?:line )?(\d+))?$/;
const row = /^(?:sheet (.+), )?row (\d+)(?:, column (.+))?$/s;

/** A locator for people (`showLocators`) read back; undefined where the text names no place of a document. */
export function placeOf(locator: string): Place | undefined {
  const text = locator.trim();
  if (text === '' || text === 'file') return { of: 'file' };
  const onPage = paged.exec(text);
  if (onPage) {
    const [, page, from, toPage, to] = onPage;
    return {
      of: 'lines',
      page: Number(page),
      toPage: Number(toPage ?? page),
      from: Number(from),
      to: Number(to ?? from),
    };
  }
  const onLine = unpaged.exec(text);
  if (onLine) {
    const [, from, to] = onLine;
    return { of: 'lines', from: Number(from), to: Number(to ?? from) };
  }
  const inTable = row.exec(text);
  if (inTable) {
    const [, sheet, number, column] = inTable;
    return { of: 'rows', sheet, row: Number(number), column };
  }
  return undefined;
}

/** True where a line lies within a place. */
export function within(
  place: Extract<Place, { of: 'lines' }>,
  line: Pick<Locator, 'page' | 'line'>,
): boolean {
  const first = place.page ?? 1;
  const last = place.toPage ?? first;
  if (line.page < first || line.page > last) return false;
  if (line.page === first && line.line < place.from) return false;
  return line.page < last || line.line <= place.to;
}
