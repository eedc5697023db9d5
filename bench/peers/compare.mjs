/**
 * Measures the store beside Emmett's on SQLite, with the same events, in rounds that take turns: `node compare.mjs [--keep]`. Ratios are
 * of medians, above 1 where ours is faster. `--keep` writes them into docs/performance.json and its page.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getSQLiteEventStore } from '@event-driven-io/emmett-sqlite';
import { sampleEvents } from '../../packages/core/src/contract/sample-events.ts';
import { openSqliteStore } from '../../packages/core/src/store/sqlite/index.ts';
import { keepMeasurements } from '../../scripts/performance.ts';
import { speedRatio } from '../../test/bench/bench.ts';
import { emmettEvent, perSecond, stream } from './both.mjs';
import { livening, replaying } from './consuming.mjs';

const folder = mkdtempSync(join(tmpdir(), 'timeline-peers-'));
const ours = await openSqliteStore(join(folder, 'ours.db'));
const theirs = getSQLiteEventStore({ fileName: join(folder, 'emmett.db') });

/** Appends so many events at once, so many times a round. */
async function appending(size, calls, rounds) {
  const events = sampleEvents(size * calls * rounds);
  let [mine, other] = [0, 0];
  const result = await speedRatio(
    rounds,
    async () => {
      for (let call = 0; call < calls; call += 1, mine += size) {
        await ours.append(stream, events.slice(mine, mine + size), { expected: 'any' });
      }
    },
    async () => {
      for (let call = 0; call < calls; call += 1, other += size) {
        await theirs.appendToStream(stream, events.slice(other, other + size).map(emmettEvent));
      }
    },
  );
  const count = size * calls;
  const detail = `${perSecond(count, result.ours)} against ${perSecond(count, result.yardstick)} of Emmett's`;
  return { value: result.ratio, detail };
}

/** Reads all that was appended and folds it into how many there are of each type. */
async function reading(rounds) {
  const counts = (events) => {
    const types = new Map();
    for (const { type } of events) types.set(type, (types.get(type) ?? 0) + 1);
    return types.size;
  };
  let read = 0;
  const result = await speedRatio(
    rounds,
    async () => {
      const events = await ours.readStream(stream);
      read = events.length;
      counts(events.map(({ event }) => event));
    },
    async () => counts((await theirs.readStream(stream)).events),
  );
  const detail = `${perSecond(read, result.ours)} against ${perSecond(read, result.yardstick)} of Emmett's`;
  return { value: result.ratio, detail };
}

/** How Emmett's consumer is told to read where nothing but its work is to count. */
const atOnce = { batchSize: 1000, pullingFrequencyInMs: 0 };

const benches = [
  ['durable single append, all checks on, beside Emmett', 10, () => appending(1, 100, 11)],
  ['append of 500 with checks and hashes, beside Emmett', 1.5, () => appending(500, 2, 61)],
  ['reading a stream and counting its types, beside Emmett', 1, () => reading(7)],
  [
    "replay of 10,000 events into a kept projection, beside Emmett's consumer as it comes",
    80,
    () => replaying(folder, 'as-it-comes', undefined, 10_000, 3),
  ],
  [
    "replay of 10,000 events into a kept projection, beside Emmett's consumer with batches of 1,000 and no pause",
    80,
    () => replaying(folder, 'at-once', atOnce, 10_000, 3),
  ],
  [
    "from an append in another connection to a projection that has caught up, beside Emmett's consumer as it comes",
    1,
    () => livening(folder, 1000, 15),
  ],
];
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const on = new Date().toISOString().slice(0, 10);
const kept = [];
try {
  for (const [name, atLeast, run] of benches) {
    const { value, detail } = await run();
    const held = value >= atLeast;
    console.log(
      `${held ? 'ok    ' : 'MISSED'} ${value.toFixed(2)}  >= ${atLeast}  ${name}\n        ${detail}`,
    );
    const target = { atLeast, unit: 'ratio' };
    kept.push({ name: `peers: ${name}`, target, value, detail, held, on, commit });
  }
} finally {
  await ours.close();
  rmSync(folder, { recursive: true, force: true });
}
if (process.argv.includes('--keep')) keepMeasurements(kept);
