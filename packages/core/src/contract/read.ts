import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  beginning,
  checkpointAt,
  positionOfCheckpoint,
  toPosition,
  verifyStore,
} from '../index.ts';
import { eachWithWorkbench, type MakeFixture, refusal } from './fixture.ts';
import { newId, otherSampleEvent, sampleEvent, sampleEvents } from './sample-events.ts';

/** What an engine promises of reading: of streams and of the whole log, forwards and backwards, from any place. */
export function readContract(makeFixture: MakeFixture): void {
  const bench = eachWithWorkbench(makeFixture);

  describe('readStream', () => {
    it('gives a stream in order, from a revision on, and at most so many', async () => {
      const stream = bench().stream();
      const events = sampleEvents(5);
      await bench().store.append(stream, events, { expected: 'any' });
      const revisions = async (options: { from?: number; limit?: number }) =>
        (await bench().store.readStream(stream, options)).map(({ revision }) => revision);
      expect(await bench().ids(stream)).toEqual(events.map(({ id }) => id));
      expect(await revisions({ from: 3 })).toEqual([3, 4]);
      expect(await revisions({ from: 1, limit: 2 })).toEqual([1, 2]);
      expect(await revisions({ limit: 100 })).toEqual([0, 1, 2, 3, 4]);
      expect(await revisions({ from: 5 })).toEqual([]);
    });

    it('finds nothing in a stream that does not exist', async () => {
      expect(await bench().store.readStream(bench().stream('nowhere'))).toEqual([]);
    });

    it.each([{ from: -1 }, { from: 0.5 }, { limit: 0 }, { limit: 1.5 }])(
      'refuses %j',
      async (options) => {
        await refusal(bench().store.readStream(bench().stream(), options), 'InvalidRequest');
      },
    );
  });

  describe('streams', () => {
    it('names the streams of a prefix that hold events, in order, once each', async () => {
      const { store } = bench();
      for (const name of ['b', 'a_1', 'a', 'a']) {
        await store.append(bench().stream(name), [sampleEvent()], { expected: 'any' });
      }
      const refused = store.append(bench().stream('never'), [sampleEvent()], {
        expected: 'exists',
      });
      await refusal(refused, 'WrongExpectedRevision');
      const named = await store.streams(bench().prefix);
      expect(named.map((name) => name.slice(bench().prefix.length))).toEqual(['a', 'a_1', 'b']);
      expect(await store.streams(bench().stream('a'))).toHaveLength(2);
      expect(await store.streams(bench().stream('none'))).toEqual([]);
    });
  });

  describe('readAll', () => {
    const fill = async () => {
      for (const [name, event] of [
        ['a', sampleEvent()],
        ['b_1', otherSampleEvent()],
        ['a', otherSampleEvent()],
        ['bx1', sampleEvent()],
        ['a', sampleEvent()],
      ] as const) {
        await bench().store.append(bench().stream(name), [event], { expected: 'any' });
      }
    };

    it('gives the events of all streams in the order in which they were appended', async () => {
      await fill();
      const all = await bench().all();
      expect(all.map(({ stream }) => stream.slice(bench().prefix.length))).toEqual([
        'a',
        'b_1',
        'a',
        'bx1',
        'a',
      ]);
      const positions = all.map(({ position }) => position);
      expect(new Set(positions).size).toBe(5);
      expect(positions).toEqual([...positions].sort());
      expect(positions.every((position) => position > bench().start)).toBe(true);
    });

    it.each([1, 2, 3, 5, 100])(
      'gives them without a gap or a repetition in pages of %i',
      async (limit) => {
        await fill();
        const pages = await bench().pages(limit);
        const ids = pages.flatMap(({ events }) => events.map(({ event }) => event.id));
        expect(ids).toEqual((await bench().all()).map(({ event }) => event.id));
        expect(pages.every(({ events }) => events.length <= limit)).toBe(true);
        expect(pages.at(-1)?.atEnd).toBe(true);
      },
    );

    it('lets through the streams that begin with a prefix, taken as text and not as a pattern', async () => {
      await fill();
      const streams = async (streamPrefix: string) =>
        (await bench().all({ streamPrefix })).map(({ stream }) => stream);
      expect(await streams(bench().stream('b_'))).toEqual([bench().stream('b_1')]);
      expect(await streams(bench().stream('b'))).toHaveLength(2);
      expect(await streams(bench().stream('B'))).toEqual([]);
      expect(await streams(bench().stream('%'))).toEqual([]);
    });

    it('lets through the types that are named, and with a prefix what fits both', async () => {
      await fill();
      const types = async (filter: { types: string[]; streamPrefix?: string }) =>
        (await bench().all(filter)).map(({ event }) => event.type);
      expect(await types({ types: ['ContextNoted'] })).toEqual(['ContextNoted', 'ContextNoted']);
      expect(await types({ types: ['ContextNoted', 'CommitmentMade'] })).toHaveLength(5);
      expect(await types({ types: [] })).toEqual([]);
      expect(await types({ types: ['ContextNoted'], streamPrefix: bench().stream('a') })).toEqual([
        'ContextNoted',
      ]);
    });

    it('moves on over what the filter holds back', async () => {
      await fill();
      const filter = { streamPrefix: `nothing-${randomUUID()}` };
      const page = await bench().store.readAll(bench().start, { filter });
      const last = (await bench().all()).at(-1);
      expect(page).toMatchObject({ events: [], atEnd: true });
      expect(page.next >= last!.position).toBe(true);
    });

    it('is at the end with nothing to give after the last event', async () => {
      await fill();
      const { position } = await bench().store.head();
      expect(await bench().store.readAll(position)).toEqual({
        events: [],
        next: position,
        atEnd: true,
      });
    });

    it('refuses a position that this log never gave', async () => {
      await refusal(bench().store.readAll(toPosition('not a position')), 'UnknownPosition');
    });

    it('refuses a limit below one', async () => {
      await refusal(bench().store.readAll(bench().start, { limit: 0 }), 'InvalidRequest');
    });
  });

  describe('at', () => {
    it('gives the event at a position, and none where none stands', async () => {
      const stream = bench().stream();
      await bench().store.append(stream, sampleEvents(3), { expected: 'any' });
      const recorded = await bench().store.readStream(stream);
      for (const one of recorded) expect(await bench().store.at(one.position)).toEqual(one);
      expect(await bench().store.at(beginning)).toBeUndefined();
      await refusal(bench().store.at(toPosition('nowhere')), 'UnknownPosition');
    });

    it('is what a checkpoint is held against, so that one of another history is refused', async () => {
      const stream = bench().stream();
      await bench().store.append(stream, sampleEvents(2), { expected: 'any' });
      const [first, second] = await bench().store.readStream(stream);
      const of = (checkpoint: string) => positionOfCheckpoint(bench().store, checkpoint);
      expect(await of(checkpointAt(first!))).toBe(first!.position);
      expect(await of(`${second!.position}~${second!.chainHash}`)).toBe(second!.position);
      expect(await of(second!.position)).toBe(second!.position);
      expect(await of(beginning)).toBe(beginning);
      const another = `${first!.position}~${second!.chainHash.slice(0, 16)}`;
      await refusal(of(another), 'CheckpointOfAnotherHistory');
      await refusal(of(`${first!.position}~`), 'CheckpointOfAnotherHistory');
    });
  });

  describe('known', () => {
    it('tells which ids a stream holds, and no other stream', async () => {
      const [one, two] = sampleEvents(2);
      await bench().store.append(bench().stream('a'), [one!], { expected: 'any' });
      await bench().store.append(bench().stream('b'), [two!], { expected: 'any' });
      const ids = [one!.id, two!.id, newId()];
      expect(await bench().store.known(bench().stream('a'), ids)).toEqual(new Set([one!.id]));
      expect(await bench().store.known(bench().stream('c'), ids)).toEqual(new Set());
      expect(await bench().store.known(bench().stream('a'), [])).toEqual(new Set());
    });
  });

  describe('head', () => {
    it('counts events and streams, ends at the last position, and has another hash after every append', async () => {
      const before = await bench().store.head();
      await bench().store.append(bench().stream('a'), sampleEvents(2), { expected: 'none' });
      const between = await bench().store.head();
      const { position } = await bench().store.append(bench().stream('a'), sampleEvents(1), {
        expected: 'any',
      });
      const after = await bench().store.head();
      expect(after).toMatchObject({
        position,
        events: before.events + 3,
        streams: before.streams + 1,
      });
      expect(new Set([before.hash, between.hash, after.hash]).size).toBe(3);
    });

    it('stays as it is where nothing was written', async () => {
      const events = sampleEvents(2);
      await bench().store.append(bench().stream('a'), events, { expected: 'none' });
      const before = await bench().store.head();
      await bench().store.append(bench().stream('a'), events, { expected: 'none' });
      await bench()
        .store.append(bench().stream('a'), sampleEvents(1), { expected: 'none' })
        .catch(() => {});
      expect(await bench().store.head()).toEqual(before);
    });
  });

  it('holds a log whose every hash can be recomputed', async () => {
    await bench().store.append(bench().stream('a'), sampleEvents(3), { expected: 'any' });
    await bench().store.append(bench().stream('b'), sampleEvents(2), { expected: 'any' });
    await bench().store.append(bench().stream('a'), sampleEvents(1), { expected: 'any' });
    const verification = await verifyStore(bench().store);
    expect(verification).toMatchObject({ valid: true, firstBroken: null, problems: [] });
    expect(verification.events).toBe((await bench().store.head()).events);
  });
}
