import { randomUUID } from 'node:crypto';
import {
  beginning,
  copyLog,
  type EventStore,
  streamOf,
  verifyStore,
} from '@monitoring-timeline/core';
import { refusal, sampleEvents } from '@monitoring-timeline/core/contract';
import {
  type KurrentStore,
  openKurrentPeople,
  openKurrentStore,
} from '@monitoring-timeline/core/kurrentdb';
import { TestServer } from '@monitoring-timeline/core/kurrentdb-test-server';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import {
  copyNames,
  createMemoryPeopleRegister,
  personIdOf,
} from '@monitoring-timeline/core/people';
import { createVirtualClock, openTimeline, type Timeline } from '@monitoring-timeline/projections';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomFrom } from '../support/random.ts';
import { shippedEvents } from '../support/record.ts';
import { inFull, roundsOr } from '../support/rounds.ts';
import { until } from '../support/until.ts';

const few = new Set(['sunderland', 'stockton-on-tees', 'cheshire-east', 'trafford', 'england']);

/** The shipped record in one log; of a few authorities only, unless all is asked for. */
async function recordInMemory(): Promise<EventStore> {
  const store = createMemoryStore();
  const events = shippedEvents().filter(({ authority }) => inFull || few.has(authority));
  const writes = events.map((event) => ({
    stream: streamOf(event),
    events: [event],
    expected: 'any' as const,
  }));
  await store.appendMany(writes);
  return store;
}

/** What users are told of each authority that was copied at a day, as known on another. */
async function answersOf(timeline: Timeline, asOf: string, knownAt: string): Promise<unknown> {
  const dates = { asOf, knownAt };
  const standings = [];
  for (const { key } of timeline.directory.all()) {
    if (!inFull && !few.has(key)) continue;
    standings.push(await timeline.ask('standing', { authority: key }, dates));
  }
  return { standings, picture: await timeline.ask('picture', {}, dates) };
}

