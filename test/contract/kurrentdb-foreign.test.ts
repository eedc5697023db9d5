import { randomUUID } from 'node:crypto';
import { beginning, type EventFilter, verifyStore } from '@monitoring-timeline/core';
import { otherSampleEvent, Recorder, sampleEvents } from '@monitoring-timeline/core/contract';
import {
  type KurrentStore,
  openKurrentPeople,
  openKurrentStore,
} from '@monitoring-timeline/core/kurrentdb';
import { consumerTooSlow, TestServer } from '@monitoring-timeline/core/kurrentdb-test-server';
import { personIdOf } from '@monitoring-timeline/core/people';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const foreign = 4_000;
const bytes = new TextEncoder().encode(JSON.stringify({ text: 'x'.repeat(1_000) }));

describe('a log that shares its server with what others write', () => {
  let server: TestServer;
  let keeper: KurrentStore;
  const stores: KurrentStore[] = [];
  const open = async (more = ''): Promise<KurrentStore> => {
    const store = await openKurrentStore(`${server.connectionString}${more}`, {
      backOff: { first: 5, longest: 50 },
    });
    stores.push(store);
    return store;
  };
  /** Others write some megabytes; of the types are none that our logs ask for, unless told. */
  const othersWrite = (type = 'OrderPlaced', length = foreign, on = server): void => {
    const metadata = new Uint8Array();
    const events = Array.from({ length }, () => ({
      id: randomUUID(),
      type,
      json: true,
      data: bytes,
      metadata,
    }));
    on.log.write(`orders-${randomUUID()}`, events);
  };
  /** What a question comes to, and how many records the server looked at for it. */
  const asked = async <T>(question: (store: KurrentStore) => Promise<T>): Promise<[T, number]> => {
    const store = await open();
    const before = server.log.examined;
    return [await question(store), server.log.examined - before];
  };
  const ids = async (
    store: KurrentStore,
    filter?: EventFilter,
    decides = false,
  ): Promise<readonly string[]> => {
    const all: string[] = [];
    for (let after = beginning, atEnd = false; !atEnd; ) {
      const page = await store.readAll(after, { decides, ...(filter ? { filter } : {}) });
      all.push(...page.events.map(({ event }) => event.id));
      ({ next: after, atEnd } = page);
    }
    return all;
  };

  beforeEach(async () => {
    server = await new TestServer().start();
    keeper = await open();
  });
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
    await server[Symbol.asyncDispose]();
  });

  it('goes through each part that others filled once, whoever asks and whatever they ask', async () => {
    const expected: string[] = [];
    for (const stream of ['a', 'b']) {
      const events = [...sampleEvents(10), otherSampleEvent()];
      await keeper.append(stream, events, { expected: 'none' });
      expected.push(...events.map(({ id }) => id));
      othersWrite();
    }
    const [all, first] = await asked((store) => ids(store));
    expect(all).toEqual(expected);
    expect(first).toBeGreaterThan(2 * foreign);
    const noted = [expected.at(10), expected.at(-1)];
    const questions: [string[], (store: KurrentStore) => Promise<readonly string[]>][] = [
      [expected, (store) => ids(store)],
      [expected.slice(11), (store) => ids(store, { streamPrefix: 'b' })],
      [noted as string[], (store) => ids(store, { types: ['ContextNoted'] })],
      [noted as string[], (store) => ids(store, { types: ['ContextNoted'] }, true)],
      [['a', 'b'], (store) => store.streams()],
      [['22'], async (store) => [String((await store.head()).events)]],
    ];
    for (const [answer, question] of questions) {
      const [told, looked] = await asked(question);
      expect(told).toEqual(answer);
      expect(looked).toBeLessThan(foreign / 2);
    }
    const more = sampleEvents(2);
    await keeper.append('a', more, { expected: 10 });
    const [grown, looked] = await asked((store) => ids(store));
    expect(grown).toEqual([...expected, ...more.map(({ id }) => id)]);
    expect(looked).toBeLessThan(foreign / 2);
    // what is checked goes through everything, whatever was noted
    const [verified, whole] = await asked((store) => verifyStore(store));
    expect(verified).toMatchObject({ valid: true, events: 24 });
    expect(whole).toBeGreaterThan(2 * foreign);
  });

  it('has the server look for types, and takes none of another log', async () => {
    const events = sampleEvents(600);
    await keeper.append('a', events.slice(0, 300), { expected: 'none' });
    const noted = otherSampleEvent();
    await keeper.append('a', [noted], { expected: 299 });
    await keeper.append('a', events.slice(300), { expected: 300 });
    othersWrite('ContextNoted', 1_200);
    const last = otherSampleEvent();
    await keeper.append('b', [last], { expected: 'none' });
    expect(await ids(keeper, { types: ['ContextNoted'] })).toEqual([noted.id, last.id]);
    expect(await ids(keeper, { types: ['ContextNote', 'ontextNoted'] })).toEqual([]);
  });

  it('does not take a note for true where the server has another history', async () => {
    await keeper.append('a', sampleEvents(2), { expected: 'none' });
    othersWrite();
    const [, first] = await asked((store) => ids(store));
    const at = server.log.lastRevision('timeline.passed');
    const note = server.log.at('timeline.passed', at)!;
    const text = new TextDecoder().decode(note.data);
    const { end } = JSON.parse(text) as { end: { id: string } };
    const data = new TextEncoder().encode(text.replace(end.id, randomUUID()));
    server.log.write('timeline.passed', [{ ...note, id: randomUUID(), data }]);
    const [told, looked] = await asked((store) => ids(store));
    expect(told).toHaveLength(2);
    expect(looked).toBeGreaterThan(first / 2);
  });

  it('takes as long as there is to go through, where each step comes within its deadline', async () => {
    await using slow = await new TestServer({ stepMs: 60 }).start();
    const writer = await openKurrentStore(slow.connectionString);
    const expected = sampleEvents(2);
    await writer.append('a', expected.slice(0, 1), { expected: 'none' });
    othersWrite('OrderPlaced', foreign, slow);
    await writer.append('a', expected.slice(1), { expected: 0 });
    const patient = await openKurrentStore(`${slow.connectionString}&defaultDeadline=400`);
    slow.faults.add('read', { does: 'hang' }, { stream: '$all', times: 1_000 });
    // some 15 steps of 60 ms, and no call may take more than 400
    const examined = slow.log.examined;
    const { events } = await patient.readAll(beginning);
    expect(events.map(({ event }) => event.id)).toEqual(expected.map(({ id }) => id));
    expect(slow.log.examined - examined).toBeLessThan(1.2 * foreign);
    slow.faults.clear();
    await patient.close();
    await writer.close();
  });

  it('has its deadline for each step, and goes on from the last where it was broken off', async () => {
    const expected = sampleEvents(6);
    await keeper.append('a', expected.slice(0, 3), { expected: 'none' });
    othersWrite();
    await keeper.append('a', expected.slice(3), { expected: 2 });
    const patient = await open('&defaultDeadline=250');
    const people = await openKurrentPeople(`${server.connectionString}&defaultDeadline=250`);
    const ada = { id: personIdOf('Ada Example'), name: 'Ada Example' };
    await people.add(ada);
    // no bounded read of everything is ever answered
    server.faults.add('read', { does: 'hang' }, { stream: '$all', times: 1_000 });
    const broken = { does: 'break', after: 3, with: consumerTooSlow() } as const;
    server.faults.add('subscribe', broken);
    const before = server.log.examined;
    const { events } = await patient.readAll(beginning);
    expect(events.map(({ event }) => event.id)).toEqual(expected.map(({ id }) => id));
    expect(server.log.examined - before).toBeLessThan(1.5 * foreign);
    expect(await people.entries()).toEqual([ada]);
    await people.close();
    server.faults.clear();
    const recorder = new Recorder((signal) => patient.follow(beginning, { signal }));
    await recorder.until(({ caughtUp }) => caughtUp);
    expect(recorder.ids).toHaveLength(6);
    recorder.stop();
  });
});
