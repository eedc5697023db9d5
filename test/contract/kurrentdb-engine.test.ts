import { randomUUID } from 'node:crypto';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import {
  beginning,
  type EventEnvelope,
  type Recorded,
  verifyStore,
} from '@monitoring-timeline/core';
import { Recorder, refusal, sampleEvents } from '@monitoring-timeline/core/contract';
import {
  type KurrentStore,
  openKurrentPeople,
  openKurrentStore,
} from '@monitoring-timeline/core/kurrentdb';
import {
  NEWER_SETTINGS,
  Refusal,
  TestServer,
} from '@monitoring-timeline/core/kurrentdb-test-server';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { personIdOf } from '@monitoring-timeline/core/people';
import { anId } from '@monitoring-timeline/core/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/until.ts';

const notice = (length: number): EventEnvelope => ({
  id: anId(randomUUID()),
  type: 'NoticeIssued',
  version: 1,
  actor: { kind: 'program', name: 'a test' },
  at: '2026-01-01T00:00:00Z',
  data: { notice: 'n', kind: 'sample', body: { text: 'x'.repeat(length) } },
});

/** What this engine promises beyond the suite that all engines share. */
describe('a log on KurrentDB', () => {
  const server = new TestServer();
  let raw: KurrentDBClient;
  let keeper: KurrentStore;
  let store: KurrentStore;
  let namespace: string;
  const backOff = { first: 5, longest: 50 };
  const address = (name = namespace, more = ''): string =>
    `${server.connectionString}&namespace=${name}${more}`;
  const open = (options: object = {}): Promise<KurrentStore> =>
    openKurrentStore(address(), { backOff, ...options });
  const json = (type: string, data: object, metadata?: object) => ({
    id: anId(randomUUID()),
    contentType: 'application/json' as const,
    type,
    data: { ...data },
    metadata: metadata && { ...metadata },
  });

  beforeAll(async () => {
    await server.start();
    raw = KurrentDBClient.connectionString(server.connectionString);
    keeper = await openKurrentStore(address('keeper'));
  });
  afterAll(async () => {
    await keeper.close();
    await raw.dispose();
    await server[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    namespace = `t${randomUUID()}`;
    store = await open();
  });
  afterEach(async () => {
    server.faults.clear();
    await store.close();
  });

  describe('among other streams', () => {
    it('sees its own namespace only, and leaves the others alone', async () => {
      const neighbour = await openKurrentStore(address(`${namespace}2`));
      await neighbour.append('a', sampleEvents(2), { expected: 'none' });
      await store.append('a', sampleEvents(1), { expected: 'none' });
      await raw.appendToStream(`${namespace}-a`, json('CommitmentMade', { n: 1 }));
      await raw.setStreamMetadata(`${namespace}/a`, { cacheControl: 5 });
      expect(await store.streams()).toEqual(['a']);
      expect((await store.readAll(beginning)).events).toHaveLength(1);
      expect(await store.head()).toMatchObject({ events: 1, streams: 1 });
      expect(await neighbour.head()).toMatchObject({ events: 2, streams: 1 });
      expect(neighbour.id).not.toBe(store.id);
      expect(await verifyStore(store)).toMatchObject({ valid: true, problems: [] });
      await neighbour.close();
    });

    it('is made once, whoever opens it first, and not by a question', async () => {
      const name = `t${randomUUID()}`;
      await refusal(openKurrentStore(address(name), { create: false }), 'NoSuchLog');
      const opened = await Promise.all([1, 2, 3].map(() => openKurrentStore(address(name))));
      expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
      for (const each of opened) await each.close();
    });
  });

  describe('an append', () => {
    it('is refused before the server sees it where it is larger than one append may be', async () => {
      const events = Array.from({ length: 600 }, () => notice(1_800));
      const error = await refusal(
        store.append('a', events, { expected: 'none' }),
        'InvalidRequest',
      );
      expect(String(error)).toContain('in several parts');
      expect(await store.readStream('a')).toEqual([]);
    });

    it('fits into one append as newer servers count it, and is made in several where nothing is expected', async () => {
      await using strict = await new TestServer(NEWER_SETTINGS).start();
      const newer = await openKurrentStore(strict.connectionString, { backOff });
      const events = Array.from({ length: 900 }, () => notice(1_300));
      const write = { stream: 'a', events, expected: 'any' as const };
      expect(await newer.appendMany([write])).toMatchObject([
        { firstRevision: 0, lastRevision: 899, alreadyThere: false },
      ]);
      expect(await newer.appendMany([write])).toMatchObject([
        { firstRevision: 0, lastRevision: 899, alreadyThere: true },
      ]);
      // one byte more than fits is refused here, and the largest that is let through is taken there
      const most = events.slice(0, 550).map(({ data }) => ({ ...notice(0), data }));
      const refused = (last: EventEnvelope): Promise<object> =>
        refusal(newer.append('b', [...most, last], { expected: 'none' }), 'InvalidRequest');
      const [, bytes] = /have (\d+) bytes/.exec(String(await refused(notice(400_000))))!;
      const fits = 400_000 - (Number(bytes) - 1_048_576);
      await refused(notice(fits + 1));
      await newer.append('b', [...most, notice(fits)], { expected: 'none' });
      const copied = await openKurrentStore(`${strict.connectionString}&namespace=copy`);
      await copied.restore((await newer.readAll(beginning, { limit: 2_000 })).events);
      expect((await copied.head()).hash).toBe((await newer.head()).hash);
      await copied.close();
      await newer.close();
    });

    it('of ids that the server would take for known is decided by the stream: another stream, another order, a restart', async () => {
      const [one, two] = sampleEvents(2);
      await store.append('a', [one!, two!], { expected: 'any' });
      await store.append('b', [two!], { expected: 'any' });
      const other = await open();
      for (const expected of ['any', 'none', 'exists', 0, 1] as const) {
        expect(await other.append('a', [two!, one!], { expected })).toMatchObject({
          alreadyThere: true,
          lastRevision: 1,
        });
      }
      await refusal(other.append('b', [one!, two!], { expected: 'any' }), 'PartlyAppended');
      await refusal(other.append('b', [two!, one!], { expected: 'any' }), 'PartlyAppended');
      expect(await other.head()).toMatchObject({ events: 3 });
      await other.close();
    });

    it('rests on the stream as it is and not as this process saw it last', async () => {
      const other = await open();
      await store.append('a', sampleEvents(1), { expected: 'none' });
      await other.append('a', sampleEvents(2), { expected: 0 });
      const events = sampleEvents(1);
      expect(await store.append('a', events, { expected: 2 })).toMatchObject({ firstRevision: 3 });
      expect(await other.append('a', events, { expected: 'any' })).toMatchObject({
        alreadyThere: true,
        lastRevision: 3,
      });
      await refusal(other.append('a', sampleEvents(1), { expected: 1 }), 'WrongExpectedRevision');
      expect(await verifyStore(store)).toMatchObject({ valid: true, events: 4 });
      await other.close();
    });

    it('never lets recorded times go back along a stream, whatever the clocks of its writers', async () => {
      const slow = await open({ now: () => new Date('2020-01-01T00:00:00.000Z') });
      await store.append('a', sampleEvents(1), { expected: 'any' });
      await slow.append('a', sampleEvents(1), { expected: 'any' });
      await slow.append('b', sampleEvents(1), { expected: 'any' });
      const times = (await store.readStream('a')).map(({ recorded }) => recorded);
      expect(times[1]).toBe(times[0]);
      expect(times[0]).toMatch(/\.\d{3}Z$/);
      // across streams they are the writers' own, and that is no damage
      expect(await verifyStore(store)).toMatchObject({ valid: true, events: 3 });
      await slow.close();
    });
  });

  describe('restore', () => {
    const exported = async (): Promise<readonly Recorded[]> => {
      const origin = createMemoryStore();
      for (const name of ['a', 'b', 'a']) {
        await origin.append(name, sampleEvents(2), { expected: 'any' });
      }
      return (await origin.readAll(beginning)).events;
    };

    it('keeps ids, order, times and hashes, and so the hash of the head; positions are its own', async () => {
      const events = await exported();
      await store.restore(events.slice(0, 3));
      await store.restore(events.slice(3));
      const { events: taken } = await store.readAll(beginning);
      const own = (all: readonly Recorded[]) => all.map((one) => ({ ...one, position: '' }));
      expect(own(taken)).toEqual(own(events));
      expect(await verifyStore(store)).toMatchObject({ valid: true, events: 6, streams: 2 });
      expect(await store.append('a', sampleEvents(1), { expected: 3 })).toMatchObject({
        firstRevision: 4,
      });
    });

    it.each<[string, (events: readonly Recorded[]) => readonly Recorded[]]>([
      ['a gap', (events) => events.toSpliced(1, 1)],
      ['an event twice', (events) => [events[0]!, ...events]],
      ['another order', (events) => [events[1]!, events[0]!, ...events.slice(2)]],
      [
        'an event that was changed',
        (events) =>
          events.map((one, n) =>
            n === 4 ? { ...one, event: { ...one.event, data: { topic: 'rewritten' } } } : one,
          ),
      ],
      [
        'a time that was changed',
        (events) =>
          events.map((one, n) =>
            n === 5 ? { ...one, recorded: '2999-01-01T00:00:00.000Z' } : one,
          ),
      ],
    ])('refuses %s, and takes nothing', async (_, spoil) => {
      await refusal(store.restore(spoil(await exported())), 'RestoreRefused');
      expect(await store.readAll(beginning)).toMatchObject({ events: [] });
    });
  });

  describe('verify', () => {
    const fill = async (): Promise<void> => {
      await store.append('a', sampleEvents(3), { expected: 'none' });
      await store.append('b', sampleEvents(2), { expected: 'none' });
    };

    it('finds an event that something else wrote to a stream of ours, at its place', async () => {
      await fill();
      await raw.appendToStream(`${namespace}/a`, json('CommitmentMade', { n: 1 }));
      const { position } = (await store.readStream('b')).at(-1)!;
      await refusal(store.readAll(position), 'StoreDamaged');
      await refusal(verifyStore(store), 'StoreDamaged');
    });

    it('finds a stream that was cut off by a retention rule', async () => {
      await fill();
      await raw.setStreamMetadata(`${namespace}/a`, { maxCount: 1 });
      const found = await verifyStore(store);
      expect(found).toMatchObject({ valid: false, firstBroken: { stream: 'a' } });
      expect(found.problems.join()).toMatch(/\/a shows revisions 2 to 2, and \$all holds 3 events/);
    });

    it('finds a stream that was deleted, and one that was deleted for ever', async () => {
      await fill();
      await raw.deleteStream(`${namespace}/a`);
      await raw.tombstoneStream(`${namespace}/b`);
      const { valid, problems } = await verifyStore(store);
      expect(valid).toBe(false);
      expect(problems.join('\n')).toMatch(/\/a has 3 events in \$all and none of its own/);
      expect(problems.join('\n')).toMatch(/\/b was deleted for ever/);
      await refusal(store.readStream('b'), 'StoreDamaged');
    });

    it('finds a stream that was deleted and begun again, and an append says so at once', async () => {
      await fill();
      await raw.deleteStream(`${namespace}/a`);
      const other = await open();
      await refusal(other.append('a', sampleEvents(1), { expected: 'none' }), 'StoreDamaged');
      expect(await verifyStore(other)).toMatchObject({ valid: false });
      await other.close();
    });

    it('holds every head that was noted against the log', async () => {
      await fill();
      const { position } = await store.head();
      const note = { position, events: 5, streams: 2, hash: 'f'.repeat(64), recorded: '' };
      await raw.appendToStream(`${namespace}.heads`, json('HeadNoted', note));
      const { valid, problems } = await verifyStore(store);
      expect(valid).toBe(false);
      expect(problems.join()).toContain('was noted with another hash');
    });

    it('begins from the last noted head, and comes to the same head as from the beginning', async () => {
      await store.append('a', sampleEvents(150), { expected: 'none' });
      await store.close();
      const notes = await raw.readStream(`${namespace}.heads`).next();
      expect(notes.value.event?.data).toMatchObject({ events: 150, streams: 1 });
      store = await open();
      await store.append('b', sampleEvents(2), { expected: 'none' });
      expect(await store.head()).toMatchObject({ events: 152, streams: 2 });
      expect(await verifyStore(store)).toMatchObject({ valid: true, events: 152, problems: [] });
    });
  });

  describe('a subscription', () => {
    it('tells how it stands: connecting, catching up, live, backing off, and stopped', async () => {
      await store.append('a', sampleEvents(2), { expected: 'none' });
      const stop = new AbortController();
      const { messages, status } = store.supervise(beginning, { signal: stop.signal });
      const states: string[] = [];
      status.subscribe(({ state, reason, since }) => {
        expect(reason).not.toBe('');
        expect(since).toMatch(/Z$/);
        if (states.at(-1) !== state) states.push(state);
      });
      let told = 0;
      // one that has passed already counts too: each is looked for after the one before it
      const becomes = async (state: string): Promise<void> => {
        await until(`for the subscription to be ${state}`, () => states.includes(state, told));
        told = states.indexOf(state, told) + 1;
      };
      const recorder = new Recorder(() => messages);
      await becomes('live');
      await server.kill();
      await becomes('backing-off');
      await server.start();
      await becomes('live');
      await store.append('a', sampleEvents(1), { expected: 'any' });
      await recorder.until(({ ids }) => ids.length === 3);
      stop.abort();
      await becomes('stopped');
      expect(states[0]).toBe('stopped');
      expect(states).toEqual(expect.arrayContaining(['connecting', 'catching-up', 'backing-off']));
    });

    it('waits where access is denied, says so, and goes on when credentials hold again', async () => {
      const stop = new AbortController();
      const { messages, status } = store.supervise(beginning, { signal: stop.signal });
      let reason = '';
      status.subscribe((present) => {
        if (present.state === 'backing-off') reason = present.reason;
      });
      const recorder = new Recorder(() => messages);
      await recorder.until(({ caughtUp }) => caughtUp);
      server.authorise(() => new Refusal(16, 'Unauthenticated'));
      server.cut();
      await until('for the refusal to be told', () => /Unauthenticated|access-denied/.test(reason));
      server.authorise(() => undefined);
      await store.append('a', sampleEvents(1), { expected: 'any' });
      await recorder.until(({ ids }) => ids.length === 1);
      expect(recorder.error).toBeUndefined();
      stop.abort();
    });

    it('asks the server for nothing while its reader is busy, but for the one page read ahead', async () => {
      for (const stream of ['a', 'b', 'c']) {
        await store.append(stream, sampleEvents(1000), { expected: 'none' });
      }
      const reader = store.follow(beginning)[Symbol.asyncIterator]();
      expect((await reader.next()).value).toMatchObject({ kind: 'events' });
      await new Promise((resolve) => setTimeout(resolve, 50));
      server.faults.add('read', { does: 'refuse', with: new Refusal(14, 'asked') }, { times: 1 });
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(server.faults.counts).toMatchObject({ struck: 0, waiting: 1 });
      // it goes on where it is asked to, through the refusal that waited for it
      let events = 0;
      for (
        let more = await reader.next();
        more.value?.kind === 'events';
        more = await reader.next()
      ) {
        events += more.value.events.length;
      }
      await reader.return?.();
      expect(events).toBeGreaterThan(1500);
    });

    it('goes on without a gap where the server drops it as too slow', async () => {
      const recorder = new Recorder((signal) => store.follow(beginning, { signal }));
      await recorder.until(({ caughtUp }) => caughtUp);
      const slow = new Refusal(
        10,
        'Operation timed out: Consumer too slow to handle event while live. Client resubscription required.',
      );
      server.faults.add('subscribe', { does: 'break', after: 3, with: slow }, { times: 3 });
      server.cut();
      const expected: string[] = [];
      for (let n = 0; n < 20; n += 1) {
        const events = sampleEvents(2);
        expected.push(...events.map(({ id }) => id));
        await store.append(`s${n % 3}`, events, { expected: 'any' });
      }
      await recorder.until(({ ids }) => ids.length >= expected.length);
      expect(recorder.ids).toEqual(expected);
      recorder.stop();
    });
  });

  describe('the register of people', () => {
    const ada = { id: personIdOf('Ada Example'), name: 'Ada Example' };

    it('keeps a name in a stream that erasing ends for ever, beside a log that stays valid', async () => {
      const people = await openKurrentPeople(address());
      await people.add(ada);
      await people.rename(ada.id, 'Ada Sample');
      await store.append('a', sampleEvents(1), { expected: 'none' });
      await people.erase(ada.id);
      const stream = raw.readStream(`${namespace}.person-${ada.id}`);
      await expect(stream.next()).rejects.toMatchObject({ type: 'stream-deleted' });
      expect(await people.entries()).toEqual([]);
      expect(await verifyStore(store)).toMatchObject({ valid: true, events: 1 });
      await people.close();
    });

    it('shows nobody the spelling that was corrected', async () => {
      const people = await openKurrentPeople(address());
      await people.add(ada);
      await people.rename(ada.id, 'Ada Sample');
      const names: unknown[] = [];
      for await (const { event } of raw.readStream(`${namespace}.person-${ada.id}`)) {
        names.push(event?.data);
      }
      expect(names).toEqual([{ name: 'Ada Sample' }]);
      await people.close();
    });
  });
});
