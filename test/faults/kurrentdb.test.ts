import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { beginning, verifyStore } from '@monitoring-timeline/core';
import { Recorder, refusal, sampleEvents } from '@monitoring-timeline/core/contract';
import { type KurrentStore, openKurrentStore } from '@monitoring-timeline/core/kurrentdb';
import { type Fault, Refusal, TestServer } from '@monitoring-timeline/core/kurrentdb-test-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { randomFrom } from '../support/random.ts';
import { roundsOr } from '../support/rounds.ts';
import { until } from '../support/until.ts';

const notLeader = new Refusal(14, 'Server is not ready');
const internal = new Refusal(
  13,
  'Received RST_STREAM with code 0 (Call ended without gRPC status)',
);

/** What can happen to an append whose outcome the writer does not learn. */
const lost: readonly [string, Fault][] = [
  ['the connection is cut after it was committed', { does: 'lose-reply', ends: 'cut' }],
  ['nothing is ever answered though it was committed', { does: 'lose-reply', ends: 'silence' }],
  ['the shared stream ends after it was committed', { does: 'lose-reply', ends: internal }],
  ['the server refuses it for a moment', { does: 'refuse', with: notLeader }],
  ['it hangs and nothing was done', { does: 'hang' }],
];

describe('a KurrentDB with faults', () => {
  const server = new TestServer();
  let keeper: KurrentStore;
  let store: KurrentStore;
  const open = (options: object = {}): Promise<KurrentStore> =>
    openKurrentStore(`${server.connectionString}&defaultDeadline=800&namespace=t${randomUUID()}`, {
      backOff: { first: 5, longest: 40 },
      ...options,
    });

  beforeAll(async () => {
    await server.start();
    keeper = await open();
  });
  afterAll(async () => {
    await keeper.close();
    await server[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    store = await open();
  });
  afterEach(async () => {
    server.faults.clear();
    await store.close();
  });

  it.each(lost)('writes an append once where %s', async (_, fault) => {
    const before = sampleEvents(1);
    await store.append('a', before, { expected: 'none' });
    server.faults.add('append', fault);
    const events = sampleEvents(3);
    const result = await store.append('a', events, { expected: 'any' });
    expect(result).toMatchObject({ firstRevision: 1, lastRevision: 3, alreadyThere: false });
    const read = await store.readStream('a');
    expect(read.map(({ event }) => event.id)).toEqual([...before, ...events].map(({ id }) => id));
    expect(result.position).toBe(read.at(-1)?.position);
    expect(await verifyStore(store)).toMatchObject({ valid: true, events: 4 });
  });

  it('writes the events of several streams once where answers are lost among them', async () => {
    const writes = Array.from({ length: 12 }, (_, n) => ({
      stream: `s${n}`,
      events: sampleEvents(2),
      expected: 'none' as const,
    }));
    server.faults.add('append', { does: 'lose-reply', ends: 'cut' }, { skip: 4 });
    await store.appendMany(writes);
    expect(await store.head()).toMatchObject({ events: 24, streams: 12 });
    const again = await store.appendMany(writes);
    expect(again.every(({ alreadyThere }) => alreadyThere)).toBe(true);
    expect(await verifyStore(store)).toMatchObject({ valid: true, events: 24 });
  });

  it('says that an outcome is unknown where the server stays away, and takes the same events once when it is back', async () => {
    const impatient = await open({ patience: 200 });
    await impatient.append('a', sampleEvents(1), { expected: 'none' });
    const events = sampleEvents(2);
    server.faults.add('append', { does: 'lose-reply', ends: 'silence' });
    const append = impatient.append('a', events, { expected: 0 });
    append.catch(() => {});
    await until('for the append to come', () => server.faults.counts.waiting === 0);
    await server.kill();
    const error = await refusal(append, 'StoreUnavailable').finally(() => server.start());
    expect(String(error)).toContain('never written twice');
    expect(error.details).toMatchObject({ outcome: 'unknown' });
    await impatient.append('a', events, { expected: 'any' });
    expect(await impatient.readStream('a')).toHaveLength(3);
    await impatient.close();
  });

  it('ends every call where the server is frozen', async () => {
    const impatient = await open({ patience: 0 });
    await impatient.append('a', sampleEvents(1), { expected: 'none' });
    server.freeze();
    try {
      await refusal(impatient.readStream('a'), 'StoreUnavailable');
      await refusal(impatient.append('a', sampleEvents(1), { expected: 0 }), 'StoreUnavailable');
      await refusal(impatient.head(), 'StoreUnavailable');
    } finally {
      server.thaw();
      await impatient.close();
    }
  });

  it('takes a checkpoint of another process for what it is, though the server was away when it was first read from', async () => {
    const address = `${server.connectionString}&namespace=t${randomUUID()}`;
    const here = await openKurrentStore(address);
    await here.append('a', sampleEvents(3), { expected: 'none' });
    const [first] = await here.readStream('a');
    const elsewhere = await openKurrentStore(address);
    server.faults.add('read', { does: 'refuse', with: notLeader });
    const { events } = await elsewhere.readAll(first!.position);
    expect(events.map(({ revision }) => revision)).toEqual([1, 2]);
    await Promise.all([here.close(), elsewhere.close()]);
  });

  it('holds its promises while the server is killed again and again under writers and readers', async () => {
    const rounds = roundsOr(3);
    const random = randomFrom(2310);
    const patient = await open({ patience: 60_000 });
    const recorder = new Recorder((signal) => patient.follow(beginning, { signal }));
    await recorder.until(({ caughtUp }) => caughtUp);
    let stopped = false;
    const written: string[] = [];
    const write = async (name: string): Promise<void> => {
      while (!stopped) {
        const events = sampleEvents(2);
        await patient.append(name, events, { expected: 'any' });
        written.push(...events.map(({ id }) => id));
      }
    };
    const writers = ['a', 'b', 'b'].map(write);
    for (let round = 0; round < rounds; round += 1) {
      await sleep(30 + random() * 150);
      await (random() < 0.5 ? server.kill() : server.stop(20));
      await sleep(random() * 60);
      await server.start();
    }
    await sleep(100);
    stopped = true;
    await Promise.all(writers);
    await recorder.until(({ ids }) => ids.length >= written.length);
    expect(new Set(recorder.ids).size).toBe(recorder.ids.length);
    expect([...recorder.ids].sort()).toEqual([...written].sort());
    const { events } = await patient.readAll(beginning, { limit: 100_000 });
    expect(recorder.events.slice(0, 100)).toEqual(events.slice(0, 100));
    expect(await verifyStore(patient)).toMatchObject({ valid: true, events: written.length });
    recorder.stop();
    await patient.close();
  });
});

it('opens a log on a KurrentDB that is started only after the first attempt', async () => {
  const server = await new TestServer().start();
  const address = `${server.connectionString}&namespace=t${randomUUID()}`;
  await server.kill();
  const opening = openKurrentStore(address, {
    patience: 60_000,
    backOff: { first: 20, longest: 100 },
  });
  opening.catch(() => {});
  await sleep(300);
  await server.start();
  const store = await opening;
  await store.append('a', sampleEvents(1), { expected: 'none' });
  expect(await store.head()).toMatchObject({ events: 1 });
  await store.close();
  await server[Symbol.asyncDispose]();
});
