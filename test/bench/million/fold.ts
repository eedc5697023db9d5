import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { EventEnvelope } from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { RecordSource } from '@monitoring-timeline/projections';
import { type Bench, timed } from '../bench.ts';
import { inTemporaryFolder } from '../store/raw.ts';
import { writeSynthetic } from './synthetic.ts';

const million = 1_000_000;

/** The bare loop: reads every event of the log, parses it and counts it. */
function readAndCount(path: string): number {
  const db = new DatabaseSync(path, { readOnly: true });
  const page = db.prepare(
    'SELECT position, event FROM events WHERE position > ? ORDER BY position LIMIT 512',
  );
  let count = 0;
  for (let after = 0; ; ) {
    const rows = page.all(after) as { position: number; event: string }[];
    for (const row of rows) if ((JSON.parse(row.event) as EventEnvelope).id !== '') count += 1;
    if (rows.length === 0) break;
    after = rows.at(-1)!.position;
  }
  db.close();
  return count;
}

/** Folds every authority's events into its record, each let go again when the cache is full. */
async function foldAll(path: string): Promise<{ readonly claims: number; readonly peak: number }> {
  const store = await openSqliteStore(path);
  const records = new RecordSource({ store });
  let claims = 0;
  let peak = 0;
  let seen = 0;
  for await (const record of records.each()) {
    claims += record.size;
    seen += 1;
    if (seen % 500 === 0) peak = Math.max(peak, process.memoryUsage().rss);
  }
  await store.close();
  return { claims, peak: Math.max(peak, process.memoryUsage().rss) };
}

let measured: Promise<{ ratio: number; detail: string; peak: number; growth: number }> | undefined;

function measure() {
  measured ??= inTemporaryFolder(async (folder) => {
    const [quarter, whole] = [join(folder, 'quarter.db'), join(folder, 'whole.db')];
    await writeSynthetic(quarter, million / 4);
    await writeSynthetic(whole, million);
    const small = await foldAll(quarter);
    const bare = await timed(() => readAndCount(whole));
    let folded = { claims: 0, peak: 0 };
    const ours = await timed(async () => {
      folded = await foldAll(whole);
    });
    if (folded.claims !== million) throw new Error(`folded ${folded.claims} of ${million} events`);
    return {
      ratio: bare / ours,
      detail: `${(ours / 1000).toFixed(1)} s against ${(bare / 1000).toFixed(1)} s for 1,000,000 events of 20,000 authorities`,
      peak: folded.peak / 1e6,
      growth: folded.peak / small.peak,
    };
  });
  return measured;
}

export const benches: Bench[] = [
  {
    name: 'folding a million events into records, against a loop that reads, parses and counts them',
    target: { atLeast: 0.6, unit: 'ratio' },
    async run() {
      const { ratio, detail } = await measure();
      return { value: ratio, detail };
    },
  },
  {
    name: 'memory while folding a million events, against 700 MB',
    target: { atMost: 1, unit: 'ratio' },
    async run() {
      const { peak } = await measure();
      return { value: peak / 700, detail: `peak of ${peak.toFixed(0)} MB resident` };
    },
  },
  {
    name: 'memory while folding a million events, against a quarter of a million',
    target: { atMost: 1.2, unit: 'ratio' },
    async run() {
      const { growth } = await measure();
      return { value: growth, detail: 'peak resident memory of both' };
    },
  },
];
