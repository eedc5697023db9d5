/**
 * What follows the log: a projection folded from the beginning of it, and told of what is appended once it has caught up. Emmett's way is a
 * consumer with a processor, which keeps its checkpoint beside the events; ours a projection of one's own, kept in a state file. Both count
 * the events of a type, theirs in memory (which costs it nothing) and ours as the state that is kept.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getSQLiteEventStore } from '@event-driven-io/emmett-sqlite';
import { z } from 'zod';
import { sampleEvents } from '../../packages/core/src/contract/sample-events.ts';
import { openStateStore } from '../../packages/core/src/state/index.ts';
import { openSqliteStore } from '../../packages/core/src/store/sqlite/index.ts';
import { openTimeline, projection } from '../../packages/projections/src/index.ts';
import { quantile, speedRatio } from '../../test/bench/bench.ts';
import { emmettEvent, perSecond, stream } from './both.mjs';

/** Another version is folded anew from the beginning. */
const commitmentsOf = (version) =>
  projection({
    name: 'commitments-made',
    version,
    events: ['CommitmentMade'],
    initial: () => ({}),
    reduce: (made, { authority }) => {
      made[authority] = (made[authority] ?? 0) + 1;
      return made;
    },
    summary: 'How many commitments each authority made',
    answer: z.array(
      z.strictObject({
        authority: z.string().describe('The authority.'),
        commitments: z.int().describe('Its commitments.'),
      }),
    ),
    answerOf: (made) =>
      Object.entries(made).map(([authority, commitments]) => ({ authority, commitments })),
  });

const inAll = (made) => Object.values(made).reduce((sum, count) => sum + count, 0);

/** The same as a processor of Emmett's. */
function processing(onCount) {
  const made = {};
  return ({ type, metadata: { authority } }) => {
    if (type !== 'CommitmentMade') return;
    made[authority] = (made[authority] ?? 0) + 1;
    onCount(inAll(made));
  };
}

/** Both stores with the same events in them, in files of their own. */
async function filled(folder, name, count) {
  const files = { ours: join(folder, `${name}.db`), theirs: join(folder, `${name}-emmett.db`) };
  const ours = await openSqliteStore(files.ours);
  const theirs = getSQLiteEventStore({ fileName: files.theirs });
  const events = sampleEvents(count);
  for (let at = 0; at < count; at += 500) {
    const some = events.slice(at, at + 500);
    await ours.append(stream, some, { expected: 'any' });
    await theirs.appendToStream(stream, some.map(emmettEvent));
  }
  return { files, ours, theirs };
}

/** Reads a whole log into the projection, each time as if for the first. `pulling` is how Emmett's consumer reads. */
export async function replaying(folder, name, pulling, count, rounds) {
  const { ours, theirs } = await filled(folder, name, count);
  const state = await openStateStore(join(folder, `${name}.state`));
  const timeline = await openTimeline({ store: ours, state });
  let round = 0;
  const result = await speedRatio(
    rounds,
    async () => {
      const found = inAll(await timeline.folded(commitmentsOf(round)));
      if (found !== count) throw new Error(`${found} of ${count} events were folded`);
    },
    async () => {
      round += 1;
      let found = 0;
      const consumer = theirs.consumer({ pulling });
      consumer.processor({
        processorId: `replay-${round}`,
        startFrom: 'BEGINNING',
        eachMessage: processing((total) => {
          found = total;
        }),
        stopAfter: () => found === count,
      });
      await consumer.start();
      if (found !== count) throw new Error(`Emmett's consumer saw ${found} of ${count} events`);
    },
  );
  await timeline.close();
  await Promise.all([ours.close(), state.close()]);
  const detail = `${perSecond(count, result.ours)} against ${perSecond(count, result.yardstick)} of Emmett's consumer`;
  return { value: result.ratio, detail };
}

/**
 * Milliseconds from an append to its place in the projection, after catching up on what was there. Whoever appends has the file open for
 * itself, as another process would, so that nothing is told within one store.
 */
export async function livening(folder, count, appends) {
  const { files, ours, theirs } = await filled(folder, 'live', count);
  const [writer, emmettWriter] = [
    await openSqliteStore(files.ours),
    getSQLiteEventStore({ fileName: files.theirs }),
  ];
  const state = await openStateStore(join(folder, 'live.state'));
  const timeline = await openTimeline({ store: ours, state });
  const [mine, other] = [waiting(), waiting()];
  const watching = timeline.watch(commitmentsOf(1)).subscribe(({ answer }) => {
    mine.reached(answer[0]?.commitments ?? 0);
  });
  const consumer = theirs.consumer();
  consumer.processor({
    processorId: 'live',
    startFrom: 'BEGINNING',
    eachMessage: processing((total) => other.reached(total)),
  });
  const consumed = consumer.start();
  await Promise.all([mine.until(count), other.until(count)]);
  const times = { mine: [], other: [] };
  for (const [n, event] of sampleEvents(appends).entries()) {
    // not in step with any clock of theirs or ours
    await sleep(100 + Math.random() * 400);
    const total = count + n + 1;
    times.mine.push(
      await took(mine, total, () => writer.append(stream, [event], { expected: 'any' })),
    );
    times.other.push(
      await took(other, total, () => emmettWriter.appendToStream(stream, [emmettEvent(event)])),
    );
  }
  watching.unsubscribe();
  await timeline.close();
  await consumer.stop();
  await consumed;
  await Promise.all([writer.close(), ours.close(), state.close()]);
  const [ms, theirMs] = [quantile(times.mine, 0.5), quantile(times.other, 0.5)];
  return {
    value: theirMs / ms,
    detail: `${ms.toFixed(1)} ms against ${theirMs.toFixed(0)} ms of Emmett's consumer, medians of ${appends}`,
  };
}

async function took(reader, total, append) {
  const start = performance.now();
  await append();
  await reader.until(total);
  return performance.now() - start;
}

/** Waits until something has counted so far. */
function waiting() {
  let now = 0;
  let wanted = Number.POSITIVE_INFINITY;
  let resolve = () => {};
  return {
    reached(count) {
      now = count;
      if (now >= wanted) resolve();
    },
    until(count) {
      if (now >= count) return Promise.resolve();
      wanted = count;
      return new Promise((done) => {
        resolve = done;
      });
    },
  };
}
