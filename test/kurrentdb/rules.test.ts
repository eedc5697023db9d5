import {
  BACKWARDS,
  binaryEvent,
  END,
  excludeSystemEvents,
  KurrentDBClient,
  persistentSubscriptionToAllSettingsFromDefaults,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
  streamNameFilter,
} from '@kurrent/kurrentdb-client';
import { TestServer } from '@monitoring-timeline/core/kurrentdb-test-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { CREDENTIALS, event, range } from './replay/bench.ts';
import { Watching } from './replay/following.ts';

/** What was seen of a real server, in our own words: these hold also where the recordings are not at hand. */
let server: TestServer;
let client: KurrentDBClient;

beforeAll(async () => {
  server = await new TestServer({ maxAppendSize: 1000, maxMessageSize: 4000 }).start();
  client = KurrentDBClient.connectionString(server.connectionString);
});
afterAll(async () => {
  await client.dispose();
  await server.kill();
});

type Expected = 'any' | 'no_stream' | 'stream_exists' | bigint;
const RPCS = ['BatchAppend', 'Append'] as const;

/** Appends and gives the revision, or the type of the error. */
async function append(stream: string, ids: number[], streamState: Expected, rpc = 'BatchAppend') {
  const credentials = rpc === 'Append' ? { credentials: CREDENTIALS } : {};
  return client
    .appendToStream(
      stream,
      ids.map((n) => event(n, 'Ev', 60)),
      { streamState, ...credentials },
    )
    .then(
      ({ nextExpectedRevision }) => Number(nextExpectedRevision),
      (error: { type?: string }) => error.type,
    );
}

const read = async (stream: string, options: object = {}): Promise<number[]> => {
  const found: number[] = [];
  for await (const { event: told } of client.readStream(stream, options))
    found.push(Number(told?.revision));
  return found;
};

for (const rpc of RPCS)
  describe(`an append through ${rpc}`, () => {
    const CONFLICT = 'wrong-expected-version';

    test('is known again under a revision by its ids at their place', async () => {
      const stream = `known-${rpc}`;
      const put = (ids: number[], expected: Expected) => append(stream, ids, expected, rpc);
      expect(await put([1, 2], 'no_stream')).toBe(1);
      expect(await put([3], 1n)).toBe(2);
      expect(await put([1, 2], 'no_stream')).toBe(1);
      expect(await put([1, 2, 3], 'no_stream')).toBe(2);
      expect(await put([2], 0n)).toBe(1);
      expect(await put([3], 0n)).toBe(CONFLICT);
      expect(await put([1, 9], 'no_stream')).toBe(CONFLICT);
      expect(await put([9, 1], 'no_stream')).toBe(CONFLICT);
      expect(await put([2, 1], 'no_stream')).toBe(CONFLICT);
      expect(await read(stream)).toEqual([0, 1, 2]);
      expect(await put([1], 2n)).toBe(3);
      expect(await read(stream)).toHaveLength(4);
    });

    test('is known again under any only while the server remembers', async () => {
      const stream = `memory-${rpc}`;
      const base = rpc === 'Append' ? 100 : 200;
      const put = (ids: number[]) =>
        append(
          stream,
          ids.map((id) => id + base),
          'any',
          rpc,
        );
      expect(await put([1, 2])).toBe(1);
      expect(await put([1, 2])).toBe(1);
      expect(await put([2, 1])).toBe(0);
      expect(await put([2, 3])).toBe(CONFLICT);
      expect(await put([4, 1])).toBe(3);
    });

    test('is refused by what the stream holds', async () => {
      const stream = `state-${rpc}`;
      expect(await append(stream, [1], 'stream_exists', rpc)).toBe(CONFLICT);
      expect(await append(stream, [1], 5n, rpc)).toBe(CONFLICT);
      expect(await append(stream, [1], 'no_stream', rpc)).toBe(0);
      expect(await append(stream, [2], 'no_stream', rpc)).toBe(CONFLICT);
      await client.deleteStream(stream);
      expect(await append(stream, [2], 'stream_exists', rpc)).toBe('stream-deleted');
      expect(await append(stream, [2], 'no_stream', rpc)).toBe(1);
      expect(await read(stream)).toEqual([1]);
      await client.tombstoneStream(stream);
      expect(await append(stream, [3], 'any', rpc)).toBe('stream-deleted');
    });

    test('may hold so many bytes of data and no more', async () => {
      const options = rpc === 'Append' ? { credentials: CREDENTIALS } : {};
      const put = (...sizes: number[]) =>
        client.appendToStream(
          `size-${rpc}`,
          sizes.map((size) => binaryEvent({ type: 'B', data: new Uint8Array(size) })),
          options,
        );
      await expect(put(400, 600)).resolves.toMatchObject({ success: true });
      await expect(put(400, 601)).rejects.toMatchObject({ type: 'maximum-append-size-exceeded' });
      await expect(put(5000)).rejects.toMatchObject({ code: 8 });
      await expect(put(1000)).resolves.toMatchObject({ success: true });
    });
  });

