import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type EventEnvelope, toPosition, verifyStore } from '@monitoring-timeline/core';
import { sampleEvents } from '@monitoring-timeline/core/contract/samples';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { type Bench, speedRatio, timed } from '../bench.ts';
import { inTemporaryFolder } from './raw.ts';

const count = 40_000;
const pageSize = 512;

/** Folds both sides into the same small thing, so that nothing read is left unused. */
function fold(counts: Map<string, number>, { type }: EventEnvelope): void {
  counts.set(type, (counts.get(type) ?? 0) + 1);
}

async function withFilledStore<T>(work: (path: string) => Promise<T>): Promise<T> {
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'store.db');
    const store = await openSqliteStore(path);
    const events = sampleEvents(count);
    for (let at = 0; at < count; at += 2000) {
      await store.append(`authority-a${at}`, events.slice(at, at + 2000), { expected: 'none' });
    }
    await store.close();
    return work(path);
  });
}

function readRaw(db: DatabaseSync): void {
  const page = db.prepare(
    'SELECT position, event FROM events WHERE position > ? ORDER BY position LIMIT ?',
  );
  const counts = new Map<string, number>();
  for (let after = 0; ; ) {
    const rows = page.all(after, pageSize) as { position: number; event: string }[];
    for (const row of rows) fold(counts, JSON.parse(row.event) as EventEnvelope);
    if (rows.length < pageSize) return;
    after = rows.at(-1)!.position;
  }
}

export const benches: Bench[] = [
  {
    name: 'reading the whole log in pages, against SELECT in pages and JSON.parse',
    target: { atLeast: 0.6, unit: 'ratio' },
    run: () =>
      withFilledStore(async (path) => {
        const store = await openSqliteStore(path);
        const raw = new DatabaseSync(path, { readOnly: true });
        const { ratio, ours, yardstick } = await speedRatio(
          7,
          async () => {
            const counts = new Map<string, number>();
            for (let after = '', atEnd = false; !atEnd; ) {
              const page = await store.readAll(toPosition(after), { limit: pageSize });
              for (const { event } of page.events) fold(counts, event);
              ({ next: after, atEnd } = page);
            }
          },
          () => readRaw(raw),
        );
        raw.close();
        await store.close();
        const rate = (ms: number) => `${Math.round(count / ms)} events/ms`;
        return { value: ratio, detail: `${rate(ours)} against ${rate(yardstick)}` };
      }),
  },
  {
    name: 'verify, every hash and the catalogue, µs an event',
    target: { atMost: 60, unit: 'µs' },
    run: () =>
      withFilledStore(async (path) => {
        const store = await openSqliteStore(path);
        const ms = await timed(() => verifyStore(store));
        await store.close();
        return { value: (ms * 1000) / count, detail: `${count} events in ${ms.toFixed(0)} ms` };
      }),
  },
];
