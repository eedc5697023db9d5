import { isDeepStrictEqual } from 'node:util';
import {
  FORWARDS,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
  streamNameFilter,
} from '@kurrent/kurrentdb-client';
import { until } from '../../support/until.ts';
import { type Bench, event, range, sleep } from './bench.ts';
import { encode, encodeError } from './encoding.ts';
import { Watching } from './following.ts';
import type { Step } from './recording.ts';
import { type Replay, result, type Scenario } from './scenario.ts';

/** One line of a recorded timeline. */
interface Line {
  readonly sub?: string;
  readonly event: string;
  readonly payload?: unknown;
}

/** Lines by who saw them: between two observers the order is chance, for each of them it is not. */
function bySub(lines: readonly Line[]): Record<string, unknown> {
  const found: Record<string, unknown[]> = {};
  for (const { sub, event: name, payload } of lines) {
    found[sub ?? 'tester'] ??= [];
    found[sub ?? 'tester']?.push(payload === undefined ? [name] : [name, withoutPlace(payload)]);
  }
  return found;
}

/** What changes from run to run inside a line: positions, ports, and what errors wrap. */
function withoutPlace(value: unknown): unknown {
  const text = JSON.stringify(value, (key, member) =>
    key === 'position' || key === 'raw' || key === 'metadata' ? undefined : member,
  );
  return JSON.parse(text.replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT'));
}

class Timeline {
  readonly lines: Line[] = [];

  note(name: string, payload?: unknown, sub?: string): void {
    this.lines.push({ ...(sub === undefined ? {} : { sub }), event: name, payload });
  }

  async settle(name: string, run: Promise<unknown>): Promise<void> {
    try {
      this.note(name, encode(await run));
    } catch (error) {
      this.note(name, encodeError(error as Error));
    }
  }

  /** Waits until so many lines are written, then a little more for what should not come. */
  async reached(count: number): Promise<void> {
    await until(`for ${count} lines`, () => this.lines.length >= count);
    await sleep(25);
  }

  /** Notes what a subscription does, with each event as `stream@revision`. */
  watch(sub: string, following: unknown): void {
    const watched = following as { on(name: string, listener: (it: never) => void): unknown };
    watched.on('confirmation', () => this.note('confirmation', undefined, sub));
    watched.on('caughtUp', () => this.note('caughtUp', undefined, sub));
    watched.on('error', (error: Error) => this.note('error', encodeError(error), sub));
    watched.on('data', (read: { event: { streamId: string; revision: bigint } }) =>
      this.note('data', `${read.event.streamId}@${read.event.revision}`, sub),
    );
  }
}

async function revisions(client: Bench['client'], stream: string): Promise<number[]> {
  const found: number[] = [];
  for await (const { event: read } of client.readStream(stream)) found.push(Number(read?.revision));
  return found;
}

interface Ending {
  readonly stream: string;
  readonly mark: string;
  end(bench: Bench, line: Timeline): Promise<void>;
}

/** What the subscriptions tell of the first two events: this many lines. */
const FOLLOWED = 13;

/** The recorded timeline: three kinds of subscription and an append in flight, while the server goes and comes back. */
async function goneAndBack(bench: Bench, how: Ending, lines: number): Promise<readonly Line[]> {
  const { server, client } = bench;
  const { stream } = how;
  const line = new Timeline();
  const filter = streamNameFilter({ prefixes: [stream] });
  await bench.fill(stream, [0, 1]);
  await revisions(client, stream);
  await client.createPersistentSubscriptionToStream(
    stream,
    'g',
    persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START }),
  );
  line.watch('stream', client.subscribeToStream(stream));
  line.watch('$all', client.subscribeToAll({ filter }));
  const group = client.subscribeToPersistentSubscriptionToStream(stream, 'g');
  group.on('data', (read) => void group.ack(read));
  line.watch('persistent', group);
  const loop = follow(client.subscribeToStream(stream), line);
  await server.opened('subscription', 3);
  await server.opened('persistent');
  await line.reached(FOLLOWED);

  line.note(how.mark);
  const inFlight = line.settle('in-flight append settled', client.appendToStream(stream, event(2)));
  await how.end(bench, line);
  await Promise.all([inFlight, loop]);
  line.note('-- process gone --');
  await line.settle('append while down', client.appendToStream(stream, event(3)));
  await line.settle('second append while down', client.appendToStream(stream, event(3)));
  await line.settle('readStream while down', revisions(client, stream));
  const lost = client.subscribeToStream(stream);
  await line.settle('new subscribeToStream while down', firstError(lost));
  line.note('-- server started again --');
  await server.start();
  line.note('-- server ready --');
  await sleep(30);
  await line.settle('append after restart, attempt 1', client.appendToStream(stream, event(4)));
  await line.settle('readStream after restart, attempt 1', revisions(client, stream));
  line.note('-- 4 s later: old subscriptions received nothing unless listed above --');
  line.watch('resubscribed after 1n', client.subscribeToStream(stream, { fromRevision: 1n }));
  const [first] = await secondPosition(client, stream);
  line.watch(
    '$all resubscribed after first append',
    client.subscribeToAll({ fromPosition: first as never, filter }),
  );
  line.watch(
    'persistent reconnected',
    client.subscribeToPersistentSubscriptionToStream(stream, 'g'),
  );
  await line.reached(lines);
  return line.lines;
}

