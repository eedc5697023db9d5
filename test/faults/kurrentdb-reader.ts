import { beginning } from '@monitoring-timeline/core';
import { openKurrentStore } from '@monitoring-timeline/core/kurrentdb';

/** A projection: `node kurrentdb-reader.ts ADDRESS COUNT`. Writes the id of every event it is given, and ends after so many. */
const [address, count] = process.argv.slice(2);
if (address === undefined) throw new Error('usage: kurrentdb-reader.ts ADDRESS COUNT');
const store = await openKurrentStore(address, { patience: 60_000 });
let seen = 0;
for await (const message of store.follow(beginning)) {
  if (message.kind !== 'events') continue;
  for (const { event } of message.events) process.stdout.write(`${event.id}\n`);
  seen += message.events.length;
  if (seen >= Number(count)) break;
}
await store.close();
