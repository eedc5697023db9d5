import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  dataDictionary,
  describeCsv,
  dictionaryText,
  type ExportTable,
  exportedTable,
  exportTables,
  harmless,
  tableFormats,
} from '@monitoring-timeline/projections/export';
import type { Cell } from '@monitoring-timeline/projections/questions';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/command.ts';
import { shippedEvents } from '../support/record.ts';
import { bytesOf, type Exporting, exportingOf, tableNamed, writeTables } from './exporting.ts';

let exporting: Exporting;
const folder = temporaryFolder();

beforeAll(async () => {
  const few = new Set(['england', 'sunderland', 'dorset', 'dorset-to-2019', 'trafford', 'slough']);
  exporting = await exportingOf(shippedEvents().filter(({ authority }) => few.has(authority)));
});
afterAll(async () => {
  folder.remove();
  await exporting.close();
});

/** A table of one text column with rows of any text. */
function tableOf(texts: readonly string[]): ExportTable {
  return {
    name: 'any',
    meaning: 'Any text.',
    grain: 'One row for each.',
    key: ['text'],
    takes: [],
    columns: [
      { name: 'text', type: 'text', meaning: 'Any.' },
      { name: 'words', type: 'list', meaning: 'Any.' },
      { name: 'fraction', type: 'number', meaning: 'Any.' },
    ],
    async *rows() {
      for (const text of texts) yield [text, [text, 'b'], 0.5] satisfies Cell[];
    },
  };
}

const asked = () => exporting.asked({ asOf: '2026-08-20' });
const dangerous = /^[=+\-@\t\r\n]/;

