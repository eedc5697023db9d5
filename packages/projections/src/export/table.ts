import { type EventStore, isoDay, type Position } from '@monitoring-timeline/core';
import type { Dates } from '../coordinates.ts';
import type { Cell, DateName, TableTold } from '../questions/index.ts';
import type { TimelineReader } from '../reader.ts';

/** What an export is taken from, and of what. */
export interface ExportAsked {
  /** What answers the questions that tables are made from. */
  readonly timeline: TimelineReader;
  /** The log of the timeline, for the tables of its events. */
  readonly store: EventStore;
  /** For which days, as a question takes them. */
  readonly dates: Dates;
  /** The end of the log when the export began: nothing after it comes in while rows are written. */
  readonly upTo: Position;
  /** By name or code. */
  readonly region?: string | undefined;
  /** By key, name, alias or code. */
  readonly authorities?: readonly string[] | undefined;
  /** Whether people are named; they are ids alone where not. Named unless told otherwise. */
  readonly named?: boolean | undefined;
  /** Events of these types only, in the tables of the log. */
  readonly types?: readonly string[] | undefined;
}

/** Dates and choices that a table can be asked with. */
export const tableWords = [
  'asOf',
  'knownAt',
  'recordedAt',
  'public',
  'region',
  'authority',
] as const;
/** One of `tableWords`. */
export type TableWord = DateName | 'region' | 'authority';

/** A table that can be exported: its columns, and its rows as cells in their order. */
export interface ExportTable extends TableTold {
  /** What it can be asked with; anything else would be an answer to another question than was asked. */
  readonly takes: readonly TableWord[];
  /**
   * Worked out as they are taken.
   * @throws UnknownRegion, UnknownAuthority, AmbiguousAuthority, the errors of the store, while they are taken
   */
  rows(asked: ExportAsked): AsyncIterable<readonly Cell[]>;
}

/** The dates of an export, fixed: they stay the same however long it takes. */
export function datesOf({ timeline, dates, upTo }: ExportAsked): Dates {
  const { asOf, knownAt } = timeline.coordinates(dates);
  return { ...dates, asOf: isoDay(asOf), knownAt: isoDay(knownAt), upTo };
}
