import {
  type PersistentSubscriptionToStreamSettings,
  persistentSubscriptionToAllSettingsFromDefaults,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
} from '@kurrent/kurrentdb-client';
import { until } from '../../support/until.ts';
import { type Bench, range } from './bench.ts';
import { decode, encode, encodeError } from './encoding.ts';
import { type Happening, type Resolved, Watching } from './following.ts';
import { type Replay, result, type Scenario } from './scenario.ts';

type Settings = Partial<PersistentSubscriptionToStreamSettings>;

const settings = (own: Settings = {}): PersistentSubscriptionToStreamSettings =>
  persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START, ...own });

const create = (bench: Bench, stream: string, group: string, own: Settings = {}) =>
  bench.client.createPersistentSubscriptionToStream(stream, group, settings(own));

function follow(bench: Bench, stream: string, group: string, bufferSize = 10) {
  const sub = bench.client.subscribeToPersistentSubscriptionToStream(stream, group, { bufferSize });
  return { sub, watching: new Watching(sub as never) };
}

const attempt = async (run: Promise<unknown>): Promise<Record<string, unknown>> => {
  try {
    return { result: encode((await run) ?? null) };
  } catch (error) {
    return { error: encodeError(error as Error) };
  }
};

const recorded = (outcome: Readonly<Record<string, unknown>>): readonly Happening[] =>
  outcome.events as Happening[];

/** What a connected consumer sees until it fails. */
async function failure(watching: Watching): Promise<Record<string, unknown>> {
  await watching.reached(1);
  return { error: watching.happened.find(({ event: name }) => name === 'error')?.payload };
}

const ANSWERS: Readonly<Record<string, 'ack' | 'retry' | 'park' | 'skip'>> = {
  '0/1': 'ack',
  '1/1': 'retry',
  '2/1': 'park',
  '3/0': 'skip',
  '4/0': 'ack',
  '5/0': 'ack',
  '1/2': 'ack',
};

/** Answers each event as the recorded tester did: by its revision and by how often it had come. */
const answering: Replay = async (bench, step) => {
  const { sub, watching } = follow(bench, 'ps-1', 'g');
  sub.on('data', (read) => {
    const { event: told, retryCount } = read as unknown as Resolved;
    const answer = ANSWERS[`${told?.revision}/${retryCount}`];
    if (answer === 'ack') void sub.ack(read as never);
    else if (answer !== undefined) void sub.nack(answer, `because ${answer}`, read as never);
  });
  const events = await watching.follow(recorded(step.outcome), []);
  return { events: [...events].slice(0, recorded(step.outcome).length) };
};

/** A recording ends before its subscription is ended. */
const upTo =
  (count: number) =>
  (happened: readonly Happening[]): readonly Happening[] =>
    happened.slice(0, count);

let connected: ReturnType<typeof follow> | undefined;

