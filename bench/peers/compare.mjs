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

const stream = 'authority-sunderland';
const folder = mkdtempSync(join(tmpdir(), 'timeline-peers-'));
const ours = await openSqliteStore(join(folder, 'ours.db'));
const theirs = getSQLiteEventStore({ fileName: join(folder, 'emmett.db') });
const perSecond = (count, ms) => `${Math.round((count * 1000) / ms).toLocaleString('en')} a second`;
const emmettEvent = ({ type, data, ...metadata }) => ({ type, data, metadata });

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
async function replaying(rounds) {
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

const benches = [
  ['durable single append, all checks on, beside Emmett', 10, () => appending(1, 100, 11)],
  ['append of 500 with checks and hashes, beside Emmett', 1.5, () => appending(500, 2, 11)],
  ['replay of a stream into a projection, beside Emmett', 1, () => replaying(7)],
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