describe('a cell of CSV', () => {
  it('is read back as it was by any reader, but for an apostrophe before what would be a formula', async () => {
    const given = await asked();
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.constantFrom('=1+1', ' =1+1', '@x', '-1', '\t=1', '"q"', 'a\r\nb', 'a\nb', 'a\r=b'),
          ),
          { minLength: 1, maxLength: 5 },
        ),
        async (texts) => {
          const csv = await bytesOf(tableOf(texts), 'csv', given);
          const [head, ...rows] = parse(csv, { relax_quotes: false }) as string[][];
          expect(head).toEqual(['text', 'words', 'fraction']);
          expect(rows.map(([text]) => text)).toEqual(texts.map(harmless));
          for (const cells of rows) for (const cell of cells) expect(cell).not.toMatch(dangerous);
          // a program that ends a line at any line break finds the same rows
          const anyBreak = { relax_quotes: false, record_delimiter: ['\r\n', '\n', '\r'] };
          expect(parse(csv, anyBreak)).toEqual([head, ...rows]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it.each([
    '=cmd()',
    '+1',
    '-1',
    '@a',
    '\tx',
    '\rx',
    '\nx',
    '＝1',
    ' =1',
    '\u00a0\u00a0-1',
    '\u200b@a',
    '\ufeff＋1',
  ])('%j is made harmless', (text) => {
    expect(harmless(text)).toBe(`'${text}`);
  });

  it('that no spreadsheet takes for a formula stays as it is', () => {
    for (const text of ['a=b', '2018-07-25', ' x=', '', ' ', "'=x"])
      expect(harmless(text)).toBe(text);
  });

  it('holds words and figures, and never a document of its own', async () => {
    for (const table of exportTables()) {
      const csv = String(await bytesOf(table, 'csv', await asked()));
      const rows = parse(csv, { columns: true }) as Record<string, string>[];
      for (const row of rows) {
        for (const [column, cell] of Object.entries(row)) {
          expect(cell, `${table.name}.${column}`).not.toMatch(/^\s*[[{].*[\]}]\s*$/s);
        }
      }
    }
  });

  it('stands in lines that end as RFC 4180 says', async () => {
    const csv = String(await bytesOf(tableNamed('coverage'), 'csv', await asked()));
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(csv.replaceAll('\r\n', '')).not.toContain('\n');
  });
});

describe('a Parquet file', () => {
  it('has days as dates, figures as figures, lists as lists, and says whose data it is', async () => {
    await writeTables(folder.path, [tableNamed('standing')], 'parquet', await asked());
    const file = await asyncBufferFromFile(`${folder.path}/standing.parquet`);
    const { key_value_metadata: told } = await parquetMetadataAsync(file);
    const attribution = told?.find(({ key }) => key === 'attribution')?.value;
    expect(attribution).toContain('Open Government Licence');
    expect(attribution).toContain('not official statistics');
    const rows = await parquetReadObjects({ file });
    const row = rows.find(({ authority }) => authority === 'trafford')!;
    const standing = await exporting.timeline.ask(
      'standing',
      { authority: 'trafford' },
      { asOf: '2026-08-20' },
    );
    expect(row).toMatchObject({
      as_of: new Date('2026-08-20'),
      overall: 'not_reported',
      leadership: 'inadequate',
      published: new Date('2026-08-03'),
      inadequate_areas: standing.inadequateAreas,
      because: standing.because,
      awaiting_report: false,
    });
  });

  it('of no rows can be read', async () => {
    await writeTables(folder.path, [tableNamed('notices')], 'parquet', await asked());
    const file = await asyncBufferFromFile(`${folder.path}/notices.parquet`);
    expect(await parquetReadObjects({ file })).toEqual([]);
  });

  it('of several groups holds every row in order, whatever its text', async () => {
    const texts = fc.sample(fc.string({ unit: 'grapheme' }), 12_000);
    await writeTables(folder.path, [tableOf(texts)], 'parquet', await asked());
    const file = await asyncBufferFromFile(`${folder.path}/any.parquet`);
    const { row_groups: groups } = await parquetMetadataAsync(file);
    expect(groups.length).toBeGreaterThan(1);
    // by which a reader passes over groups that hold nothing it looks for
    const [of] = groups.map(({ columns }) => columns[0]?.meta_data?.statistics);
    const first = texts.slice(0, Number(groups[0]?.num_rows)).map((text) => Buffer.from(text));
    expect(of).toMatchObject({ null_count: 0n });
    for (const text of first) {
      expect(Buffer.compare(Buffer.from(String(of?.min_value)), text)).toBeLessThanOrEqual(0);
      expect(Buffer.compare(Buffer.from(String(of?.max_value)), text)).toBeGreaterThanOrEqual(0);
    }
    expect((await parquetReadObjects({ file })).map(({ text }) => text)).toEqual(texts);
  });
});

describe('an export', () => {
  it.each(tableFormats)('works rows out as they are taken, as %s', async (format) => {
    let made = 0;
    let ended = false;
    const endless: ExportTable = {
      ...tableOf([]),
      async *rows() {
        try {
          for (;;) yield [`row ${++made}`, [], 1];
        } finally {
          ended = true;
        }
      },
    };
    for await (const piece of exportedTable(endless, format, await asked())) {
      expect(piece.length).toBeGreaterThan(0);
      if (made > 10_000) break;
    }
    expect(made).toBeLessThan(20_000);
    expect(ended).toBe(true);
  });

  it('holds nothing that the log took in after it began', async () => {
    const store = await exportingOf(
      shippedEvents().filter(({ authority }) => authority === 'merton'),
    );
    const { upTo } = await store.asked({});
    const before = String(await bytesOf(tableNamed('events'), 'csv', await store.asked({})));
    const late = shippedEvents().filter(({ authority }) => authority === 'slough');
    await store.store.append('authority-slough', late as never, { expected: 'none' });
    const again = await store.asked({}, { upTo });
    expect(String(await bytesOf(tableNamed('events'), 'csv', again))).toBe(before);
    await store.close();
  });

  it('asks each authority of a region at the dates given, and no other', async () => {
    const given = await exporting.asked(
      { asOf: '2018-06-01', knownAt: '2026-01-01' },
      { authorities: ['Sunderland'] },
    );
    const [row, ...others] = parse(await bytesOf(tableNamed('standing'), 'csv', given), {
      columns: true,
    }) as Record<string, string>[];
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      as_of: '2018-06-01',
      known_at: '2026-01-01',
      published: '2018-07-25',
      adoption: 'good',
    });
  });

  it('has of several authorities the rows that are theirs, whatever table it is, by names, codes and commas', async () => {
    const theirs = new Set(['sunderland', 'trafford']);
    const given = { asOf: '2026-08-20' };
    const some = await exporting.asked(given, { authorities: ['E08000024, Trafford'] });
    const rowsOf = async (table: ExportTable, one: Awaited<ReturnType<typeof asked>>) =>
      String(await bytesOf(table, 'jsonl', one))
        .split('\n')
        .filter(Boolean)
        .map((line): Record<string, Cell> => JSON.parse(line));
    const tables = exportTables().filter(
      ({ takes, columns }) =>
        takes.includes('authority') && columns.some(({ name }) => name === 'authority'),
    );
    expect(tables.length).toBeGreaterThan(15);
    const most = new Map<string, number>();
    for (const table of tables) {
      const wanted = (await rowsOf(table, await exporting.asked(given))).filter(({ authority }) =>
        theirs.has(String(authority)),
      );
      const got = await rowsOf(table, some);
      // in a topic others ask for it, too
      const own = (rows: typeof got) => rows.map(({ recurring, ...row }) => row);
      expect(own(got), table.name).toEqual(own(wanted));
      most.set(table.name, got.length);
    }
    expect(Math.min(most.get('findings') ?? 0, most.get('due') ?? 0)).toBeGreaterThan(1);
  });

  it('gives a date that is not known to the day as sources give it, and no day', async () => {
    const lines = String(await bytesOf(tableNamed('leadership'), 'jsonl', await asked()))
      .trimEnd()
      .split('\n');
    const coarse = lines
      .map((line) => JSON.parse(line))
      .filter((row) => row.from_as_given?.length === 7);
    expect(coarse.length).toBeGreaterThan(0);
    for (const row of coarse) expect(row.from).toBeNull();
  });
});

