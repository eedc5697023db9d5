import { setTimeout as sleep } from 'node:timers/promises';
import { sampleEvent } from '@monitoring-timeline/core/contract/samples';
import { openKurrentStore } from '@monitoring-timeline/core/kurrentdb';

/** A process that appends to a log on KurrentDB: `node kurrentdb-writer.ts ADDRESS NAME COUNT`; one line an append. */
const [address, name, count] = process.argv.slice(2);
if (address === undefined || name === undefined) {
  throw new Error('usage: kurrentdb-writer.ts ADDRESS NAME COUNT');
}
const store = await openKurrentStore(address, { patience: 60_000 });
for (let n = 0; n < Number(count); n += 1) {
  const stream = n % 3 === 0 ? 'shared' : name;
  const events = [0, 1].map((place) => sampleEvent({ topic: `${name} ${n} ${place}` }));
  await store.append(stream, events, { expected: 'any' });
  process.stdout.write(`${events.map(({ id }) => id).join(' ')}\n`);
  await sleep(3);
}
await store.close();
