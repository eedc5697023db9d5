import { describe, expect, it } from 'vitest';
import { beginning, type Recorded, toPosition } from '../index.ts';
import { eachWithWorkbench, type MakeFixture, Recorder, refusal } from './fixture.ts';
import { otherSampleEvent, sampleEvent, sampleEvents } from './sample-events.ts';

/** What an engine promises of catch-up subscriptions: everything from a place on, in order, each once, as it is appended. */
export function subscribeContract(makeFixture: MakeFixture): void {
  describe('follow', () => {
    const bench = eachWithWorkbench(makeFixture);

    /** A recorder of own events from a position (the start of the test) on. */
    const record = (after = bench().start, types?: string[]) =>
      new Recorder((signal) =>
        bench().store.follow(after, {
          filter: { streamPrefix: bench().prefix, ...(types && { types }) },
          signal,
        }),
      );

    const append = async (count: number, name = 'a'): Promise<string[]> => {
      const events = sampleEvents(count);
      await bench().store.append(bench().stream(name), events, { expected: 'any' });
      return events.map(({ id }) => id);
    };

    it('gives what is there, says that it has caught up, and goes on with what comes', async () => {
      const before = await append(3);
      const recorder = record();
      await recorder.until(({ caughtUp }) => caughtUp);
      expect(recorder.ids).toEqual(before);
      const after = [...(await append(1)), ...(await append(2, 'b'))];
      await recorder.until(({ ids }) => ids.length === 6);
      expect(recorder.ids).toEqual([...before, ...after]);
      recorder.stop();
    });

    it('says that it has caught up where there is nothing to give', async () => {
      const recorder = record();
      await recorder.until(({ caughtUp }) => caughtUp);
      expect(recorder.events).toEqual([]);
      recorder.stop();
    });

    it('goes on after a checkpoint, without a gap or a repetition', async () => {
      const all = await append(5);
      const first = record();
      await first.until(({ ids }) => ids.length === 5);
      first.stop();
      const { position } = first.events[2]!;
      const second = record(position);
      await second.until(({ caughtUp }) => caughtUp);
      expect(second.ids).toEqual(all.slice(3));
      second.stop();
      const third = record(first.messages[0]!.checkpoint);
      await third.until(({ caughtUp }) => caughtUp);
      expect([...first.ids, ...third.ids]).toEqual(all);
      third.stop();
    });

    it('gives the same events as reading does, place and hashes included', async () => {
      await append(2);
      const recorder = record();
      await recorder.until(({ caughtUp }) => caughtUp);
      await append(2, 'b');
      await recorder.until(({ ids }) => ids.length === 4);
      expect(recorder.events).toEqual(await bench().all());
      recorder.stop();
    });

    it('misses nothing and repeats nothing while others append during its catching up', async () => {
      const expected = await append(1200);
      const recorder = record();
      for (let n = 0; n < 40; n += 1) {
        expected.push(...(await append(1, n % 2 === 0 ? 'a' : 'b')));
        if (n % 4 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      await recorder.until(({ ids }) => ids.length >= expected.length);
      await recorder.until(({ caughtUp }) => caughtUp);
      expect(recorder.ids).toEqual(expected);
      recorder.stop();
    });

    it('filters what was there and what comes by type', async () => {
      const [early, late] = [otherSampleEvent(), otherSampleEvent()];
      await bench().store.append(bench().stream(), [sampleEvent(), early], { expected: 'any' });
      const recorder = record(bench().start, ['ContextNoted']);
      await recorder.until(({ caughtUp }) => caughtUp);
      await append(2);
      await bench().store.append(bench().stream(), [late], { expected: 'any' });
      await recorder.until(({ ids }) => ids.length === 2);
      expect(recorder.ids).toEqual([early.id, late.id]);
      recorder.stop();
    });

    it('has checkpoints that rise and, with events, end at the last of them or later', async () => {
      await append(3);
      const recorder = record();
      await recorder.until(({ caughtUp }) => caughtUp);
      await append(2);
      await recorder.until(({ ids }) => ids.length === 5);
      const checkpoints = recorder.messages.map(({ checkpoint }) => checkpoint);
      expect(checkpoints).toEqual([...checkpoints].sort());
      for (const message of recorder.messages) {
        if (message.kind !== 'events') continue;
        expect(message.events.length).toBeGreaterThan(0);
        expect(message.checkpoint >= message.events.at(-1)!.position).toBe(true);
      }
      recorder.stop();
    });

    it('serves subscribers independently of one another', async () => {
      const before = await append(2);
      const [one, two] = [record(), record()];
      await one.until(({ caughtUp }) => caughtUp);
      one.stop();
      const after = await append(1);
      await two.until(({ ids }) => ids.length === 3);
      expect(one.ids).toEqual(before);
      expect(two.ids).toEqual([...before, ...after]);
      two.stop();
    });

    it('gives nothing once unsubscribed', async () => {
      const [stopped, witness] = [record(), record()];
      await stopped.until(({ caughtUp }) => caughtUp);
      stopped.stop();
      const { length } = stopped.messages;
      await append(2);
      await witness.until(({ ids }) => ids.length === 2);
      expect(stopped.messages).toHaveLength(length);
      witness.stop();
    });

    it('lets a subscriber append in answer to what it receives', async () => {
      await append(1);
      const recorder = record();
      const answer = sampleEvent();
      await recorder.until(({ ids }) => ids.length === 1);
      await bench().store.append(bench().stream('answers'), [answer], { expected: 'none' });
      await recorder.until(({ ids }) => ids.includes(answer.id));
      expect(recorder.ids).toHaveLength(2);
      recorder.stop();
    });

    it('reads no page before its reader asks for it, however long that takes', async (context) => {
      const { pagesRead } = bench();
      if (pagesRead === undefined)
        context.skip('this engine is watched at its server, in its own tests');
      const all = await append(1200);
      const reader = bench().store.follow(bench().start)[Symbol.asyncIterator]();
      const before = pagesRead!();
      const ids: string[] = [];
      for (let taken = 1; ; taken += 1) {
        const { value, done } = await reader.next();
        if (done || value.kind === 'caught-up') break;
        ids.push(...value.events.map(({ event }: Recorded) => event.id));
        for (let turn = 0; turn < 20; turn += 1)
          await new Promise((resolve) => setImmediate(resolve));
        expect(pagesRead!() - before).toBe(taken);
      }
      await reader.return?.();
      expect(ids).toEqual(all);
      expect(pagesRead!() - before).toBeGreaterThan(2);
    });

    it('tells the subscriber of a position that this log never gave', async () => {
      const recorder = record(toPosition('not a position'));
      await recorder.until(({ error }) => error !== undefined);
      expect(recorder.error).toMatchObject({ code: 'UnknownPosition' });
    });

    it('completes when the store is closed', async () => {
      const recorder = record();
      await recorder.until(({ caughtUp }) => caughtUp);
      await bench().store.close();
      await recorder.until(({ completed }) => completed);
      expect(recorder.error).toBeUndefined();
    });
  });

  describe('close', () => {
    const bench = eachWithWorkbench(makeFixture);

    it('ends all use of the store, and may be called again', async () => {
      const { store } = bench();
      await store.close();
      await store.close();
      await refusal(store.head(), 'StoreUnavailable');
      await refusal(store.readAll(beginning), 'StoreUnavailable');
      await refusal(store.readStream('a'), 'StoreUnavailable');
      await refusal(store.append('a', sampleEvents(1), { expected: 'any' }), 'StoreUnavailable');
      const recorder = new Recorder((signal) => store.follow(beginning, { signal }));
      await recorder.until(({ error }) => error !== undefined);
      expect(recorder.error).toMatchObject({ code: 'StoreUnavailable' });
    });
  });
}
