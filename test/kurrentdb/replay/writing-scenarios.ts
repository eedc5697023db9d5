import { binaryEvent, type EventData, FORWARDS, jsonEvent, START } from '@kurrent/kurrentdb-client';
import { until } from '../../support/until.ts';
import { type Bench, CREDENTIALS, event, range, sleep } from './bench.ts';
import { encode, encodeError } from './encoding.ts';
import type { Step } from './recording.ts';
import { type Replay, result, type Scenario } from './scenario.ts';

const MIB = 1_048_576;

/** Counts the events of the streams whose name begins so. */
const count = (prefix: string): Replay =>
  result(async ({ client }) => {
    let found = 0;
    for await (const read of client.readAll({ direction: FORWARDS, fromPosition: START }))
      if (read.event?.streamId.startsWith(prefix)) found += 1;
    return found;
  });

const outcome = async (run: Promise<unknown>): Promise<Record<string, unknown>> => {
  try {
    return { result: encode(await run) };
  } catch (error) {
    return { error: encodeError(error as Error) };
  }
};

const binary = (size: number, metadata = 0, type = 'B'): EventData =>
  binaryEvent({
    type,
    data: new Uint8Array(size),
    ...(metadata === 0 ? {} : { metadata: new Uint8Array(metadata) }),
  });

const sized =
  (...events: EventData[]): Replay =>
  ({ client }) =>
    outcome(client.appendToStream('size-details', events));

/** For each kind of stream and client: the streams that the recorded refusals were tried on. */
async function conflictStreams(bench: Bench): Promise<void> {
  for (const rpc of ['BatchAppend', 'Append'])
    for (const way of ['throw', 'nothrow']) {
      const name = (kind: string): string => `wev-${kind}-${rpc}-${way}`;
      for (const kind of ['existing', 'deleted', 'tomb'])
        await bench.fill(name(kind), kind === 'tomb' ? [1, 2] : [1, 2, 3]);
      await bench.client.deleteStream(name('deleted'));
      await bench.client.tombstoneStream(name('tomb'));
    }
}

/** The promise never settles, and Node is told of a rejection that nobody handles. */
const unserialisable =
  (data: () => unknown): Replay =>
  async (bench, step) => {
    const recorded = step.outcome.error as { readonly message: string };
    const seen: unknown[] = [];
    const note = (error: unknown): void => {
      seen.push(error);
    };
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', note);
    let settled = false;
    const settle = (): void => {
      settled = true;
    };
    bench
      .freshClient()
      .appendToStream('shape-1', jsonEvent({ type: 'Big', data: data() as never }))
      .then(settle, settle);
    await until('for the rejection that nobody handles', () => seen.length > 0);
    await sleep(50);
    process.off('unhandledRejection', note);
    for (const listener of others) process.on('unhandledRejection', listener);
    const [error] = seen as Error[];
    return {
      error: {
        class: error?.constructor.name,
        message: settled ? 'settled' : error?.message.slice(0, recorded.message.length),
      },
    };
  };

const cyclic = (): unknown => {
  const it: Record<string, unknown> = {};
  it.it = it;
  return it;
};

