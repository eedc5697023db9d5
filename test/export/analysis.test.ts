import { join } from 'node:path';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import {
  type ExportTable,
  exportTables,
  tableFormats,
} from '@monitoring-timeline/projections/export';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentAt } from '../docs/documents.ts';
import { temporaryFolder } from '../support/command.ts';
import { shippedEvents } from '../support/record.ts';
import { type Exporting, exportingOf, tableNamed, writeTables } from './exporting.ts';

type Row = Readonly<Record<string, unknown>>;
type Ask = (sql: string) => Promise<readonly Row[]>;

/** DuckDB is a program of its own, fetched for the platform: where it cannot be loaded there is nothing to compare with. */
const duckdb = await import('@duckdb/node-api').catch((error: unknown) => String(error));
const noDuckdb =
  typeof duckdb === 'string' ? `DuckDB cannot be loaded here (${duckdb})` : undefined;

const folder = temporaryFolder();
const asOf = '2026-08-20';
let exporting: Exporting;
let ask: Ask;

/** The queries that the page shows, by the name in their first line. */
const queries = new Map(
  [...documentAt('docs/analysis.md').text.matchAll(/```sql\n-- name: (\w+)\n([\s\S]*?)```/g)].map(
    ([, name, sql]) => [name!, sql!],
  ),
);

const shown = (name: string) =>
  ask(queries.get(name)!.replaceAll("'tables/", `'${folder.path}/tables/`));

beforeAll(async () => {
  if (typeof duckdb === 'string') return;
  exporting = await exportingOf(shippedEvents());
  const asked = await exporting.asked({ asOf });
  await writeTables(join(folder.path, 'tables'), exportTables(), 'parquet', asked);
  const instance = await duckdb.DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  ask = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson() as Row[];
});
afterAll(async () => {
  folder.remove();
  await exporting?.close();
});

describe('the three questions in DuckDB', skippedBecause(noDuckdb), () => {
  it('are all on the page', () => {
    expect([...queries.keys()]).toEqual([
      'standing',
      'grades',
      'direction',
      'areas_moved',
      'due',
      'because',
    ]);
  });

  it('find authorities where we find them', async () => {
    const { timeline } = exporting;
    const rows = await shown('standing');
    const board = await timeline.ask('board', { region: 'North East' }, { asOf });
    expect(rows.length).toBe(12);
    expect(rows).toEqual(
      board.map(({ authority, standing }) => ({
        name: authority.name,
        overall: standing.overall,
        published: standing.published,
        inadequate_areas: standing.inadequateAreas,
      })),
    );
  });

  it('count the grades that the picture counts', async () => {
    const { areas } = await exporting.timeline.ask('picture', {}, { asOf });
    const ours = { ...areas.overall!.counts, ...areas.overall!.notGraded };
    const theirs = Object.fromEntries(
      (await shown('grades')).map(({ overall, authorities }) => [overall, Number(authorities)]),
    );
    const some = Object.fromEntries(Object.entries(ours).filter(([, count]) => count > 0));
    expect(theirs).toEqual(some);
  });

  it('say who gets better as we say it', async () => {
    const board = await exporting.timeline.ask('board', { region: 'North East' }, { asOf });
    expect(await shown('direction')).toEqual(
      board.map(({ authority, trajectory: { label, improved, declined } }) => ({
        name: authority.name,
        label,
        improved,
        declined,
      })),
    );
  });

  it('count the areas that moved as we count them', async () => {
    const { timeline } = exporting;
    const counts = new Map<string, number>();
    for (const { authority } of await timeline.ask('board', {}, { asOf })) {
      const { areas, overall } = await timeline.ask(
        'trajectory',
        { authority: authority.key },
        { asOf },
      );
      for (const [area, went] of Object.entries({ ...areas, ...(overall ? { overall } : {}) })) {
        if (!went.judgedInLatest || went.comparable !== 'same_series') continue;
        const key = `${area} ${went.direction}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    const rows = await shown('areas_moved');
    expect(rows.length).toBeGreaterThan(3);
    expect(
      new Map(
        rows.map(({ area, direction, authorities }) => [
          `${area} ${direction}`,
          Number(authorities),
        ]),
      ),
    ).toEqual(counts);
  });

  it('find who is due where we find them', async () => {
    const wanted = new Set(['window_open', 'due', 'overdue']);
    const ours = (await exporting.timeline.ask('due', {}, { asOf }))
      .filter(({ activity, status }) => activity === 'graded_inspection' && wanted.has(status))
      .map(({ authority, rule, due, closes, status, certainty, daysPastWindow }) => ({
        name: authority.name,
        rule,
        due,
        closes,
        status,
        certainty,
        days_past_window: daysPastWindow,
      }));
    const theirs = await shown('due');
    expect(theirs.length).toBeGreaterThan(10);
    const byName = (a: Row, b: Row) => String(a.name).localeCompare(String(b.name), 'en');
    expect(theirs.toSorted(byName)).toEqual(ours.toSorted(byName));
  });

  it('lead from an answer to its sources', async () => {
    const { because } = await exporting.timeline.ask(
      'standing',
      { authority: 'sunderland' },
      { asOf },
    );
    const rows = await shown('because');
    expect(rows.length).toBe(because.length);
    expect(new Set(rows.map(({ publisher }) => publisher))).toContain('Ofsted');
  });

  it('give the same rows from every format', async () => {
    const tables = ['areas', 'due', 'leadership'].map(tableNamed);
    const asked = await exporting.asked({ asOf }, { region: 'North East' });
    for (const format of tableFormats) {
      await writeTables(join(folder.path, format), tables, format, asked);
    }
    for (const table of tables) {
      const { name } = table;
      const [parquet, jsonl, csv] = await Promise.all([
        ask(`select ${plain(table)} from '${folder.path}/parquet/${name}.parquet'`),
        ask(
          `select ${plain(table)} from read_json('${folder.path}/jsonl/${name}.jsonl', format='newline_delimited')`,
        ),
        ask(
          `select ${plain(table)} from read_csv('${folder.path}/csv/${name}.csv', all_varchar=true)`,
        ),
      ]);
      expect(parquet.length).toBeGreaterThan(10);
      expect(jsonl, name).toEqual(parquet);
      expect(csv, name).toEqual(parquet);
    }
  });

  it('find no row twice, by the columns that tell rows apart, and no word that the dictionary does not list', async () => {
    for (const { name, key, columns } of exportTables()) {
      const from = `'${folder.path}/tables/${name}.parquet'`;
      const [counts] = await ask(
        `select count(*) = count(distinct (${key.map((one) => `"${one}"`).join(', ')})) as apart from ${from}`,
      );
      expect({ name, ...counts }).toEqual({ name, apart: true });
      for (const { name: column, values } of columns) {
        if (!values) continue;
        const listed = values.map((one) => `'${one}'`).join(', ');
        const other = await ask(
          `select distinct "${column}" from ${from} where "${column}" not in (${listed})`,
        );
        expect({ name, column, other }).toEqual({ name, column, other: [] });
      }
    }
  });
});

/** Columns as text, but lists, which each format has in its own way. */
function plain({ columns }: ExportTable): string {
  return columns
    .filter(({ type }) => type !== 'list')
    .map(({ name }) => `coalesce(cast("${name}" as varchar), '') as "${name}"`)
    .join(', ');
}