describe('the data dictionary', () => {
  it('stands in the documents as the tables have it', () => {
    const path = resolve(import.meta.dirname, '../../docs/data-dictionary.md');
    expect(readFileSync(path, 'utf8')).toBe(dictionaryText());
  });

  it('tells of every column of every table what it means, and of every count in which unit', () => {
    for (const { name, columns, key } of dataDictionary().tables) {
      const names = columns.map((column) => column.name);
      expect(new Set(names).size, name).toBe(names.length);
      expect(names, name).toEqual(expect.arrayContaining([...key]));
      for (const column of columns) {
        expect(column.name).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
        expect(column.meaning.length, `${name}.${column.name}`).toBeGreaterThan(5);
        if (column.type === 'code') expect(column.values?.length).toBeGreaterThan(1);
      }
    }
    expect(exportTables().map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'standing',
        'areas',
        'trajectory',
        'due',
        'list',
        'board',
        'picture',
        'activity',
        'findings',
        'leadership',
        'themes',
        'interventions',
        'commitments',
        'coverage',
        'history',
        'notices',
        'events',
      ]),
    );
  });

  it('describes a CSV file by the vocabulary of the W3C, column for column', () => {
    const table = tableNamed('due');
    const { url, tableSchema, ...told } = describeCsv('due.csv', table) as {
      url: string;
      tableSchema: { columns: { name: string; datatype: string }[] };
    };
    expect(url).toBe('due.csv');
    expect(JSON.stringify(told)).toContain('not official statistics');
    expect(tableSchema.columns.map(({ name }) => name)).toEqual(
      table.columns.map(({ name }) => name),
    );
    expect(tableSchema.columns.find(({ name }) => name === 'closes')?.datatype).toBe('date');
  });
});
