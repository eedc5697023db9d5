import { randomUUID } from 'node:crypto';
import type { Recorded } from '@monitoring-timeline/core';
import { type KurrentStore, openKurrentStore } from '@monitoring-timeline/core/kurrentdb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestServer } from '../kurrentdb/server.ts';
import { refusal } from './event-store/fixture.ts';
import { sampleEvents } from './sample-events.ts';

const server = new TestServer();
let keeper: KurrentStore;
let store: KurrentStore;
let address: string;
const open = (): Promise<KurrentStore> =>
  openKurrentStore(address, { backOff: { first: 5, longest: 50 } });
beforeAll(async () => {
  await server.start();
  keeper = await openKurrentStore(server.connectionString);
});
afterAll(async () => {
  await keeper.close();
  await server[Symbol.asyncDispose]();
});
beforeEach(async () => {
  address = `${server.connectionString}&namespace=t${randomUUID()}`;
  store = await open();
});
afterEach(() => store.close());

describe('workers that share a log on KurrentDB', () => {
  const stops: AbortController[] = [];
  const works: Promise<void>[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) stop.abort();
    await Promise.all(works.splice(0));
  });

  /** A worker that notes what it dealt with, and whose handling may fail. */
  const worker = (fails: (recorded: Recorded) => boolean = () => false): Recorded[] => {
    const done: Recorded[] = [];
    const stop = new AbortController();
    stops.push(stop);
    const handle = async (recorded: Recorded): Promise<void> => {
      if (fails(recorded)) throw new Error(`cannot deal with revision ${recorded.revision}`);
      done.push(recorded);
    };
    works.push(store.workers('records').work(handle, { stop: stop.signal, attempts: 3 }));
    return done;
  };

  const fill = async (): Promise<string[]> => {
    const ids: string[] = [];
    for (let n = 0; n < 12; n += 1) {
      const events = sampleEvents(2);
      ids.push(...events.map(({ id }) => id));
      await store.append(`authority-${n % 6}`, events, { expected: 'any' });
    }
    return ids.sort();
  };

  const idsOf = (...done: (readonly Recorded[])[]): string[] =>
    [...new Set(done.flat().map(({ event }) => event.id))].sort();

  it('get every event, those of one stream at one worker, those of others not at all', async () => {
    await store.workers('records').ensure();
    await store.workers('records').ensure();
    const [one, two] = [worker(), worker()];
    await server.opened('persistent', 2);
    const ids = await fill();
    await expect.poll(() => idsOf(one, two).length, { timeout: 10_000 }).toBe(ids.length);
    expect(idsOf(one, two)).toEqual(ids);
    const streams = (done: readonly Recorded[]) => new Set(done.map(({ stream }) => stream));
    expect([...streams(one)].filter((stream) => streams(two).has(stream))).toEqual([]);
  });

  it('park what no attempt could deal with, tell why, and get it again when it is replayed', async () => {
    await store.workers('records').ensure();
    let broken = true;
    const done = worker(({ stream, revision }) => broken && stream === 'a' && revision === 1);
    await store.append('a', sampleEvents(3), { expected: 'none' });
    const parked = () => store.workers('records').parked();
    await expect.poll(async () => (await parked()).length, { timeout: 10_000 }).toBe(1);
    const [one] = await parked();
    expect(one?.recorded).toMatchObject({ stream: 'a', revision: 1 });
    expect(one?.reason).toContain('cannot deal with revision 1');
    expect(done.map(({ revision }) => revision)).toEqual([0, 2]);
    broken = false;
    await store.workers('records').replayParked();
    await expect.poll(() => done.length, { timeout: 10_000 }).toBe(3);
  });

  it('go on where the server was killed, with what was not acknowledged, at least once', async () => {
    await store.workers('records').ensure();
    const done = worker();
    await server.opened('persistent', 1);
    const before = await fill();
    await server.kill();
    await server.start();
    const after = await fill();
    await expect.poll(() => idsOf(done).length, { timeout: 10_000 }).toBe(48);
    expect(idsOf(done)).toEqual([...before, ...after].sort());
  });

  it('say so where there is no such group, and removing one that is not there is no error', async () => {
    const none = store.workers('none');
    await refusal(
      none.work(async () => {}, { stop: new AbortController().signal }),
      'NoSuchWorkers',
    );
    await none.ensure();
    await none.remove();
    await none.remove();
    await refusal(none.replayParked(), 'NoSuchWorkers');
  });
});

describe('a lease on a log', () => {
  it('is held by one at a time, and free once the work is done', async () => {
    const other = await open();
    const outcome = await store.holding('notices', { holder: 'the first' }, async () => {
      const refused = await refusal(
        other.holding('notices', { holder: 'the second' }, async () => 'never'),
        'LeaseHeld',
      );
      expect(refused.details).toMatchObject({ holder: 'the first' });
      expect(await other.holding('something else', { holder: 'x' }, async () => 'done')).toBe(
        'done',
      );
      return 'done';
    });
    expect(outcome).toBe('done');
    expect(await other.holding('notices', { holder: 'the second' }, async () => 'mine')).toBe(
      'mine',
    );
    await other.close();
  });

  it('goes to exactly one of several who ask at once', async () => {
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4].map((n) =>
        store.holding('notices', { holder: `number ${n}` }, async () => {
          await new Promise((resolve) => setTimeout(resolve, 100));
          return n;
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is kept by renewing it, runs out where its holder is gone, and tells a holder that lost it', async () => {
    const later = { now: () => new Date(Date.now() + 60_000) };
    const lasts = 150;
    const lost = store.holding('notices', { holder: 'sleeping', lasts }, async (signal) => {
      await new Promise((resolve) => setTimeout(resolve, 2 * lasts));
      await refusal(
        store.holding('notices', { holder: 'x' }, async () => 0),
        'LeaseHeld',
      );
      // another machine whose clock says that it ran out long ago
      await store.holding('notices', { holder: 'another', lasts: 60_000, ...later }, async () => {
        await expect.poll(() => signal.aborted, { timeout: 5_000 }).toBe(true);
      });
      return signal.aborted;
    });
    expect(await lost).toBe(true);
  });

  it('is given back also where the work fails', async () => {
    const failing = store.holding('notices', { holder: 'x' }, async () => {
      throw new Error('as it happens');
    });
    await expect(failing).rejects.toThrow('as it happens');
    expect(await store.holding('notices', { holder: 'y' }, async () => 1)).toBe(1);
  });
});
