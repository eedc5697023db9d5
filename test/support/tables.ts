import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';

/** One table of a file: its header and its records, as they are written. */
export interface Table {
  readonly header: string;
  readonly records: readonly string[];
}

interface RawRecord {
  readonly raw: string;
  readonly record: readonly string[];
}

/** The tables of a CSV file; a release may have one below another, each with a header of its own. */
export function tablesOf(path: string): readonly Table[] {
  const text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  const rows = parse(text, { raw: true, relax_column_count: true }) as unknown as RawRecord[];
  const tables: { header: string; records: string[] }[] = [];
  const first = rows[0]?.record[0];
  for (const { raw, record } of rows) {
    const line = raw.replace(/\r?\n$/, '');
    if (record[0] === first) tables.push({ header: line, records: [] });
    else tables.at(-1)!.records.push(line);
  }
  return tables;
}

/** The name of a part of a file that still tells which release it is of. */
export function partName(path: string, part: string): string {
  return basename(path).replace(/\.csv$/, `_${part}.csv`);
}
