import { attributionText } from '../asking/attribution.ts';
import { Breath } from '../engine/breath.ts';
import { csvText } from './formats/csv.ts';
import { jsonLines } from './formats/json-lines.ts';
import { parquetBytes } from './formats/parquet.ts';
import { datesOf, type ExportAsked, type ExportTable } from './table.ts';

/** In which formats tables are written. */
export const tableFormats = ['csv', 'jsonl', 'parquet'] as const;
/** One of `tableFormats`. */
export type TableFormat = (typeof tableFormats)[number];

/** What a table is sent as. */
export const tableMedia: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  jsonl: 'application/x-ndjson; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
};

/** How much of a table was written. */
export interface ExportCounts {
  /** Rows without the line of names; counted on while they are taken. */
  rows: number;
}

/**
 * A table in a format, in pieces: no more than a group of rows is in memory, and rows are worked out as they are taken. All of them
 * are of the log as it was up to `upTo`.
 * @throws UnknownRegion, UnknownAuthority, AmbiguousAuthority, the errors of the store, while it is taken
 */
export async function* exportedTable(
  table: ExportTable,
  format: TableFormat,
  asked: ExportAsked,
  counts: ExportCounts = { rows: 0 },
): AsyncGenerator<string | Uint8Array> {
  const { columns } = table;
  const rows = counted(table, asked, counts);
  if (format === 'csv') yield* csvText(columns, rows);
  else if (format === 'jsonl') yield* jsonLines(columns, rows);
  else yield* parquetBytes(columns, rows, { metadata: metadataOf(table, asked) });
}

async function* counted(table: ExportTable, asked: ExportAsked, counts: ExportCounts) {
  const breath = new Breath();
  for await (const row of table.rows(asked)) {
    await breath.take();
    counts.rows += 1;
    yield row;
  }
}

function metadataOf({ name, meaning, grain, columns }: ExportTable, asked: ExportAsked) {
  const { asOf, knownAt, recordedAt } = datesOf(asked);
  const told = { name, asOf, knownAt, recordedAt, upTo: asked.upTo };
  return {
    attribution: attributionText,
    description: `${meaning} ${grain}`,
    question: JSON.stringify(told),
    columns: JSON.stringify(columns),
  };
}
