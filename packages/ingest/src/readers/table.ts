import { parse } from 'csv-parse/sync';
import type { Problem } from '../proposal.ts';
import type { ReadLimits } from './limits.ts';
import { decoded, excerpt, type Line, linesOf } from './lines.ts';
import type { TableRow } from './sheet.ts';

export type TableItem = { readonly row: TableRow } | { readonly problem: Problem };

interface RecordDraft {
  readonly lines: Line[];
  text: string;
}

const quotes = /"/g;

function balanced(text: string): boolean {
  return (text.match(quotes)?.length ?? 0) % 2 === 0;
}

/** Marks that part the cells of a table. */
export const delimiters = [',', '\t', ';', '|'] as const;

/** The separator of a line: the comma, unless it only parts by another. */
function delimiterOf(line: string): string {
  const counts = delimiters.map((mark) => [mark, line.split(mark).length] as const);
  return counts.reduce((best, other) => (other[1] > best[1] ? other : best))[0];
}

/** Lines at the beginning of a table in which its header is looked for, to tell its separator. */
const headLines = 60;

/** The separator under which a header is found in the first lines; undefined where there is none. */
function delimiterByHeader(
  head: string,
  isHeader: (cells: readonly string[]) => boolean,
): string | undefined {
  const text = head.split(/\r\n|\n|\r/, headLines).join('\n');
  return delimiters.find((delimiter) => {
    try {
      const options = { delimiter, relax_column_count: true, relax_quotes: true, to: 20 };
      return (parse(text, options) as string[][]).some((cells) => isHeader(cells));
    } catch {
      return false;
    }
  });
}

/** Told from the first line where it says so, from the header, or from the first record. */
interface Separator {
  delimiter: string | undefined;
}

/** A first line that names the separator, as spreadsheet programs write it. */
export const saysSeparator = /^"?sep=(.)"?$/i;

async function headOf(path: string): Promise<string> {
  for await (const piece of decoded(path)) return piece;
  return '';
}

/**
 * The records of a CSV file as rows (RFC 4180; a cell may hold line ends inside quotes). A record that cannot be read becomes
 * a problem and the next line starts afresh, so a stray quote costs one row, not the rest of the file. A first line `sep=;`, as
 * spreadsheet programs write and read it, names the separator and is no row.
 * @param isHeader tells a row of columns, which may stand under titles
 * @throws UnreadableFile where the bytes are not text in a known encoding.
 */
export async function* csvRows(
  path: string,
  limits: ReadLimits,
  isHeader: (cells: readonly string[]) => boolean = () => false,
): AsyncGenerator<TableItem> {
  const separator: Separator = { delimiter: delimiterByHeader(await headOf(path), isHeader) };
  let record = 0;
  for await (const draft of records(linesOf(path, limits), limits, separator)) {
    if (draft.lines.length === 1 && draft.text.trim() === '') continue;
    const said = record === 0 && saysSeparator.exec(draft.text.trim())?.[1];
    if (said) {
      separator.delimiter = said;
      continue;
    }
    separator.delimiter ??= delimiterOf(draft.text);
    record += 1;
    yield rowOf(draft, record, separator.delimiter, limits);
  }
}

/** True where joined lines are one record, and not two stray quotes with rows between them. */
function isOneRecord(text: string, { delimiter }: Separator): boolean {
  try {
    const options = { delimiter: delimiter ?? delimiterOf(text), relax_column_count: true };
    return parse(text, options).length === 1;
  } catch {
    return false;
  }
}

/** Joins lines while a quote stands open; gives the first line back alone where none closes it within the limit. */
async function* records(
  lines: AsyncIterable<Line>,
  limits: ReadLimits,
  separator: Separator,
): AsyncGenerator<RecordDraft & { readonly unclosed?: boolean }> {
  let open: RecordDraft | undefined;

  function* settle(line: Line): Generator<RecordDraft & { readonly unclosed?: boolean }> {
    const text = open ? `${open.text}\n${line.text}` : line.text;
    const draft = open ? { lines: [...open.lines, line], text } : { lines: [line], text };
    open = undefined;
    if (line.overlong || balanced(text)) {
      const whole = draft.lines.length === 1 || (!line.overlong && isOneRecord(text, separator));
      if (whole) yield draft;
      else yield* abandon(draft);
    } else if (text.length > limits.recordChars || draft.lines.length > 200) {
      yield* abandon(draft);
    } else {
      open = draft;
    }
  }

  function* abandon(draft: RecordDraft): Generator<RecordDraft & { readonly unclosed?: boolean }> {
    const [first, ...others] = draft.lines;
    if (first) yield { lines: [first], text: first.text, unclosed: true };
    for (const line of others) yield* settle(line);
  }

  for await (const line of lines) yield* settle(line);
  while (open) {
    const draft: RecordDraft = open;
    open = undefined;
    yield* abandon(draft);
  }
}

function rowOf(
  draft: RecordDraft & { readonly unclosed?: boolean },
  record: number,
  delimiter: string,
  limits: ReadLimits,
): TableItem {
  const locator = `row ${record}`;
  const line = draft.lines[0]?.number ?? 0;
  const refuse = (reason: string, message: string): TableItem => ({
    problem: { reason, message, locator, given: excerpt(draft.text) },
  });
  if (draft.lines.some(({ overlong }) => overlong)) {
    return refuse(
      'record_too_long',
      `The record on line ${line} is longer than ${limits.recordChars} characters; the file is probably not a table, or a line end is missing.`,
    );
  }
  if (draft.unclosed) {
    return refuse(
      'malformed_csv',
      `A quote opens on line ${line} and never closes. Close it or double it.`,
    );
  }
  try {
    const parsed = parse(draft.text, { delimiter, relax_column_count: true }) as string[][];
    const cells = parsed[0] ?? [];
    if (parsed.length !== 1)
      return refuse('malformed_csv', `Line ${line} does not hold one record.`);
    if (cells.length > limits.cells || cells.some((cell) => cell.length > limits.cellChars)) {
      return refuse(
        'cell_too_long',
        `The record on line ${line} has a cell longer than ${limits.cellChars} characters or more than ${limits.cells} cells.`,
      );
    }
    return { row: { cells, locator } };
  } catch (error) {
    return refuse(
      'malformed_csv',
      `Line ${line} is not a CSV record: ${error instanceof Error ? error.message : String(error)}. Put cells with commas or quotes into quotes, and double quotes inside them.`,
    );
  }
}
