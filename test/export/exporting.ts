import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type ClaimEvent, type EventStore, streamOf } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import {
  createVirtualClock,
  type Dates,
  openTimeline,
  type Timeline,
} from '@monitoring-timeline/projections';
import {
  type ExportAsked,
  type ExportTable,
  exportedTable,
  exportTables,
  type TableFormat,
} from '@monitoring-timeline/projections/export';
import { shippedContext } from '../support/record.ts';

/** A log in memory and the answers that it gives. */
export interface Exporting {
  readonly store: EventStore;
  readonly timeline: Timeline;
  asked(dates: Dates, of?: Partial<ExportAsked>): Promise<ExportAsked>;
  close(): Promise<void>;
}

export async function exportingOf(events: readonly ClaimEvent[]): Promise<Exporting> {
  const store = createMemoryStore();
  for (const [stream, own] of Map.groupBy(events, (event) => streamOf(event))) {
    await store.append(stream, own, { expected: 'none' });
  }
  const clock = createVirtualClock('2026-11-01');
  const timeline = await openTimeline({ store, clock, nameOf: shippedContext().nameOf });
  return {
    store,
    timeline,
    async asked(dates, of = {}) {
      const { position: upTo } = await store.head();
      return { timeline, store, dates, upTo, ...of };
    },
    close: () => timeline.close(),
  };
}

/** A table that there is. */
export function tableNamed(name: string): ExportTable {
  const table = exportTables().find((one) => one.name === name);
  if (!table) throw new Error(`There is no table ${name}.`);
  return table;
}

/** The bytes of a table in a format. */
export async function bytesOf(
  table: ExportTable,
  format: TableFormat,
  asked: ExportAsked,
): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of exportedTable(table, format, asked)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

/** Writes tables into a folder, each under its name. */
export async function writeTables(
  folder: string,
  tables: readonly ExportTable[],
  format: TableFormat,
  asked: ExportAsked,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const table of tables) {
    const file = createWriteStream(join(folder, `${table.name}.${format}`));
    await pipeline(Readable.from(exportedTable(table, format, asked)), file);
  }
}