/** The position of the second event, which was the last one before the server went. */
async function secondPosition(client: Bench['client'], stream: string): Promise<unknown[]> {
  for await (const { event: read } of client.readStream(stream, {
    direction: FORWARDS,
    fromRevision: 1n,
    maxCount: 1,
  }))
    return [read?.position];
  return [];
}

async function follow(sub: AsyncIterable<unknown>, line: Timeline): Promise<void> {
  try {
    for await (const read of sub)
      line.note(
        'data',
        `@${(read as { event: { revision: bigint } }).event.revision}`,
        'for-await',
      );
  } catch (error) {
    line.note('loop threw', encodeError(error as Error), 'for-await');
  }
}

const firstError = (sub: { on(name: 'error', listener: (error: Error) => void): unknown }) =>
  new Promise<never>((_, reject) => {
    sub.on('error', reject);
  });

const comparing =
  (how: Ending): Replay =>
  async (bench, step: Step) => {
    const lines = step.outcome.events as Line[];
    const ours = bySub(await goneAndBack(bench, how, lines.length));
    const recorded = bySub(lines);
    // Both sides are told by observer; where they agree the recorded outcome stands for both.
    return isDeepStrictEqual(ours, recorded) ? { ...step.outcome } : { ours, recorded };
  };

let missing: Watching | undefined;

const namesOnly = (happened: Watching['happened']): string[] =>
  happened.map(({ event: name }) => name);

export const RESTARTING: readonly Scenario[] = [
  {
    name: 'fault-kill-restart',
    alone: true,
    replays: {
      1: comparing({
        stream: 'fk-kille',
        mark: '-- server killed (SIGKILL); one append in flight --',
        end: async ({ server }) => {
          server.faults.add('append', { does: 'hang' });
          await until('for the append to come', () => server.faults.counts.waiting === 0);
          await server.kill();
        },
      }),
      2: comparing({
        stream: 'fk-grace',
        mark: '-- server graceful shutdown (SIGTERM); one append in flight --',
        end: async ({ server }, line) => {
          // The append in flight is answered and delivered to the four before the connections end.
          await line.reached(FOLLOWED + 6);
          await server.stop(50);
        },
      }),
    },
  },
  {
    name: 'checkpoint-resume',
    replays: {
      ...checkpoints(),
      10: result(async ({ client }) => {
        missing = new Watching(client.subscribeToStream('cpr-missing') as never);
        await missing.reached(1);
        await sleep(200);
        return namesOnly(missing.happened);
      }),
      11: result(async ({ client }) => {
        await client.setStreamMetadata('cpr-missing', { maxCount: 10 });
        await sleep(100);
        return namesOnly(missing?.happened ?? []);
      }),
      12: result(async (bench) => {
        await bench.fill('cpr-missing', [1]);
        await missing?.reached(3);
        return namesOnly(missing?.happened ?? []);
      }),
    },
    left: {
      13: 'all of it is volatile: slow-consumers.test.ts tests what it shows',
      14: 'all of it is volatile: slow-consumers.test.ts tests what it shows',
    },
  },
  {
    name: 'subscribe-order-concurrent',
    replays: { 1: result(concurrentOrder) },
  },
];

