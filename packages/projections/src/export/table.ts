import { type EventStore, isoDay, type Position } from '@monitoring-timeline/core';
import type { Coordinates, Dates } from '../coordinates.ts';
import type { Timeline } from '../timeline.ts';
import { chosenEntries } from '../views/across/chosen-authorities.ts';
import type { Cell, Column, ColumnTold } from './column.ts';

/** What an export is taken from, and of what. */
export interface ExportAsked {
  readonly timeline: Timeline;
  readonly store: EventStore;
  readonly dates: Dates;
  /** The end of the log when the export began: nothing after it comes in while rows are written. */
  readonly upTo: Position;
  /** By name or code. */
  readonly region?: string | undefined;
  /** By key, name, alias or code. */
  readonly authority?: string | undefined;
  /** Events of these types only, in the table `events`. */
  readonly types?: readonly string[] | undefined;
}

/** A table as the data dictionary tells of it. */
export interface TableTold {
  readonly name: string;
  readonly meaning: string;
  /** What one row is. */
  readonly grain: string;
  /** Columns that together tell a row from every other. */
  readonly key: readonly string[];
  readonly columns: readonly ColumnTold[];
}

/** Dates and choices that a table can be asked with. */
export type TableWord = 'asOf' | 'knownAt' | 'public' | 'recordedAt' | 'region' | 'authority';

/** A table that can be exported: its columns, and its rows as cells in their order. */
export interface ExportTable extends TableTold {
  /** What it can be asked with; anything else would be an answer to another question than was asked. */
  readonly takes: readonly TableWord[];
  rows(asked: ExportAsked): AsyncIterable<readonly Cell[]>;
}

interface Definition<Row> extends Omit<TableTold, 'columns'> {
  readonly columns: readonly Column<Row>[];
  /** All of them unless said otherwise. */
  readonly takes?: readonly TableWord[];
  rows(asked: ExportAsked): AsyncIterable<Row> | Iterable<Row>;
}

const dateWords = ['asOf', 'knownAt', 'public', 'recordedAt'] as const;
const everyWord: readonly TableWord[] = [...dateWords, 'region', 'authority'];

/** What a table takes that is about the country as a whole, or about regions. */
export const ofCountry: readonly TableWord[] = dateWords;
export const ofRegions: readonly TableWord[] = [...dateWords, 'region'];

const asOfColumn: ColumnTold = {
  name: 'as_of',
  type: 'day',
  meaning: 'The day asked about: what was true on it.',
};
const knownAtColumn: ColumnTold = {
  name: 'known_at',
  type: 'day',
  meaning: 'The day by whose end it had to be public to count.',
};

/** A table whose rows say first for which two days they were worked out, so that several exports can be put together. */
export function table<Row>(definition: Definition<Row>): ExportTable {
  const { columns, takes = everyWord, rows, ...told } = definition;
  const dated = takes.includes('asOf');
  return {
    ...told,
    takes,
    columns: [...(dated ? [asOfColumn, knownAtColumn] : []), ...columns.map(toldOf)],
    key: dated ? ['as_of', 'known_at', ...told.key] : told.key,
    async *rows(asked) {
      const { asOf, knownAt } = coordinates(asked);
      const lead = dated ? [isoDay(asOf), isoDay(knownAt)] : [];
      for await (const row of rows(asked)) {
        yield [...lead, ...columns.map((column) => column.of(row) ?? null)];
      }
    },
  };
}

function toldOf<Row>({ of: _, ...told }: Column<Row>): ColumnTold {
  return told;
}

function coordinates({ timeline, dates }: ExportAsked): Coordinates {
  return timeline.coordinates(dates);
}

/** The dates of an export, fixed: they stay the same however long it takes. */
export function datesOf(asked: ExportAsked): Dates {
  const { asOf, knownAt } = coordinates(asked);
  const { dates, upTo } = asked;
  return { ...dates, asOf: isoDay(asOf), knownAt: isoDay(knownAt), upTo };
}

/**
 * What one answer an authority gives, one after the other, alphabetical: no more than one of them is in memory.
 * @throws UnknownRegion, UnknownAuthority, AmbiguousAuthority
 */
export async function* eachAuthority<Row>(
  asked: ExportAsked,
  rowsOf: (key: string, dates: Dates) => Promise<Iterable<Row>>,
): AsyncGenerator<Row> {
  const dates = datesOf(asked);
  const { region, authority } = asked;
  const { directory } = asked.timeline;
  for (const { key } of chosenEntries(coordinates(asked), directory, { region, authority })) {
    yield* await rowsOf(key, dates);
  }
}
