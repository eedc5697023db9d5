import { DatabaseSync } from 'node:sqlite';
import type { EventStore } from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { RecordSource } from '@monitoring-timeline/projections';
import { type Bench, speedRatio } from '../bench.ts';
import { withLongLog } from './long-log.ts';

const pageSize = 1000;

/** The yardstick: every row read in pages and parsed, and nothing kept. */
function readRaw(db: DatabaseSync): number {
  const page = db.prepare(
    'SELECT position, event FROM events WHERE position > ? ORDER BY position LIMIT ?',
  );
  let parsed = 0;
  for (let after = 0; ; ) {
    const rows = page.all(after, pageSize) as { position: number; event: string }[];
    for (const row of rows) if (JSON.parse(row.event).id) parsed += 1;
    if (rows.length < pageSize) return parsed;
    after = rows.at(-1)!.position;
  }
}

/** Every authority's events folded into its record, one record after the other, as many kept as the cache holds. */
async function replay(store: EventStore): Promise<number> {
  let claims = 0;
  for await (const record of new RecordSource({ store }).each()) claims += record.size;
  return claims;
}

export const benches: readonly Bench[] = [
  {
    name: 'replay of the whole log into records, against SELECT in pages and JSON.parse',
    target: { atLeast: 0.5, unit: 'ratio' },
    run: () =>
      withLongLog(async (path, events) => {
        const store = await openSqliteStore(path);
        const raw = new DatabaseSync(path, { readOnly: true });
        const { ratio, ours, yardstick } = await speedRatio(
          7,
          () => replay(store),
          () => readRaw(raw),
        );
        raw.close();
        await store.close();
        const rate = (ms: number): string => `${Math.round(events / ms)} events/ms`;
        return {
          value: ratio,
          detail: `${events.toLocaleString('en')} events, ${rate(ours)} against ${rate(yardstick)}`,
        };
      }),
  },
];