interface Position {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** Checkpoints seen while catching up, and what comes of resuming at two of them, as received and made whole. */
function checkpoints(): Record<number, Replay> {
  const seen: Position[] = [];
  const matching = { prefixes: ['cpr-match'], maxSearchWindow: 10, checkpointInterval: 2 };
  const at = (index: number, whole: boolean): Position | undefined => {
    const checkpoint = seen[index];
    return whole && checkpoint !== undefined
      ? { commit: checkpoint.commit, prepare: checkpoint.commit }
      : checkpoint;
  };
  const resume = (index: () => number, whole: boolean): Replay =>
    result(async ({ client }) => {
      const sub = client.subscribeToAll({
        fromPosition: at(index(), whole) as never,
        filter: streamNameFilter(matching),
      });
      const watching = new Watching(sub as never);
      await watching.reached(3);
      await sub.unsubscribe();
      return {
        caughtUp: watching.happened.some(({ event: name }) => name === 'caughtUp'),
        got: watching.read.map(({ event: read }) => Number(read?.revision)),
      };
    });
  const read = (index: () => number, whole: boolean): Replay =>
    result(async ({ client }) => {
      const found: string[] = [];
      for await (const { event: told } of client.readAll({
        fromPosition: at(index(), whole) as never,
        maxCount: 2,
      }))
        found.push(told?.streamId ?? '');
      return found;
    });
  const [second, last] = [() => 1, () => seen.length - 1];
  return {
    1: result(async (bench) => {
      await bench.fill('cpr-match', [1]);
      const [start] = await firstPosition(bench);
      await bench.fill('cpr-noise', range(1, 205));
      await bench.fill('cpr-match', [2]);
      const sub = bench.client.subscribeToAll({
        fromPosition: start as never,
        filter: streamNameFilter({
          ...matching,
          checkpointReached: async (_, position) => {
            seen.push(position);
          },
        }),
      });
      const watching = new Watching(sub as never);
      await watching.reached(3);
      await sub.unsubscribe();
      return encode(seen);
    }),
    2: resume(second, false),
    3: read(second, false),
    4: resume(second, true),
    5: read(second, true),
    6: resume(last, false),
    7: read(last, false),
    8: resume(last, true),
    9: read(last, true),
  };
}

async function firstPosition({ client }: Bench): Promise<unknown[]> {
  for await (const { event: read } of client.readStream('cpr-match', { maxCount: 1 }))
    return [read?.position];
  return [];
}

async function concurrentOrder(bench: Bench): Promise<unknown> {
  const streams = range(0, 4).map((n) => `ordering-${n}`);
  const filter = streamNameFilter({ prefixes: ['ordering-'] });
  const fromPosition = 'end' as const;
  const all = new Watching(bench.client.subscribeToAll({ fromPosition, filter }) as never);
  const one = new Watching(bench.client.subscribeToStream('ordering-2') as never);
  await all.reached(2);
  const writers = range(1, 4).map(async (writer) => {
    const client = bench.freshClient();
    for (const n of range(0, 99))
      await client.appendToStream(`ordering-${n % 5}`, event(writer * 1000 + n));
  });
  await Promise.all(writers);
  await Promise.all([all.reached(402), one.reached(82)]);
  const order = all.read.map((read) => ({
    at: read.commitPosition ?? 0n,
    stream: read.event?.streamId ?? '',
    revision: Number(read.event?.revision),
    n: (read.event as unknown as { data: { n: number } }).data.n,
  }));
  const stored: bigint[] = [];
  for await (const read of bench.client.readAll({ filter }))
    if (streams.includes(read.event?.streamId ?? '')) stored.push(read.commitPosition ?? 0n);
  const rising = (numbers: readonly (number | bigint)[]): boolean =>
    numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));
  const contiguous = (numbers: readonly number[]): boolean =>
    numbers.every((number, index) => number === index);
  const ours = order.filter(({ n }) => n >= 1000);
  return {
    received: ours.length,
    receivedStream: one.read.length,
    allPositionsStrictlyIncreasing: rising(order.map(({ at }) => at)),
    revisionsContiguousPerStream: streams.every((stream) =>
      contiguous(order.filter((read) => read.stream === stream).map(({ revision }) => revision)),
    ),
    perClientAwaitOrderPreserved: range(1, 4).every((writer) =>
      rising(order.filter(({ n }) => Math.floor(n / 1000) === writer).map(({ n }) => n)),
    ),
    streamSubRevisionsContiguous: contiguous(
      one.read.map(({ event: read }) => Number(read?.revision)),
    ),
    allOrderEqualsReadAll: order.every(({ at }, index) => at === stored[index]),
  };
}
