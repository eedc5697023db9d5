import { setTimeout as sleep } from 'node:timers/promises';
import { sampleEvent } from '@monitoring-timeline/core/contract/samples';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';

/**
 * A second process that appends to a file: `node writer.ts PATH STREAM COUNT PAUSE [BATCH]`. Each event's topic
 * carries the time at which its append began; one line is printed for each append that was acknowledged.
 */
const [path, stream, count, pause, batch] = process.argv.slice(2);
if (path === undefined || stream === undefined)
  throw new Error('usage: writer.ts PATH STREAM COUNT PAUSE [BATCH]');

const store = await openSqliteStore(path);
for (let n = 0; n < Number(count); n += 1) {
  const events = Array.from({ length: Number(batch ?? 1) }, (_, place) =>
    sampleEvent({ topic: `at ${Date.now()} append ${n} place ${place}` }),
  );
  const { lastRevision } = await store.append(stream, events, { expected: 'any' });
  process.stdout.write(`${lastRevision}\n`);
  if (Number(pause) > 0) await sleep(Number(pause));
}
await store.close();
