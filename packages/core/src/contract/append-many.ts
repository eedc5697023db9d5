import { describe, expect, it } from 'vitest';
import { skippedBecause } from '../testing/skipping.ts';
import { eachWithWorkbench, type MakeFixture, refusal, type StoreCapabilities } from './fixture.ts';
import { sampleEvent, sampleEvents } from './sample-events.ts';

export function appendManyContract(makeFixture: MakeFixture, { atomic }: StoreCapabilities): void {
  describe('appendMany', () => {
    const bench = eachWithWorkbench(makeFixture);

    it('appends to several streams, in order, each with its own expectation and result', async () => {
      const [a, b] = [bench().stream('a'), bench().stream('b')];
      await bench().store.append(b, sampleEvents(1), { expected: 'none' });
      const [ofA, ofB] = [sampleEvents(2), sampleEvents(2)];
      const results = await bench().store.appendMany([
        { stream: a, events: ofA, expected: 'none' },
        { stream: b, events: ofB, expected: 0 },
      ]);
      expect(results).toMatchObject([
        { stream: a, firstRevision: 0, lastRevision: 1 },
        { stream: b, firstRevision: 1, lastRevision: 2 },
      ]);
      const ids = (await bench().all()).map(({ event }) => event.id).slice(1);
      expect(ids).toEqual([...ofA, ...ofB].map(({ id }) => id));
    });

    it('does nothing for no writes', async () => {
      expect(await bench().store.appendMany([])).toEqual([]);
    });

    it('finishes what was interrupted when it is run again', async () => {
      const writes = ['a', 'b', 'c'].map((name) => ({
        stream: bench().stream(name),
        events: sampleEvents(2),
        expected: 'none' as const,
      }));
      await bench().store.appendMany(writes.slice(0, 1));
      const results = await bench().store.appendMany(writes);
      expect(results.map(({ alreadyThere }) => alreadyThere)).toEqual([true, false, false]);
      expect(await bench().all()).toHaveLength(6);
    });

    describe(
      'where the engine is atomic across streams',
      skippedBecause(atomic ? undefined : 'this engine is not atomic across streams'),
      () => {
        it('writes nothing at all where one of the writes is refused', async () => {
          const good = {
            stream: bench().stream('a'),
            events: sampleEvents(2),
            expected: 'any' as const,
          };
          const event = sampleEvent();
          await bench().store.append(bench().stream('b'), [event], { expected: 'any' });
          const before = await bench().store.head();
          const refused = [
            { expected: 'none' as const, events: sampleEvents(1), code: 'WrongExpectedRevision' },
            { expected: 'any' as const, events: [event, sampleEvent()], code: 'PartlyAppended' },
            {
              expected: 'any' as const,
              events: [sampleEvent({ id: event.id, topic: 'other' })],
              code: 'EventIdConflict',
            },
            {
              expected: 'any' as const,
              events: [sampleEvent({ type: 'Unheard' })],
              code: 'InvalidEvent',
            },
          ];
          for (const { code, ...write } of refused) {
            const writes = [good, { stream: bench().stream('b'), ...write }, good];
            await refusal(bench().store.appendMany(writes), code);
          }
          expect(await bench().ids(good.stream)).toEqual([]);
          expect(await bench().store.head()).toEqual(before);
          // a stream that was only begun in a failed call can be begun again
          const [result] = await bench().store.appendMany([good]);
          expect(result).toMatchObject({ firstRevision: 0, lastRevision: 1 });
        });

        it('lets a later write of the call build on an earlier one to the same stream', async () => {
          const stream = bench().stream();
          const events = sampleEvents(2);
          const results = await bench().store.appendMany([
            { stream, events, expected: 'none' },
            { stream, events: sampleEvents(1), expected: 1 },
            { stream, events, expected: 'none' },
          ]);
          expect(results).toMatchObject([
            { firstRevision: 0, lastRevision: 1, alreadyThere: false },
            { firstRevision: 2, lastRevision: 2, alreadyThere: false },
            { firstRevision: 0, lastRevision: 1, alreadyThere: true },
          ]);
        });
      },
    );
  });
}
