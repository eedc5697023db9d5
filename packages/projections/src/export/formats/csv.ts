import { stringify } from 'csv-stringify/sync';
import type { Cell, ColumnTold } from '../../questions/index.ts';
import { batches } from './rows.ts';

/**
 * Rows as CSV by RFC 4180 in UTF-8: a line of names, CRLF, quotes where needed. Nothing stands for null, words of a list are
 * parted by semicolons.
 */
export async function* csvText(
  columns: readonly ColumnTold[],
  rows: AsyncIterable<readonly Cell[]>,
): AsyncGenerator<string> {
  // the names go with the first rows: whoever takes a piece knows that the rows can be had
  let before = lines([columns.map(({ name }) => name)]);
  for await (const batch of batches(rows)) {
    yield before + lines(batch.map((row) => row.map(cellText)));
    before = '';
  }
  if (before !== '') yield before;
}

/** Begins a file that Excel on Windows reads as UTF-8, and not in the code page of the machine; other programs pass over it. */
export const byteOrderMark = '\ufeff';

/** Pieces of CSV with the mark before them. */
export async function* marked<T>(pieces: AsyncIterable<T>): AsyncGenerator<T | string> {
  yield byteOrderMark;
  yield* pieces;
}

/** Few rows as CSV, at once. */
export function csvLines(columns: readonly ColumnTold[], rows: Iterable<readonly Cell[]>): string {
  return lines([columns.map(({ name }) => name), ...[...rows].map((row) => row.map(cellText))]);
}

function lines(cells: readonly (readonly string[])[]): string {
  // a line break of any kind is quoted, and not only the one that ends lines here
  return stringify(cells as string[][], { record_delimiter: 'windows', quoted_match: /[\r\n]/ });
}

/** A value as the text of a cell. */
export function cellText(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'string') return harmless(value);
  if (typeof value === 'object') return harmless(value.join('; '));
  return String(value);
}

/** What begins like this a spreadsheet works out, also behind blanks and signs that nobody sees. */
const formula = /^(?:[\t\r\n]|[\s\p{Cf}]*[=+\-@＝＋－＠])/u;

/** A text that no spreadsheet takes for a formula: an apostrophe goes before what would be one. Numbers are none of it. */
export function harmless(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}