test('an id that was first used on another stream is written again under any', async () => {
  await append('first-use', [301], 'any');
  expect(await append('second-use', [301], 'any')).toBe(0);
  expect(await append('second-use', [301], 'any')).toBe(1);
});

test('after a restart any forgets and a revision does not', async () => {
  await using other = await new TestServer().start();
  const before = KurrentDBClient.connectionString(other.connectionString);
  const put = (streamState: Expected) =>
    before.appendToStream('a', [event(1, 'Ev', 61), event(2, 'Ev', 61)], { streamState });
  await put('no_stream');
  await other.kill();
  await other.start();
  expect((await put('no_stream')).nextExpectedRevision).toBe(1n);
  expect((await put('any')).nextExpectedRevision).toBe(3n);
  await before.dispose();
});

describe('reading', () => {
  beforeAll(async () => {
    await append('reading', range(401, 410), 'no_stream');
  });

  test('begins with the revision it names, either way', async () => {
    expect(await read('reading', { fromRevision: 8n })).toEqual([8, 9]);
    expect(await read('reading', { fromRevision: 2n, direction: BACKWARDS })).toEqual([2, 1, 0]);
    expect(await read('reading', { fromRevision: END, direction: BACKWARDS, maxCount: 2 })).toEqual(
      [9, 8],
    );
    expect(await read('reading', { fromRevision: 99n })).toEqual([]);
  });

  test('of everything begins with the position forwards and before it backwards', async () => {
    const places: { commit: bigint; prepare: bigint }[] = [];
    for await (const { event: told } of client.readStream('reading'))
      if (told?.position !== undefined) places.push(told.position);
    const fromPosition = places[4] as { commit: bigint; prepare: bigint };
    const revisions = async (options: object): Promise<number[]> => {
      const found: number[] = [];
      const filter = streamNameFilter({ prefixes: ['reading'] });
      for await (const { event: told } of client.readAll({
        fromPosition,
        filter,
        maxCount: 2,
        ...options,
      }))
        found.push(Number(told?.revision));
      return found;
    };
    expect(await revisions({})).toEqual([4, 5]);
    expect(await revisions({ direction: BACKWARDS })).toEqual([3, 2]);
    const between = { commit: fromPosition.commit + 1n, prepare: fromPosition.commit + 1n };
    await expect(revisions({ fromPosition: between })).rejects.toMatchObject({
      type: 'unavailable',
    });
  });

  test('shows what its metadata leave', async () => {
    await client.setStreamMetadata('reading', { maxCount: 3 });
    expect(await read('reading')).toEqual([7, 8, 9]);
    await client.setStreamMetadata('reading', { truncateBefore: 9 });
    expect(await read('reading')).toEqual([9]);
    await client.setStreamMetadata('reading', {});
    expect(await read('reading')).toHaveLength(10);
  });
});

test('a subscription goes on after the position it names, and is not told that an empty stream was caught up with', async () => {
  await append('followed', [501, 502], 'no_stream');
  const after = new Watching(client.subscribeToStream('followed', { fromRevision: 0n }) as never);
  const empty = new Watching(client.subscribeToStream('followed-later') as never);
  await after.reached(3);
  await empty.reached(1);
  expect(after.happened.map(({ event: name }) => name)).toEqual([
    'confirmation',
    'data',
    'caughtUp',
  ]);
  expect(empty.happened.map(({ event: name }) => name)).toEqual(['confirmation']);
  await append('followed-later', [503], 'any');
  await empty.reached(3);
  expect(empty.happened.map(({ event: name }) => name)).toEqual([
    'confirmation',
    'data',
    'caughtUp',
  ]);
});

test('a checkpoint while catching up is what was known before its window, and live the event itself', async () => {
  const { position } = await client.appendToStream('checkpoint-match', event(1));
  await client.appendToStream(
    'checkpoint-noise',
    range(1, 25).map((n) => event(n)),
  );
  await client.appendToStream('checkpoint-match', event(2));
  const place = (stream: string, revision: number): number =>
    server.log.at(stream, revision)?.position ?? -1;
  const seen: [number, number][] = [];
  const filter = streamNameFilter({
    prefixes: ['checkpoint-match'],
    maxSearchWindow: 10,
    checkpointInterval: 1,
    checkpointReached: async (_, { commit, prepare }) => {
      seen.push([Number(commit), Number(prepare)]);
    },
  });
  const fromPosition = position as { commit: bigint; prepare: bigint };
  const watching = new Watching(client.subscribeToAll({ fromPosition, filter }) as never);
  await watching.reached(3);
  // Two windows of ten were full; the last six events wait for the next live ones to fill the third.
  expect(seen).toEqual([
    [place('checkpoint-noise', 0), 0],
    [place('checkpoint-noise', 10), 0],
  ]);
  await client.appendToStream(
    'checkpoint-noise',
    range(26, 29).map((n) => event(n)),
  );
  await until('for the third checkpoint', () => seen.length === 3);
  const live = place('checkpoint-noise', 28);
  expect(seen[2]).toEqual([live, live]);
});

