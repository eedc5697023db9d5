import { randomUUID } from 'node:crypto';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import {
  type KurrentStore,
  openKurrentState,
  openKurrentStore,
} from '@monitoring-timeline/core/kurrentdb';
import { accessDenied, TestServer } from '@monitoring-timeline/core/kurrentdb-test-server';
import type { StateStore } from '@monitoring-timeline/core/state';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

describe('state beside a log on KurrentDB', () => {
  const server = new TestServer();
  let raw: KurrentDBClient;
  let keeper: KurrentStore;
  let namespace: string;
  let opened: StateStore[] = [];
  const backOff = { first: 5, longest: 50 };
  const open = async (options: object = {}): Promise<StateStore> => {
    const address = `${server.connectionString}&namespace=${namespace}`;
    const state = await openKurrentState(address, { backOff, ...options });
    opened.push(state);
    return state;
  };
  const at = (checkpoint: string) => ({ checkpoint, storeId: 'log-1', version: '1' });
  const entry = (key: string, value = key) => ({ key, value: JSON.stringify(value) });
  const stream = (projection: string): string => `${namespace}.state-${projection}`;
  const held = async (projection: string): Promise<number> => {
    let events = 0;
    for await (const _ of raw.readStream(stream(projection))) events += 1;
    return events;
  };

  beforeAll(async () => {
    await server.start();
    raw = KurrentDBClient.connectionString(server.connectionString);
    // stores of one process share a client as long as one is open: connecting takes longer than most tests
    keeper = await openKurrentStore(`${server.connectionString}&namespace=keeper`);
  });
  afterAll(async () => {
    await keeper.close();
    await raw.dispose();
    await server[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    namespace = `t${randomUUID()}`;
  });
  afterEach(async () => {
    server.faults.clear();
    for (const one of opened.splice(0)) await one.close();
    opened = [];
  });

  it('is the same for everybody, at once, and is there for who comes later', async () => {
    const [one, other] = [await open(), await open()];
    await one.commit('notices', { header: at('1'), from: undefined, put: [entry('a')] });
    expect(await other.header('notices')).toEqual(at('1'));
    await other.commit('notices', { header: at('2'), from: '1', put: [entry('b')], remove: ['a'] });
    expect(await one.entries('notices')).toEqual([entry('b')]);
    expect(await one.get('notices', 'a')).toBeUndefined();
    const later = await open();
    expect(await later.entries('notices')).toEqual([entry('b')]);
    await later.drop('notices');
    expect(await one.header('notices')).toBeUndefined();
    await one.commit('notices', { header: at('1'), from: undefined, put: [entry('c')] });
    expect(await other.entries('notices')).toEqual([entry('c')]);
  });

  it('is written by one of many who go on from the same place, and the others are told', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => open()));
    let from: string | undefined;
    for (let round = 1; round <= 5; round += 1) {
      const written = await Promise.allSettled(
        all.map((state, n) =>
          state.commit('notices', { header: at(`${round}/${n}`), from, put: [entry(`${round}`)] }),
        ),
      );
      const won = written.findIndex(({ status }) => status === 'fulfilled');
      const lost = written.filter((one) => one.status === 'rejected');
      expect(lost.map(({ reason }) => reason.code)).toEqual(Array(5).fill('StateMoved'));
      from = `${round}/${won}`;
      for (const state of all) expect(await state.header('notices')).toEqual(at(from));
    }
  });

  it('takes more in one change than the server takes in one append, all of it or none', async () => {
    const state = await open();
    const put = Array.from({ length: 12 }, (_, n) => entry(`k${n + 10}`, 'x'.repeat(100_000)));
    await state.commit('notices', { header: at('1'), from: undefined, put });
    expect(await (await open()).entries('notices')).toEqual(put);

    // a writer that ends half way leaves nothing, and nobody waits for it
    server.faults.add('append', { does: 'refuse', with: accessDenied() }, { skip: 1 });
    const cut = state.commit('notices', { header: at('2'), from: '1', remove: ['k10'], put });
    await expect(cut).rejects.toThrow();
    server.faults.clear();
    const other = await open();
    expect(await other.header('notices')).toEqual(at('1'));
    expect((await other.entries('notices')).length).toBe(12);
    await other.commit('notices', { header: at('3'), from: '1', put: [entry('z')] });
    expect(await other.get('notices', 'k10')).toBe(put[0]?.value);
    expect((await (await open()).entries('notices')).length).toBe(13);
  });

  it('is written once where an answer is lost on its way', async () => {
    const state = await open();
    await state.commit('q', { header: at('1'), from: undefined });
    server.faults.add('append', { does: 'lose-reply', ends: 'cut' });
    await state.commit('q', { header: at('2'), from: '1', put: [entry('a')] });
    expect(await (await open()).header('q')).toEqual(at('2'));
    expect(await held('q')).toBe(2);
  });

  it('lets go of what was overwritten, and who was away meanwhile misses nothing', async () => {
    const state = await open({ tidyAfter: 20 });
    const away = await open();
    await state.commit('lease', {
      header: at('0'),
      from: undefined,
      put: [entry('kept'), entry('gone')],
    });
    expect((await away.entries('lease')).length).toBe(2);
    await state.commit('lease', { header: at('1'), from: '0', remove: ['gone'] });
    for (let n = 1; n < 100; n += 1) {
      await state.commit('lease', {
        header: at(`${n + 1}`),
        from: `${n}`,
        put: [entry('held', `${n}`)],
      });
    }
    expect(await held('lease')).toBeLessThan(40);
    const present = [entry('held', '99'), entry('kept')];
    expect(await away.entries('lease')).toEqual(present);
    expect(await away.header('lease')).toEqual(at('100'));
    expect(await (await open()).entries('lease')).toEqual(present);
  });

  it('leaves what an operator allowed on its streams as it is', async () => {
    const state = await open({ tidyAfter: 5 });
    const acl = { readRoles: ['$all'] };
    await raw.setStreamMetadata(stream('lease'), { acl });
    for (let n = 0; n < 12; n += 1) {
      await state.commit('lease', { header: at(`${n + 1}`), from: n === 0 ? undefined : `${n}` });
    }
    const { metadata } = await raw.getStreamMetadata(stream('lease'));
    expect(metadata?.truncateBefore).toBeGreaterThan(0);
    expect(metadata?.acl).toMatchObject(acl);
  });

  it('is no part of the log', async () => {
    const address = `${server.connectionString}&namespace=${namespace}`;
    const log = await openKurrentStore(address);
    await (await open()).commit('notices', { header: at('1'), from: undefined, put: [entry('a')] });
    expect(await log.head()).toMatchObject({ events: 0 });
    expect(await log.streams()).toEqual([]);
    await log.close();
  });
});