describe('copying a log', () => {
  const server = new TestServer();
  let keeper: KurrentStore;
  const open = (): Promise<KurrentStore> =>
    openKurrentStore(`${server.connectionString}&namespace=t${randomUUID()}`);
  beforeAll(async () => {
    await server.start();
    keeper = await open();
  });
  afterAll(async () => {
    await keeper.close();
    await server[Symbol.asyncDispose]();
  });

  it('there and back keeps every event, hash and answer', async () => {
    const source = await recordInMemory();
    const there = await open();
    const back = createMemoryStore();
    const copied = await copyLog(source, there);
    await copyLog(there, back);
    const { hash, events, streams } = await source.head();
    expect(copied).toMatchObject({ copied: events, alreadyThere: 0 });
    for (const store of [source, there, back]) {
      expect(await verifyStore(store)).toMatchObject({
        valid: true,
        head: { hash, events, streams },
      });
    }
    expect((await back.readAll(beginning, { limit: events })).events).toEqual(
      (await source.readAll(beginning, { limit: events })).events,
    );
    const random = randomFrom(1989);
    const day = (): string =>
      new Date(Date.UTC(2009, 0, 1) + random() * 17 * 365 * 86_400_000).toISOString().slice(0, 10);
    const clock = createVirtualClock('2026-09-01');
    const [ours, theirs] = [
      await openTimeline({ store: source, clock }),
      await openTimeline({ store: there, clock }),
    ];
    for (let round = 0; round < roundsOr(3); round += 1) {
      const [asOf, knownAt] = [day(), day()];
      expect(await answersOf(theirs, asOf, knownAt), `${asOf} ${knownAt}`).toEqual(
        await answersOf(ours, asOf, knownAt),
      );
    }
    await ours.close();
    await theirs.close();
    await there.close();
  });

  it('goes on from wherever it ended, one event or many, and the other way as well', async () => {
    const source = createMemoryStore();
    for (let n = 0; n < 40; n += 1) {
      await source.append(`s${n % 4}`, sampleEvents((n % 3) + 1), { expected: 'any' });
    }
    const { hash } = await source.head();
    const { events } = await source.readAll(beginning, { limit: 1000 });
    const random = randomFrom(7);
    for (let round = 0; round < roundsOr(3); round += 1) {
      const there = await open();
      const begun = events.slice(0, Math.floor(random() * events.length));
      await there.restore(begun);
      expect(await copyLog(source, there)).toMatchObject({
        alreadyThere: begun.length,
        target: { hash },
      });
      expect(await copyLog(source, there)).toMatchObject({ copied: 0, target: { hash } });
      const back = createMemoryStore();
      await back.restore(begun);
      expect(await copyLog(there, back)).toMatchObject({ target: { hash } });
      await there.close();
    }
  });

  it('goes on where answers were lost and the server was killed in the middle', async () => {
    const source = createMemoryStore();
    for (let n = 0; n < 60; n += 1) {
      await source.append(`s${n % 5}`, sampleEvents(2), { expected: 'any' });
    }
    const there = await open();
    server.faults.add('append', { does: 'lose-reply', ends: 'cut' }, { skip: 10, times: 3 });
    const copy = copyLog(source, there);
    await until('for some to be copied', async () => (await there.head()).events > 20);
    await server.kill();
    await server.start();
    expect(await copy).toMatchObject({ copied: 120 });
    expect((await verifyStore(there)).head.hash).toBe((await source.head()).hash);
    await there.close();
  });

  it('keeps times that go back across streams, where writers had different clocks, and goes on after the latest', async () => {
    const address = `${server.connectionString}&namespace=t${randomUUID()}`;
    const clock = (time: string) => ({ now: () => new Date(time) });
    const [fast, slow] = [
      await openKurrentStore(address, clock('2030-01-01T00:00:00.000Z')),
      await openKurrentStore(address, clock('2020-01-01T00:00:00.000Z')),
    ];
    await fast.append('a', sampleEvents(1), { expected: 'none' });
    await slow.append('b', sampleEvents(1), { expected: 'none' });
    const back = createMemoryStore(clock('2025-01-01T00:00:00.000Z'));
    expect(await copyLog(slow, back)).toMatchObject({ copied: 2 });
    await back.append('a', sampleEvents(1), { expected: 0 });
    const times = (await back.readAll(beginning)).events.map(({ recorded }) =>
      recorded.slice(0, 4),
    );
    expect(times).toEqual(['2030', '2020', '2030']);
    expect(await verifyStore(back)).toMatchObject({ valid: true, events: 3 });
    await fast.close();
    await slow.close();
  });

  it('refuses a target that holds something else, is ahead, or is the source itself', async () => {
    const [source, other] = [createMemoryStore(), createMemoryStore()];
    await source.append('a', sampleEvents(2), { expected: 'none' });
    await other.append('a', sampleEvents(1), { expected: 'none' });
    await refusal(copyLog(source, other), 'CopyRefused');
    await refusal(copyLog(createMemoryStore(), other), 'CopyRefused');
    await refusal(copyLog(source, source), 'CopyRefused');
    expect(await other.head()).toMatchObject({ events: 1 });
  });

  it('copies the names of people, their corrections and erasures', async () => {
    const source = createMemoryPeopleRegister();
    const [ada, ben, eve] = ['Ada Example', 'Ben Sample', 'Eve Gone'].map((name) => ({
      id: personIdOf(name),
      name,
    }));
    await source.addAll([ada!, ben!, eve!]);
    const there = await openKurrentPeople(`${server.connectionString}&namespace=t${randomUUID()}`);
    expect(await copyNames(source, there, [])).toEqual({ added: 3, corrected: 0, erased: 0 });
    await source.rename(ben!.id, 'Benjamin Sample');
    await source.erase(eve!.id);
    const never = personIdOf('Never Copied');
    await source.erase(never);
    expect(await copyNames(source, there, [never])).toEqual({ added: 0, corrected: 1, erased: 2 });
    expect(await there.entries()).toEqual(await source.entries());
    expect(await there.name(never)).toEqual({ kind: 'erased' });
    await there.close();
  });
});