export const WRITING: readonly Scenario[] = [
  { name: 'append-basic' },
  {
    name: 'append-empty',
    before: {
      6: (bench) => bench.fill('empty-existing-BatchAppend', [1, 2], 'Ev', 91),
      18: (bench) => bench.fill('empty-existing-Append', [1, 2], 'Ev', 92),
    },
  },
  {
    name: 'append-idempotency',
    replays: { 41: count('idem2-BatchAppend'), 90: count('idem2-Append') },
  },
  { name: 'append-wrong-expected-version', before: { 1: conflictStreams } },
  {
    name: 'append-size',
    slow: true,
    replays: { 11: sizes('size-BatchAppend'), 23: sizes('size-Append') },
  },
  {
    name: 'append-size-details',
    slow: true,
    replays: {
      1: sized(binary(MIB - 10, 10)),
      2: sized(binary(MIB - 10, 11)),
      3: sized(binary(MIB, 0, 'T'.repeat(5000))),
      4: sized(binary(MIB / 2), binary(MIB / 2)),
      5: sized(binary(MIB / 2), binary(MIB / 2 + 1)),
      6: sized(binary(Math.round(15.9 * MIB))),
      7: sized(binary(Math.round(16.5 * MIB))),
      8: sized(binary(Math.round(16.9 * MIB))),
      9: sized(binary(Math.round(17.1 * MIB))),
      10: sized(binary(18 * MIB)),
      11: sized(...range(1, 5).map(() => binary(900 * 1024))),
    },
  },
  {
    name: 'event-shape',
    replays: {
      20: unserialisable(() => ({ b: 1n })),
      24: unserialisable(() => undefined),
      26: unserialisable(cyclic),
    },
    left: Object.fromEntries(
      [19, 21, 22, 23, 25].map((step) => [
        step,
        'the client serialises before anything is sent: its failure is seen once for each kind of value',
      ]),
    ),
  },
  {
    name: 'concurrency',
    before: { 1: (bench) => bench.fill('conc-1', [0]) },
    replays: {
      1: result(async ({ client }) => {
        const tries = range(1, 20).map((n) =>
          client.appendToStream('conc-1', event(n), { streamState: 0n }).then(
            () => 'ok',
            (error: { type: string; actualState: unknown }) => error,
          ),
        );
        const all = await Promise.all(tries);
        const refused = all.filter((one) => typeof one === 'object');
        return {
          ok: all.length - refused.length,
          wev: refused.filter(({ type }) => type === 'wrong-expected-version').length,
          actual: [...new Set(refused.map(({ actualState }) => String(actualState)))],
        };
      }),
      3: result(({ client }) =>
        Promise.all(
          (['no_stream', 0n, 1n, 2n] as const).map(async (streamState, n) =>
            encode(
              (await client.appendToStream('conc-3', event(n), { streamState }))
                .nextExpectedRevision,
            ),
          ),
        ),
      ),
      4: result(async ({ client }) => {
        const revisions = await Promise.all(
          range(0, 49).map(
            async (n) =>
              (await client.appendToStream('conc-4', event(n), { credentials: CREDENTIALS }))
                .nextExpectedRevision,
          ),
        );
        return { revisionsInCallOrder: revisions.every((revision, n) => revision === BigInt(n)) };
      }),
    },
    left: {
      2: 'the recorder read the stored order wrongly: the account says that 50 appends were stored in call order',
    },
  },
  { name: 'delete-soft', replays: { 11: inAll('del-1') } },
  { name: 'tombstone', replays: { 17: tombInAll } },
  {
    name: 'stream-metadata',
    before: {
      6: (bench) => bench.fill('meta-1', range(2, 8), 'Ev', 21),
      17: () => sleep(1100),
    },
  },
  {
    name: 'fault-idempotency-after-restart',
    alone: true,
    replays: {
      1: async (bench) => {
        await bench.fill('idr-1', [1, 2], 'Ev', 71);
        await bench.fill('idr-2', [11, 12], 'Ev', 72);
        return outcome(
          bench.client.appendToStream('idr-2', [event(11, 'Ev', 72), event(12, 'Ev', 72)]),
        );
      },
      2: async (bench) => {
        await bench.server.kill();
        await bench.server.start();
        const client = bench.freshClient();
        return outcome(
          client.appendToStream('idr-1', [event(1, 'Ev', 71), event(2, 'Ev', 71)], {
            streamState: 'no_stream',
          }),
        );
      },
      3: (bench) =>
        outcome(
          bench.freshClient().appendToStream('idr-2', [event(11, 'Ev', 72), event(12, 'Ev', 72)]),
        ),
      4: result(async (bench) => {
        const found: string[] = [];
        for await (const { event: read } of bench.freshClient().readStream('idr-2'))
          found.push(`${read?.revision}:${read?.id.slice(-2)}`);
        return found;
      }),
    },
  },
  {
    name: 'unsupported',
    replays: {
      1: ({ client }) =>
        outcome(
          client.multiStreamAppend([
            { streamName: 'a', expectedState: 'no_stream', events: [event(1)] },
          ]),
        ),
      2: ({ client }) => outcome(client.appendRecords([])),
    },
  },
];

function sizes(stream: string): Replay {
  return result(async ({ client }) => {
    const found: string[] = [];
    for await (const { event: read } of client.readStream(stream))
      found.push(`${read?.revision}:${(read?.data as unknown as Uint8Array | undefined)?.length}`);
    return found;
  });
}

function inAll(stream: string): Replay {
  return result(async ({ client }) => {
    const found: string[] = [];
    for await (const { event: read } of client.readAll())
      if (read?.streamId === stream && read.revision < 3n)
        found.push(`${read.revision}:${read.type}`);
    return found;
  });
}

async function tombInAll({ client }: Bench, _: Step): Promise<Record<string, unknown>> {
  const found: unknown[] = [];
  for await (const { event: read } of client.readAll()) {
    if (read?.streamId !== 'tomb-1') continue;
    const { streamId, revision, type, isJson, data } = read;
    found.push(encode({ streamId, revision, type, isJson, data }));
  }
  return { result: found };
}