export const GROUPS: readonly Scenario[] = [
  {
    name: 'persistent-subscription',
    before: {
      1: (bench) => bench.fill('ps-1', range(1, 6), 'Ev', 107),
      9: async ({ server }) => {
        const closed = () => !server.open.some(({ kind }) => kind === 'persistent');
        await until('for the consumers to be gone', closed);
      },
      24: (bench) => create(bench, 'ps-3', 'two'),
    },
    replays: {
      1: (bench) => failure(follow(bench, 'ps-1', 'none').watching),
      2: (bench) => attempt(create(bench, 'ps-1', 'g')),
      3: (bench) => attempt(create(bench, 'ps-1', 'g')),
      4: (bench) => attempt(create(bench, 'ps-missing', 'g')),
      5: ({ client }) => attempt(client.getPersistentSubscriptionToStreamInfo('ps-1', 'g')),
      6: async (bench) => {
        connected = follow(bench, 'ps-1', 'g', 3);
        await connected.watching.reached(4);
        return { events: [...connected.watching.happened] };
      },
      7: async () => {
        await connected?.sub.unsubscribe();
        await connected?.watching.reached(7);
        return { events: connected?.watching.happened.slice(4) };
      },
      8: answering,
      9: async ({ client }) => {
        const info = await client.getPersistentSubscriptionToStreamInfo('ps-1', 'g');
        const { lastCheckpointedEventRevision: _, ...stats } = info.stats as unknown as Record<
          string,
          unknown
        >;
        return { result: encode({ status: info.status, stats, connections: info.connections }) };
      },
      10: result(async ({ client }, step) => {
        const found: unknown[] = [];
        for await (const read of client.readStream(String(step.args.stream), {
          resolveLinkTos: true,
        }))
          found.push(encode(read));
        return found;
      }),
      11: ({ client }) => attempt(client.replayParkedMessagesToStream('ps-1', 'g')),
      12: async (bench, step) => {
        const { watching } = follow(bench, 'ps-1', 'g');
        return { events: await watching.follow(recorded(step.outcome), []).then(upTo(2)) };
      },
      13: async (bench, step) => {
        await bench.fill('ps-2', range(1, 10));
        await create(bench, 'ps-2', 'cp', {
          checkPointLowerBound: 1,
          checkPointUpperBound: 2,
          checkPointAfter: 200,
        });
        const first = follow(bench, 'ps-2', 'cp');
        await first.watching.reached(11);
        await first.sub.ack(...(first.watching.read.slice(0, 5) as never[]));
        const checkpoint = '$persistentsubscription-ps-2::cp-checkpoint';
        await until('for the checkpoint', () => bench.server.log.lastRevision(checkpoint) >= 0);
        await first.sub.unsubscribe();
        const second = follow(bench, 'ps-2', 'cp');
        return { events: await second.watching.follow(recorded(step.outcome), []).then(upTo(6)) };
      },
      15: async (bench) => {
        await bench.fill('ps-4', [1]);
        await create(bench, 'ps-4', 'max1', { maxSubscriberCount: 1 });
        connected = follow(bench, 'ps-4', 'max1');
        await connected.watching.reached(2);
        return failure(follow(bench, 'ps-4', 'max1').watching);
      },
      16: async ({ client }) => {
        await client.deletePersistentSubscriptionToStream('ps-4', 'max1');
        await connected?.watching.reached(3);
        return { events: connected?.watching.happened.slice(2) };
      },
      17: ({ client }) => attempt(client.deletePersistentSubscriptionToStream('ps-4', 'max1')),
      18: async (bench, step) => {
        await bench.fill('ps-5', [1, 2]);
        // A fifth of the recorded wait: what matters is that it ends.
        await create(bench, 'ps-5', 'to', { messageTimeout: 100, maxRetryCount: 2 });
        const { watching } = follow(bench, 'ps-5', 'to');
        await watching.reached(recorded(step.outcome).length);
        const parked = '$persistentsubscription-ps-5::to-parked';
        await until('for two to be parked', () => bench.server.log.lastRevision(parked) >= 1);
        return { events: watching.happened };
      },
      19: result(async ({ client }, step) => {
        const found: unknown[] = [];
        const stream = String(step.args.stream);
        for await (const { event: told, link, commitPosition } of client.readStream(stream, {
          resolveLinkTos: true,
        }))
          found.push(
            encode({
              streamId: told?.streamId,
              revision: told?.revision,
              type: told?.type,
              link: { streamId: link?.streamId, revision: link?.revision },
              commitPosition,
              position: told?.position,
            }),
          );
        return found;
      }),
      20: async (bench, step) => {
        await bench.fill('ps-6', [1, 2]);
        await bench.client.createPersistentSubscriptionToStream(
          'ps-6',
          'end',
          persistentSubscriptionToStreamSettingsFromDefaults(),
        );
        const { watching } = follow(bench, 'ps-6', 'end');
        const acts = [{ after: 1, does: () => bench.fill('ps-6', [3]) }];
        return { events: await watching.follow(recorded(step.outcome), acts).then(upTo(2)) };
      },
      21: result(async (bench) => {
        const { sub, watching } = follow(bench, 'ps-6', 'end');
        await watching.reached(2);
        await sub.unsubscribe();
        await sub.ack(watching.read[0] as never);
      }),
      22: ({ client }) =>
        attempt(
          client.createPersistentSubscriptionToAll(
            'gall',
            persistentSubscriptionToAllSettingsFromDefaults({ startFrom: START }),
            {
              filter: decode({
                filterOn: 'streamName',
                checkpointInterval: 1,
                prefixes: ['ps-1'],
              }) as never,
            },
          ),
        ),
      23: async (bench, step) => {
        const watching = new Watching(
          bench.client.subscribeToPersistentSubscriptionToAll('gall') as never,
        );
        return { events: await watching.follow(recorded(step.outcome), []).then(upTo(7)) };
      },
      24: async ({ client }) => {
        const found = await client.listAllPersistentSubscriptions();
        await client.deletePersistentSubscriptionToAll('gall');
        const groups = found.filter(({ eventSource }) => eventSource !== '$all');
        return {
          result: groups.map(({ eventSource, groupName, status }) => ({
            eventSource,
            groupName,
            status,
          })),
        };
      },
    },
    left: {
      14: 'it is volatile by the recording itself: rules.test.ts has two consumers take turns',
    },
  },
];
