import { randomUUID } from 'node:crypto';
import { beginning, verifyStore } from '@monitoring-timeline/core';
import { type KurrentStore, openKurrentStore } from '@monitoring-timeline/core/kurrentdb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestCluster } from '../kurrentdb/cluster.ts';
import { until } from '../support/until.ts';
import { Recorder } from './event-store/fixture.ts';
import { sampleEvents } from './sample-events.ts';

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
