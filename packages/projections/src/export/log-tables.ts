import { authorityStream, beginning, claimTypes, type Recorded } from '@monitoring-timeline/core';
import { z } from 'zod';
import {
  type Claimed,
  type Column,
  claimColumns,
  columnsOf,
  toldOf,
  valuesIn,
} from '../questions/index.ts';
import { chosenEntries } from '../views/across/chosen-authorities.ts';
import type { ExportAsked, ExportTable } from './table.ts';

const { text, instant, integer } = columnsOf<z.ZodObject, Recorded>(z.strictObject({}));

/** An event as cells: the same columns wherever events are given as a table. */
export const eventColumns: readonly Column<Recorded>[] = [
  text('position', 'Place in the whole log: opaque, compares as text.', (row) => row.position),
  instant('recorded', 'When the store took it in.', (row) => row.recorded),
  text('stream', 'Stream of the event.', (row) => row.stream),
  integer('revision', 'Place in its stream, from 0.', (row) => row.revision),
  integer('version', 'Version of its type.', (row) => row.event.version),
  ...claimColumns<Recorded>(({ event }) => event as unknown as Claimed),
  text('content_hash', 'SHA-256 over what it says (docs/concepts.md).', (row) => row.contentHash),
  text(
    'chain_hash',
    'SHA-256 over the hash before it in its stream, its content and its time.',
    (row) => row.chainHash,
  ),
];

interface ValueRow {
  readonly event: Recorded;
  readonly path: string;
  readonly value: string;
}

const told = columnsOf<z.ZodObject, ValueRow>(z.strictObject({}));

const takes = ['recordedAt', 'region', 'authority'] as const;

/** What is taken from the log itself: no question lies between. */
export const logTables: readonly ExportTable[] = [
  logTable<Recorded>({
    name: 'events',
    meaning: 'Every fact on record, as it was recorded: one source’s claim each.',
    grain: 'One row for each event, in the order in which they were recorded.',
    key: ['position'],
    columns: eventColumns,
    rows: (event) => [event],
  }),
  logTable<ValueRow>({
    name: 'event_values',
    meaning: 'What the facts of the table `events` say, value by value.',
    grain: 'One row for each value in the data of an event.',
    key: ['id', 'path'],
    columns: [
      told.text(
        'id',
        'Id of the event: `id` of the table `events`.',
        ({ event }) => event.event.id,
      ),
      told.text('type', 'What kind of fact it is.', ({ event }) => event.event.type),
      told.text(
        'path',
        'Which part of its data, by type and version (packages/core/src/events); places in lists count from 0.',
        ({ path }) => path,
      ),
      told.text('value', 'What it says there.', ({ value }) => value),
    ],
    rows: (event) => valuesIn(event.event.data).map((one) => ({ event, ...one })),
  }),
];

function logTable<Row>({
  columns,
  rows,
  ...own
}: Pick<ExportTable, 'name' | 'meaning' | 'grain' | 'key'> & {
  readonly columns: readonly Column<Row>[];
  rows(event: Recorded): readonly Row[];
}): ExportTable {
  return {
    ...own,
    takes,
    columns: columns.map(toldOf),
    async *rows(asked) {
      for await (const event of facts(asked)) {
        for (const row of rows(event)) yield columns.map((column) => column.of(row) ?? null);
      }
    },
  };
}

/** The facts of a log up to where it was when the export began, page by page. */
async function* facts(asked: ExportAsked): AsyncGenerator<Recorded> {
  const { store, timeline, dates, upTo, region, authorities, types = [...claimTypes] } = asked;
  const chosen =
    region === undefined && authorities === undefined
      ? undefined
      : new Set(
          chosenEntries(timeline.coordinates(dates), timeline.directory, {
            region,
            authorities,
          }).map(({ key }) => authorityStream(key)),
        );
  let after = beginning;
  while (after < upTo) {
    const page = await store.readAll(after, { filter: { types }, limit: 250 });
    for (const one of page.events) {
      if (one.position > upTo) return;
      if (dates.recordedAt !== undefined && one.recorded > dates.recordedAt) return;
      if (!chosen || chosen.has(one.stream)) yield one;
    }
    if (page.atEnd || page.next === after) return;
    after = page.next;
  }
}
