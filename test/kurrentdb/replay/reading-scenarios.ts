import { binaryEvent, jsonEvent } from '@kurrent/kurrentdb-client';
import { type Bench, event, range } from './bench.ts';
import { replayCall } from './calls.ts';
import { encode } from './encoding.ts';
import { type Replay, result, type Scenario } from './scenario.ts';

/** Makes the call of a step, having learnt where the recorded position lies here. */
const learning =
  (recorded: bigint, stream: string, revision: bigint): Replay =>
  async (bench, step) => {
    for await (const read of bench.client.readStream(stream, {
      fromRevision: revision,
      maxCount: 1,
    }))
      bench.learn(recorded, read.event?.position?.commit ?? 0n);
    return replayCall(bench, step);
  };

async function readOne(bench: Bench): Promise<void> {
  for (const n of range(1, 10)) await bench.fill('read-1', [n], n % 2 === 1 ? 'Even' : 'Odd', 15);
}

async function readAllLog(bench: Bench): Promise<void> {
  await bench.fill('order-basic-1', [1, 2, 3]);
  for (const [n, type] of [
    [1, 'AllA'],
    [2, 'AllB'],
    [3, 'AllA'],
  ] as const)
    await bench.fill('all-1', [n], type, 101);
  await bench.fill('all-2', [1], 'AllB', 102);
}

async function views(bench: Bench): Promise<void> {
  const id = (n: number): string =>
    `00000000-0000-4000-8000-${String(103_000 + n).padStart(12, '0')}`;
  await bench.client.appendToStream('views-1', [
    event(1, 'Ev', 103),
    jsonEvent({ id: id(2), type: 'WithMeta', data: { a: 1 }, metadata: { $correlationId: 'x' } }),
    binaryEvent({ id: id(3), type: 'Bin', data: Uint8Array.of(1, 2), metadata: Uint8Array.of(9) }),
  ]);
}

async function followed(
  sub: AsyncIterable<unknown> & { unsubscribe(): Promise<void> },
  count: number,
): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const read of sub) {
    found.push(encode(read));
    if (found.length === count) break;
  }
  await sub.unsubscribe();
  return found;
}

/** The links of a category, written by hand in place of the system projection. */
async function links(bench: Bench): Promise<void> {
  const { client } = bench;
  await client.appendToStream('orders-1', [event(1, 'Placed', 700), event(2, 'Paid', 700)]);
  await client.appendToStream('orders-2', event(3, 'Placed', 700));
  for (const target of ['0@orders-1', '1@orders-1', '0@orders-2'])
    await client.appendToStream('$ce-orders', link(target));
}

const link = (target: string) =>
  binaryEvent({ type: '$>', data: new TextEncoder().encode(target) });

const linkNames = result(async ({ client }) => {
  await client.deleteStream('orders-2');
  await client.appendToStream('$ce-orders', link('0@$$orders-2'));
  const found: unknown[] = [];
  for await (const read of client.readStream('$ce-orders', { resolveLinkTos: true }))
    found.push(
      encode({
        event: read.event && `${read.event.streamId}@${read.event.revision}`,
        link: read.link && `${read.link.streamId}@${read.link.revision} type ${read.link.type}`,
      }),
    );
  return found;
});

const NO_PROJECTIONS =
  'the server runs no projections; what links do is tried on links that the tester writes';

export const READING: readonly Scenario[] = [
  {
    name: 'read-stream',
    before: { 1: readOne },
    replays: {
      25: result(async ({ client }) => {
        const seen: number[] = [];
        for await (const { event: read } of client.readStream('read-1')) {
          seen.push(Number(read?.revision));
          if (seen.length === 2) break;
        }
        return seen;
      }),
      26: result(async ({ client }) => {
        const reading = client.readStream('read-1') as unknown as Record<string | symbol, unknown>;
        return {
          ctor: Object.prototype.toString.call(reading),
          hasAsyncIterator: typeof reading[Symbol.asyncIterator],
          hasOn: typeof reading.on,
          hasCancel: typeof reading.cancel,
          hasPipe: typeof reading.pipe,
        };
      }),
      27: result(async ({ client }) => {
        let count = 0;
        for await (const _ of client.readStream('read-1', { deadline: 1 } as never)) count += 1;
        return count;
      }),
    },
  },
  {
    name: 'read-all',
    before: { 1: readAllLog },
    replays: {
      3: learning(9542729n, 'all-1', 2n),
      21: result(async ({ client }) => {
        let last = -1n;
        let ok = true;
        for await (const read of client.readAll()) {
          ok &&= (read.commitPosition ?? 0n) > last;
          last = read.commitPosition ?? 0n;
        }
        return { ok };
      }),
    },
    left: { 20: 'it counts what the scenarios before it had left on the recorded server' },
  },
  {
    name: 'created-precision',
    replays: {
      1: result(async (bench) => {
        await bench.fill('created-1', [1]);
        const stamp = async (events: AsyncIterable<unknown>): Promise<string> => {
          for await (const read of events)
            return (read as { event: { created: Date } }).event.created.toISOString();
          return '';
        };
        const sub = bench.client.subscribeToStream('created-1');
        const [read, live] = [await stamp(bench.client.readStream('created-1')), await stamp(sub)];
        await sub.unsubscribe();
        return {
          'readStream created (bridge)': read,
          'subscription created (grpc-js)': live,
          bridgeHasMilliseconds: !read.endsWith('.000Z'),
        };
      }),
    },
  },
  {
    name: 'event-views',
    before: { 1: views },
    replays: {
      2: result((bench) => followed(bench.client.subscribeToStream('views-1') as never, 3)),
      3: result((bench) =>
        followed(
          bench.client.subscribeToAll({
            filter: { filterOn: 'streamName', checkpointInterval: 1, prefixes: ['views-1'] },
          } as never) as never,
          3,
        ),
      ),
    },
  },
  {
    name: 'projections-links',
    before: { 2: links },
    replays: {
      2: result(async ({ client }) => {
        const found: unknown[] = [];
        for await (const { event: read } of client.readStream('$ce-orders'))
          found.push(
            encode({
              event: {
                streamId: read?.streamId,
                revision: read?.revision,
                type: read?.type,
                isJson: read?.isJson,
                data: new TextDecoder().decode(read?.data as Uint8Array),
              },
            }),
          );
        return found;
      }),
      7: linkNames,
    },
    left: {
      1: 'the recorder gives no events for it',
      ...Object.fromEntries([3, 4, 5, 8, 9, 10, 11].map((step) => [step, NO_PROJECTIONS])),
    },
  },
];