test('an event sometimes reaches a subscriber before its writer is answered, and mostly after', async () => {
  const watching = new Watching(
    client.subscribeToAll({
      fromPosition: END,
      filter: streamNameFilter({ prefixes: ['early'] }),
    }) as never,
  );
  await watching.reached(2);
  let early = 0;
  for (const n of range(1, 100)) {
    await client.appendToStream('early', event(n));
    if (watching.read.length >= n) early += 1;
  }
  await until('for all to arrive', () => watching.read.length === 100);
  expect(early).toBeGreaterThan(0);
  expect(early).toBeLessThan(50);
});

test('a subscription to everything leaves the system out where it is filtered', async () => {
  await client.setStreamMetadata('system', { maxCount: 5 });
  const all: string[] = [];
  for await (const { event: told } of client.readAll({ filter: excludeSystemEvents() }))
    all.push(told?.type ?? '');
  expect(all.length).toBeGreaterThan(10);
  expect(all.filter((type) => type.startsWith('$'))).toEqual([]);
});

test('a client that discovers finds the leader through any node', async () => {
  await using follower: TestServer = await new TestServer({
    members: () => [
      { host: '127.0.0.1', port: follower.port, state: 'follower', alive: true },
      { host: '127.0.0.1', port: server.port, state: 'leader', alive: true },
    ],
  }).start();
  const found = KurrentDBClient.connectionString(
    `kurrentdb+discover://127.0.0.1:${follower.port}?tls=false`,
  );
  await found.appendToStream('discovered', event(1));
  expect(server.log.lastRevision('discovered')).toBe(0);
  expect(follower.log.lastRevision('discovered')).toBe(-1);
  await found.dispose();
});

test('two consumers of a group take turns', async () => {
  await append('turns', [601], 'no_stream');
  await client.createPersistentSubscriptionToStream(
    'turns',
    'two',
    persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: END }),
  );
  const consumers = [1, 2].map(() => {
    const sub = client.subscribeToPersistentSubscriptionToStream('turns', 'two');
    sub.on('data', (told) => void sub.ack(told));
    return new Watching(sub as never);
  });
  await server.opened('persistent', 2);
  for (const n of range(602, 621)) await append('turns', [n], 'any');
  const taken = (): number[][] =>
    consumers.map(({ read: seen }) => seen.map(({ event: told }) => Number(told?.revision)));
  await until('for both to take all', () => taken().flat().length === 20);
  const odd = range(0, 9).map((n) => 2 * n + 1);
  const even = odd.map((n) => n + 1);
  expect(taken().sort(([a = 0], [b = 0]) => a - b)).toEqual([odd, even]);
  await client.deletePersistentSubscriptionToStream('turns', 'two');
});

test('a pinned group gives all events of a stream to one consumer', async () => {
  await client.createPersistentSubscriptionToAll(
    'pinned',
    persistentSubscriptionToAllSettingsFromDefaults({
      startFrom: START,
      consumerStrategyName: 'Pinned',
    }),
    { filter: streamNameFilter({ prefixes: ['pin-'] }) },
  );
  const consumers = [1, 2].map(() => {
    const sub = client.subscribeToPersistentSubscriptionToAll('pinned', { bufferSize: 50 });
    sub.on('data', (told) => void sub.ack(told));
    return new Watching(sub as never);
  });
  await server.opened('persistent', 2);
  for (const n of range(1, 8))
    await client.appendToStream(
      `pin-${n}`,
      range(1, 3).map((m) => event(m)),
    );
  const total = (): number => consumers.reduce((sum, one) => sum + one.read.length, 0);
  await until('for both to take all', () => total() === 24);
  const streams = consumers.map(
    ({ read: seen }) => new Set(seen.map(({ event: told }) => told?.streamId)),
  );
  const [a, b] = streams as [Set<string>, Set<string>];
  expect(a.size + b.size).toBe(8);
  expect([...a].filter((stream) => b.has(stream))).toEqual([]);
  expect(Math.min(a.size, b.size)).toBeGreaterThan(0);
  await client.deletePersistentSubscriptionToAll('pinned');
});
