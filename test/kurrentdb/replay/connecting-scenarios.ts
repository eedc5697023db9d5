import { isDeepStrictEqual } from 'node:util';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { type Bench, CREDENTIALS, event, range } from './bench.ts';
import { encode, encodeError } from './encoding.ts';
import { Watching } from './following.ts';
import type { Step } from './recording.ts';
import { type Replay, result, type Scenario } from './scenario.ts';

/** The port of the recorded server, and one at which nothing listened. */
const RECORDED_PORT = '21313';
const TLS =
  'it needs a server with certificates: secured.test.ts tries the same rows of the account';

const outcome = async (run: () => unknown): Promise<Record<string, unknown>> => {
  try {
    return { result: encode(await run()) };
  } catch (error) {
    return { error: encodeError(error as Error) };
  }
};

/** Puts the recorded port in place of ours, wherever a text names it. */
function recordedPort(value: Record<string, unknown>, port: number): Record<string, unknown> {
  const text = JSON.stringify(value).replaceAll(`127.0.0.1:${port}`, `127.0.0.1:${RECORDED_PORT}`);
  return JSON.parse(text) as Record<string, unknown>;
}

const clients = new Map<string, KurrentDBClient>();

function clientOf(bench: Bench, url: string): KurrentDBClient {
  const ours = url.replace(RECORDED_PORT, String(bench.server.port));
  const known = clients.get(ours);
  if (known !== undefined) return known;
  const client = KurrentDBClient.connectionString(ours);
  clients.set(ours, client);
  return client;
}

/** Connects as a step did and makes its call on a stream of its own. */
const connecting: Replay = async (bench, step) => {
  const { url, options } = step.args as { url?: string; options?: Record<string, unknown> };
  const client = url === undefined ? bench.client : clientOf(bench, url);
  const given =
    (options?.credentials === 'any' ? { ...options, credentials: CREDENTIALS } : options) ?? {};
  return recordedPort(await call(client, step, given), bench.server.port);
};

async function call(
  client: KurrentDBClient,
  step: Step,
  options: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  switch (step.call) {
    case 'appendToStream':
      return outcome(() => client.appendToStream('connect-1', event(1), options as never));
    case 'readStream':
      return outcome(async () => {
        let count = 0;
        const given = { ...options, maxCount: 1 } as never;
        for await (const _ of client.readStream('connect-1', given)) count += 1;
        return `${count} event(s)`;
      });
    case 'subscribeToStream': {
      const sub = client.subscribeToStream('connect-1', options as never);
      const watching = new Watching(sub as never);
      await watching.reached(1);
      await sub.unsubscribe().catch(() => undefined);
      const failed = watching.happened.find(({ event: name }) => name === 'error');
      return failed === undefined ? { result: 'confirmed' } : { error: failed.payload };
    }
    default:
      return outcome(() => client.deleteStream('connect-1', options as never));
  }
}

const parsing: Replay = (_, step) =>
  outcome(() => {
    KurrentDBClient.connectionString(String(step.args.url));
    return 'parsed';
  });

/** The client tells how long it waited, which no two runs do alike. */
const WITHOUT_TIME = /Deadline exceeded after [^"]*/g;
const timeless: Replay = async (bench, step) => {
  const strip = (value: unknown): Record<string, unknown> =>
    JSON.parse(JSON.stringify(value).replace(WITHOUT_TIME, 'Deadline exceeded')) as Record<
      string,
      unknown
    >;
  const came = strip(await connecting(bench, step));
  // Compared without the time on both sides: where they agree the recorded outcome stands for both.
  const { raw: _, ...recorded } = strip(step.outcome.error) as Record<string, unknown>;
  return isDeepStrictEqual(came.error, recorded) ? { ...step.outcome } : came;
};

export const CONNECTING: readonly Scenario[] = [
  {
    name: 'fault-connect',
    slow: true,
    replays: {
      ...Object.fromEntries(
        [...range(1, 6), ...range(35, 46), ...range(51, 62)].map((step) => [step, connecting]),
      ),
      ...Object.fromEntries([47, 48, 49, 50, 57].map((step) => [step, parsing])),
      63: timeless,
      64: timeless,
    },
    left: {
      ...Object.fromEntries(range(7, 34).map((step) => [step, TLS])),
      ...Object.fromEntries(range(65, 69).map((step) => [step, TLS])),
    },
  },
  {
    name: 'unavailable-side-effects',
    before: { 5: (bench) => Promise.all(range(4, 6).map((n) => bench.fill('side-1', [n]))) },
    replays: {
      1: async (bench) => {
        await bench.fill('side-1', [1]);
        return outcome(() => bench.client.appendToStream('side-1', event(9), { streamState: -1n }));
      },
      2: (bench) => outcome(() => bench.client.appendToStream('side-1', event(2))),
      3: async (bench) => {
        const came = await outcome(() =>
          bench.client.deleteStream('side-1', { expectedRevision: -1n }),
        );
        await bench.fill('side-1', [3]);
        return came;
      },
      5: (bench) => outcome(() => bench.client.appendToStream('side-1', event(7))),
    },
    left: {
      4: 'it is volatile by the recording itself: faults.test.ts ends a stream with appends in flight',
      6: 'its events are volatile by the recording itself',
    },
  },
  {
    name: 'misc',
    replays: {
      1: result(async (bench) => {
        await bench.fill('m1', [1]);
        await bench.client.deleteStream('m1');
        return [
          encode(await bench.client.deleteStream('m1')),
          encode(await bench.client.getStreamMetadata('m1')),
        ];
      }),
      2: ({ client }) =>
        outcome(() => client.appendToStream('m2', event(1), { requiresLeader: true })),
      3: ({ client }) =>
        outcome(() => client.appendToStream('m3', event(1), { streamState: 'garbage' as never })),
      4: ({ client }) => outcome(() => client.appendToStream('m4', event(1), {})),
      7: result(async ({ client }) => {
        await client.appendToStream('psy', [event(1, 'A'), event(2, 'A')]);
        const {
          persistentSubscriptionToStreamSettingsFromDefaults: settings,
          excludeSystemEvents,
        } = await import('@kurrent/kurrentdb-client');
        await client.createPersistentSubscriptionToStream(
          'psy',
          'g',
          settings({ startFrom: 'start', checkPointUpperBound: 2 }),
        );
        const sub = client.subscribeToPersistentSubscriptionToStream('psy', 'g');
        const watching = new Watching(sub as never);
        await watching.reached(3);
        await sub.ack(...(watching.read as never[]));
        await watching.reached(3);
        await sub.unsubscribe();
        const found: string[] = [];
        for await (const { event: read } of client.readAll({ filter: excludeSystemEvents() }))
          if (/psy/.test(read?.streamId ?? '')) found.push(`${read?.streamId} / ${read?.type}`);
        return found;
      }),
    },
    left: {
      5: 'it looks at the client alone',
      6: 'it looks at the client alone',
      8: 'it looks at how Node ends a process of the client',
    },
  },
];
