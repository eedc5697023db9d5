import { type ClaimEvent, type EventEnvelope, streamOf } from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { histories } from '../../../support/histories.ts';

/**
 * Fills a log with made-up histories, some authorities after others: `node fill.ts LOG EVENTS AUTHORITIES`. What is made up was checked
 * as it was made, and is not checked again; everything else is as in any append.
 */
const [log = '', events = '0', authorities = '0'] = process.argv.slice(2);
const [most, all] = [Number(events), Number(authorities)];
/** So many authorities are told of side by side, and so many events are one append. */
const [together, batch] = [1000, 5000];

const store = await openSqliteStore(log, { validate: (event) => event as EventEnvelope });

async function append(batched: ReadonlyMap<string, ClaimEvent[]>): Promise<void> {
  await store.appendMany(
    [...batched].map(([stream, told]) => ({ stream, events: told, expected: 'any' as const })),
  );
}

for (let first = 0; first < all; first += together) {
  const part = Math.min(together, all - first);
  const share = Math.round((most * (first + part)) / all) - Math.round((most * first) / all);
  let [waiting, batched] = [0, new Map<string, ClaimEvent[]>()];
  for (const event of histories({ seed: 18, authorities: part, events: share, first })) {
    const stream = streamOf(event);
    const told = batched.get(stream);
    if (told) told.push(event);
    else batched.set(stream, [event]);
    waiting += 1;
    if (waiting < batch) continue;
    await append(batched);
    [waiting, batched] = [0, new Map()];
  }
  if (waiting > 0) await append(batched);
}
await store.close();
