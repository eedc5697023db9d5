import { randomUUID } from 'node:crypto';
import { beginning, verifyStore } from '@monitoring-timeline/core';
import { Recorder, refusal, sampleEvents } from '@monitoring-timeline/core/contract';
import {
  type KurrentStore,
  openKurrentPeople,
  openKurrentStore,
} from '@monitoring-timeline/core/kurrentdb';
import {
  handlerThrew,
  TestCluster,
  type TestServer,
} from '@monitoring-timeline/core/kurrentdb-test-server';
import { personIdOf } from '@monitoring-timeline/core/people';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/until.ts';

/** Long enough for whatever the machine does meanwhile: no test may come to its end. */
const patience = 120_000;
const backOff = { first: 5, longest: 50 };

describe('a log on a cluster whose leader dies', () => {
  let cluster: TestCluster;
  let address: string;
  let store: KurrentStore;

  beforeEach(async () => {
    cluster = await new TestCluster().start();
    address = `${cluster.connectionString}&namespace=t${randomUUID()}`;
    store = await openKurrentStore(address, { backOff, patience });
  });
  afterEach(async () => {
    await store.close();
    await cluster[Symbol.asyncDispose]();
  });

  it('is read again from the new leader, by every store and subscription that read before', async () => {
    const second = await openKurrentStore(address, { backOff, patience });
    const expected = sampleEvents(3);
    await store.append('a', expected, { expected: 'none' });
    const recorder = new Recorder((signal) => second.follow(beginning, { signal }));
    await recorder.until(({ caughtUp }) => caughtUp);

    await cluster.kill(cluster.leader);
    const reading = Promise.all([store.readAll(beginning), second.readStream('a'), store.head()]);
    cluster.elect();
    const [page, stream, head] = await reading;
    const ids = expected.map(({ id }) => id);
    expect(page.events.map(({ event }) => event.id)).toEqual(ids);
    expect(stream.map(({ event }) => event.id)).toEqual(ids);
    expect(head).toMatchObject({ events: 3 });

    const more = sampleEvents(2);
    await store.append('a', more, { expected: 2 });
    await recorder.until((told) => told.ids.length === 5);
    expect(recorder.ids).toEqual([...expected, ...more].map(({ id }) => id));
    expect(await verifyStore(store)).toMatchObject({ valid: true, events: 5 });
    recorder.stop();
    await second.close();
  });

  it('writes again though the client gave up looking for a leader while nobody led', async () => {
    const people = await openKurrentPeople(address, { backOff, patience });
    await people.add({ id: personIdOf('Ada Example'), name: 'Ada Example' });
    const { followers } = cluster;
    for (const { faults } of followers) {
      faults.add('gossip', { does: 'slow', ms: 0 }, { times: 100_000 });
    }
    const asked = (): number =>
      followers.reduce((sum, { faults }) => sum + faults.counts.struck, 0);
    await cluster.kill(cluster.leader);
    // nothing is read meanwhile, so nothing but the write can tell that the client is of no use any more
    const added = people.add({ id: personIdOf('Bob Example'), name: 'Bob Example' });
    await until('for the nodes to be asked who leads, over and over', () => asked() > 40);
    cluster.elect();
    expect(await added).toBe('added');
    await people.close();
  });

  it('says who leads where one node alone is named and follows', async () => {
    const [{ port }] = cluster.followers as [TestServer];
    const alone = `kurrentdb://127.0.0.1:${port}?tls=false`;
    const error = await refusal(
      openKurrentStore(alone, { backOff, patience: 100 }),
      'StoreUnavailable',
    );
    const leader = `127.0.0.1:${cluster.leader.port}`;
    expect(error).toMatchObject({ details: { leader } });
    expect(String(error)).toContain(`that is ${leader}. Name every node`);
  });

  it('takes every append once from writers that were at work when the leader died, twice over', async () => {
    const written: string[] = [];
    const writing = ['a', 'b', 'shared', 'shared'].map(async (stream) => {
      for (let n = 0; n < 15; n += 1) {
        const events = sampleEvents(2);
        await store.append(stream, events, { expected: 'any' });
        written.push(...events.map(({ id }) => id));
      }
    });
    for (const enough of [20, 60]) {
      await until('for some to be written', () => written.length >= enough);
      const { leader } = cluster;
      await cluster.kill(leader);
      cluster.elect();
      await cluster.restart(leader);
    }
    await Promise.all(writing);
    const { events } = await store.readAll(beginning);
    expect(events.map(({ event }) => event.id).sort()).toEqual(written.sort());
    expect(await verifyStore(store)).toMatchObject({ valid: true, events: 120, streams: 3 });
  });
});

describe('a log whose views are read from followers', () => {
  let cluster: TestCluster;
  let store: KurrentStore;
  const open = (namespace: string): Promise<KurrentStore> =>
    openKurrentStore(`${cluster.connectionString}&nodePreference=follower&namespace=${namespace}`, {
      backOff,
      patience,
    });
  const ids = async (of: KurrentStore): Promise<string[]> =>
    (await of.readAll(beginning)).events.map(({ event }) => event.id);

  beforeEach(async () => {
    cluster = await new TestCluster().start();
    store = await open('log');
  });
  afterEach(async () => {
    await store.close();
    await cluster[Symbol.asyncDispose]();
  });

  it('decides by the leader: what followers have not got yet is neither unknown, nor new, nor damage', async () => {
    for (const follower of cluster.followers) cluster.hold(follower);
    const events = sampleEvents(3);
    const { position } = await store.append('a', events, { expected: 'none' });
    const second = await open('log');
    expect(second.id).toBe(store.id);
    expect(await second.append('a', events, { expected: 'none' })).toMatchObject({
      alreadyThere: true,
      position,
    });
    await second.append('a', sampleEvents(1), { expected: 2 });
    expect(await second.known('a', [events[0]!.id])).toEqual(new Set([events[0]!.id]));
    expect(await second.at(position)).toMatchObject({ revision: 2 });
    expect(await second.streams()).toEqual(['a']);
    expect(await store.head()).toMatchObject({ events: 4 });
    expect(await ids(store)).toHaveLength(4);
    expect((await store.readAll(position)).events).toHaveLength(1);
    expect(await verifyStore(second)).toMatchObject({ valid: true, events: 4, problems: [] });
    await second.close();
  });

  it('asks followers for its views as soon as they have what this process knows of', async () => {
    const events = sampleEvents(3);
    await store.append('a', events, { expected: 'none' });
    const { faults } = cluster.leader;
    faults.add('read', { does: 'refuse', with: handlerThrew() }, { stream: '$all' });
    expect(await ids(store)).toEqual(events.map(({ id }) => id));
    const recorder = new Recorder((signal) => store.follow(beginning, { signal }));
    await recorder.until(({ caughtUp }) => caughtUp);
    expect(recorder.ids).toEqual(events.map(({ id }) => id));
    recorder.stop();
    expect(faults.counts).toEqual({ struck: 0, waiting: 1 });
    faults.clear();
  });

  it('goes on from another follower where the one that it reads from dies', async () => {
    const events = sampleEvents(3);
    await store.append('a', events, { expected: 'none' });
    expect(await ids(store)).toHaveLength(3);
    const [first, second] = cluster.followers;
    for (const follower of [first!, second!]) {
      await cluster.kill(follower);
      expect(await ids(store)).toEqual(events.map(({ id }) => id));
      await cluster.restart(follower);
    }
  });
});
