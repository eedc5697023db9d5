// Replays 2013 to 2026 and writes one Parquet file a year of how each area moved, then counts in DuckDB and compares the count
// with the answer of the timeline: `node analyse.ts LOG FOLDER`.
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { openTimeline } from '@monitoring-timeline/projections';
import { exportedTable, exportTables } from '@monitoring-timeline/projections/export';
import { shippedQuestions } from '@monitoring-timeline/projections/shipped';

const [log, folder] = process.argv.slice(2);
if (log === undefined || folder === undefined) {
  console.error('Name a log and a folder: node analyse.ts var/timeline.db tables');
  process.exit(2);
}
await mkdir(folder, { recursive: true });
const store = await openSqliteStore(log);
const timeline = await openTimeline({ store });
const { position: upTo } = await store.head();
const table = exportTables(shippedQuestions).find(({ name }) => name === 'trajectory')!;

const years = Array.from({ length: 14 }, (_, n) => 2013 + n);
for (const year of years) {
  const dates = { asOf: `${year}-08-31` };
  const bytes = exportedTable(table, 'parquet', { timeline, store, upTo, dates });
  await pipeline(bytes, createWriteStream(join(folder, `${year}.parquet`)));
}

let improving = 0;
for (const { name } of await timeline.ask('authorities', {}, { asOf: '2026-08-31' })) {
  const { areas } = await timeline.ask('trajectory', { authority: name }, { asOf: '2026-08-31' });
  improving += Object.values(areas).filter(({ direction }) => direction === 'improving').length;
}

const database = await (await DuckDBInstance.create()).connect();
const counted = await database.runAndReadAll(
  `select count(*) from read_parquet('${join(folder, '2026.parquet')}') where direction = 'improving'`,
);
const recounted = Number(counted.getRows()[0]![0]);
console.log(JSON.stringify({ years: years.length, improving, recounted }));
await timeline.close();
await store.close();
process.exitCode = improving === recounted ? 0 : 1;
