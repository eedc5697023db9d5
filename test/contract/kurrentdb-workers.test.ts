import { randomUUID } from 'node:crypto';
import type { Recorded } from '@monitoring-timeline/core';
import { refusal, sampleEvents } from '@monitoring-timeline/core/contract';
import { type KurrentStore, openKurrentStore } from '@monitoring-timeline/core/kurrentdb';
import { TestServer } from '@monitoring-timeline/core/kurrentdb-test-server';
import { createVirtualClock, type VirtualClock } from '@monitoring-timeline/projections';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/until.ts';

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
    await until('for all to be dealt with', () => idsOf(one, two).length === ids.length);
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
    await until('for one to be parked', async () => (await parked()).length === 1);
    const [one] = await parked();
    expect(one?.recorded).toMatchObject({ stream: 'a', revision: 1 });
    expect(one?.reason).toContain('cannot deal with revision 1');
    expect(done.map(({ revision }) => revision)).toEqual([0, 2]);
    broken = false;
    await store.workers('records').replayParked();
    await until('for the parked one', () => done.length === 3);
  });

  it('go on where the server was killed, with what was not acknowledged, at least once', async () => {
    await store.workers('records').ensure();
    const done = worker();
    await server.opened('persistent', 1);
    const before = await fill();
    await server.kill();
    await server.start();
    const after = await fill();
    await until('for all of both times', () => idsOf(done).length === 48);
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
  const lasts = 30_000;

  /** Lets a third of the lease pass, and waits until it is renewed: its holder sleeps again. */
  const renewal = async (clock: VirtualClock): Promise<void> => {
    const before = clock.sleeps.length;
    await clock.advance(lasts / 3);
    await until('for the lease to be renewed', () => clock.sleeps.length > before);
  };

  const aborted = (signal: AbortSignal): Promise<unknown> =>
    until('for the holder to be told', () => signal.aborted);

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

  it('keeps who held it lately, and not every renewal for ever', async () => {
    await store.holding('notices', { holder: 'the first' }, async () => {
      const stream = `${new URL(address).searchParams.get('namespace')}.lease-notices`;
      const kept = (): number | undefined => server.log.metadata(stream).maxCount;
      expect(await until('for the server to be told how many to keep', kept)).toBe(100);
    });
  });

  it('goes to exactly one of several who ask at once', async () => {
    const over = Promise.withResolvers<void>();
    const refused: unknown[] = [];
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4].map((n) =>
        store
          .holding('notices', { holder: `number ${n}` }, () => over.promise)
          .catch((error: unknown) => {
            // whoever has it holds it until all others were refused
            if (refused.push(error) === 3) over.resolve();
            throw error;
          }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const error of refused) expect(error).toMatchObject({ code: 'LeaseHeld' });
  });

  it('is kept by renewing it, for as long as the work takes', async () => {
    const clock = createVirtualClock('2026-03-02');
    await store.holding('notices', { holder: 'at work', lasts, clock }, async (lost) => {
      for (let renewed = 0; renewed < 6; renewed += 1) await renewal(clock);
      await refusal(
        store.holding('notices', { holder: 'x', clock }, async () => 0),
        'LeaseHeld',
      );
      expect(lost.aborted).toBe(false);
    });
  });

  it('goes to another once it has run out, and its holder is told, and ends with an error', async () => {
    const clock = createVirtualClock('2026-03-02');
    const gone = { now: () => clock.now() + 2 * lasts, sleep: clock.sleep };
    const held = store.holding('notices', { holder: 'stood still', lasts, clock }, async (lost) => {
      // for another machine it ran out long ago
      await store.holding('notices', { holder: 'another', lasts, clock: gone }, async () => {
        await clock.advance(lasts / 3);
        await aborted(lost);
      });
      expect(lost.reason).toMatchObject({ code: 'LeaseLost' });
      return 'done as if it were still held';
    });
    const error = await refusal(held, 'LeaseLost');
    expect(String(error)).toContain('another process took it');
  });

  it('that ran out while its holder stood still is renewed where nobody took it, and the holder is told for how long', async () => {
    const clock = createVirtualClock('2026-03-02');
    const lapses: number[] = [];
    const options = { holder: 'x', lasts, clock, onLapse: (ms: number) => lapses.push(ms) };
    await store.holding('notices', options, async (lost) => {
      clock.set('2026-03-03');
      await renewal(clock);
      expect(lost.aborted).toBe(false);
      expect(lapses).toEqual([24 * 3_600_000 - lasts]);
      await renewal(clock);
      expect(lapses).toHaveLength(1);
    });
  });

  it('is lost where the server cannot be asked before it runs out', async () => {
    const clock = createVirtualClock('2026-03-02');
    const held = store.holding('notices', { holder: 'x', lasts: 300, clock }, async (lost) => {
      await server.kill();
      try {
        await clock.advance(300);
        await aborted(lost);
      } finally {
        await server.start();
      }
    });
    expect(String(await refusal(held, 'LeaseLost'))).toContain('could not be asked');
  });

  it('is given back also where the work fails', async () => {
    const failing = store.holding('notices', { holder: 'x' }, async () => {
      throw new Error('as it happens');
    });
    await expect(failing).rejects.toThrow('as it happens');
    expect(await store.holding('notices', { holder: 'y' }, async () => 1)).toBe(1);
  });
});
