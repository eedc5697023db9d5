import { authorityKey, type Directory, england, isoDay } from '@monitoring-timeline/core';
import type { Coordinates } from '../coordinates.ts';
import type { Cell, Column, ColumnTold } from './column.ts';

/** A table as the data dictionary tells of it. */
export interface TableTold {
  /** The same in every format; lower case, words parted by underscores. */
  readonly name: string;
  /** In a sentence. */
  readonly meaning: string;
  /** What one row is. */
  readonly grain: string;
  /** Columns that together tell a row from every other. */
  readonly key: readonly string[];
  /** In their order. */
  readonly columns: readonly ColumnTold[];
}

/** What rows are made with, beside the answer. */
export interface RowsContext {
  /** Names and codes of the authorities. */
  readonly directory: Directory;
  /** The days that the answer is given for. */
  readonly at: Coordinates;
  /** Key of the authority that was asked about; undefined where the question is about many. */
  readonly authority?: string | undefined;
}

/** An answer as a table: its columns, and its rows as cells in their order. */
export interface AnswerTable<A = never> extends TableTold {
  /** Words that the question is asked with where its table is exported whole. */
  readonly askedWith: Readonly<Record<string, unknown>>;
  /** The rows of an answer, made one by one as they are taken: a cell a column, in their order. */
  cells(answer: A, context: RowsContext): Iterable<readonly Cell[]>;
}

interface Definition<A, Row> extends Omit<TableTold, 'columns'> {
  readonly columns: readonly Column<NoInfer<Row>>[];
  readonly askedWith?: Readonly<Record<string, unknown>>;
  rows(answer: A, context: RowsContext): Iterable<Row>;
}

/** Lays an answer out as a table: what its rows are, and what stands in each column of them. */
export function table<A, Row>(definition: Definition<A, Row>): AnswerTable<A> {
  const { columns, rows, askedWith = {}, ...told } = definition;
  return {
    ...told,
    askedWith,
    columns: columns.map(toldOf),
    *cells(answer, context) {
      for (const row of rows(answer, context)) {
        yield columns.map((column) => column.of(row) ?? null);
      }
    },
  };
}

const asOf: Column<RowsContext> = {
  name: 'as_of',
  type: 'day',
  meaning: 'The day asked about: what was true on it.',
  of: ({ at }) => isoDay(at.asOf),
};
const knownAt: Column<RowsContext> = {
  name: 'known_at',
  type: 'day',
  meaning: 'The day by whose end it had to be public to count.',
  of: ({ at }) => isoDay(at.knownAt),
};

/** The columns that say for which days, and about whom, a row was worked out: the same in every table. */
export function leadColumns(
  dates: readonly string[],
  ofOneAuthority: boolean,
): readonly Column<RowsContext>[] {
  return [
    ...(dates.includes('asOf') ? [asOf] : []),
    ...(dates.includes('knownAt') ? [knownAt] : []),
    ...(ofOneAuthority ? askedAbout : []),
  ];
}

/** The same table with columns before those of its rows, so that several answers can be put together. */
export function ledBy<A>(
  lead: readonly Column<RowsContext>[],
  own: AnswerTable<A>,
): AnswerTable<A> {
  const names = lead.map(({ name }) => name).filter((name) => name !== 'name' && name !== 'region');
  return {
    ...own,
    columns: [...lead.map(toldOf), ...own.columns],
    key: [...names, ...own.key],
    *cells(answer, context) {
      const first = lead.map((column) => column.of(context) ?? null);
      for (const cells of own.cells(answer, context)) yield [...first, ...cells];
    },
  };
}

/** Who a row is about: our key, which never changes, then name and region. */
export function authorityColumns<Row>(
  of: (row: Row) => { readonly key: string; readonly name: string; readonly region: string | null },
): readonly Column<Row>[] {
  return [
    {
      name: 'authority',
      type: 'text',
      meaning: 'Our permanent key of the authority; join tables by it.',
      of: (row) => of(row).key,
    },
    { name: 'name', type: 'text', meaning: 'Name of the authority.', of: (row) => of(row).name },
    {
      name: 'region',
      type: 'text',
      meaning: 'Region of England, by the scheme of official statistics.',
      of: (row) => of(row).region,
    },
  ];
}

const askedAbout = authorityColumns<RowsContext>(({ authority = england, directory }) => ({
  key: authority,
  name:
    directory.get(authorityKey(authority))?.name ?? (authority === england ? 'England' : authority),
  region: directory.region(authorityKey(authority)) ?? null,
}));

/** Codes of others for an authority, as of the day. */
export function codeColumns<Row>(
  of: (row: Row) => {
    readonly urn: string | null;
    readonly ons: string | null;
    readonly dfe: string | null;
  },
): readonly Column<Row>[] {
  return [
    {
      name: 'urn',
      type: 'text',
      meaning: 'URN that Ofsted gives the authority.',
      of: (row) => of(row).urn,
    },
    {
      name: 'ons',
      type: 'text',
      meaning: 'Code of the Office for National Statistics (GSS) on the day.',
      source: 'Office for National Statistics, licensed under the Open Government Licence v3.0',
      of: (row) => of(row).ons,
    },
    {
      name: 'dfe',
      type: 'text',
      meaning: 'Three-digit code of the Department for Education; text.',
      of: (row) => of(row).dfe,
    },
  ];
}

/** A column as it is told of. */
export function toldOf<Row>({ of: _, ...told }: Column<Row>): ColumnTold {
  return told;
}
