import { describe, expect, it } from 'vitest';
import { beginning, type EventStore, type Recorded, verifyStore } from '../index.ts';
import { skippedBecause } from '../testing/skipping.ts';
import {
  eachWithWorkbench,
  type MakeFixture,
  Recorder,
  refusal,
  type StoreCapabilities,
} from './fixture.ts';
import { sampleEvents } from './sample-events.ts';

export function restoreContract(makeFixture: MakeFixture, { restores }: StoreCapabilities): void {
  describe('restore', skippedBecause(restores ? undefined : 'this engine restores no log'), () => {
    const bench = eachWithWorkbench(makeFixture);

    /** A log of six events in two streams, read whole. */
    const exported = async (): Promise<{ origin: EventStore; events: readonly Recorded[] }> => {
      const origin = await bench().emptyStore();
      for (const name of ['a', 'b', 'a']) {
        await origin.append(name, sampleEvents(2), { expected: 'any' });
      }
      const { events } = await origin.readAll(beginning);
      return { origin, events };
    };

    const readWhole = async (store: EventStore) => (await store.readAll(beginning)).events;

    it('keeps ids, order, positions, times and hashes, and so the head', async () => {
      const { origin, events } = await exported();
      const target = await bench().emptyStore();
      await target.restore(events);
      expect(await readWhole(target)).toEqual(events);
      expect(await target.head()).toEqual(await origin.head());
      expect(target.id).not.toBe(origin.id);
      expect(await verifyStore(target)).toMatchObject({ valid: true, events: 6 });
    });

    it('takes a log in several parts, and appends go on after it', async () => {
      const { origin, events } = await exported();
      const target = await bench().emptyStore();
      await target.restore(events.slice(0, 3));
      await target.restore([]);
      await target.restore(events.slice(3));
      const more = sampleEvents(1);
      const result = await target.append('a', more, { expected: 3 });
      expect(result).toEqual(await origin.append('a', more, { expected: 3 }));
      const again = await target.append(
        'b',
        events.slice(2, 4).map(({ event }) => event),
        {
          expected: 'none',
        },
      );
      expect(again).toMatchObject({ firstRevision: 0, lastRevision: 1, alreadyThere: true });
      expect(await verifyStore(target)).toMatchObject({ valid: true, events: 7 });
    });

    it('is seen by subscribers', async () => {
      const { events } = await exported();
      const target = await bench().emptyStore();
      const recorder = new Recorder((signal) => target.follow(beginning, { signal }));
      await recorder.until(({ caughtUp }) => caughtUp);
      await target.restore(events);
      await recorder.until(({ ids }) => ids.length === 6);
      expect(recorder.events).toEqual(events);
      recorder.stop();
    });

    const changed = (events: readonly Recorded[], place: number, change: Partial<Recorded>) =>
      events.map((recorded, n) => (n === place ? { ...recorded, ...change } : recorded));

    it.each<[string, (events: readonly Recorded[]) => readonly Recorded[]]>([
      ['a beginning that is missing', (events) => events.slice(1)],
      ['a gap', (events) => events.toSpliced(3, 1)],
      ['another order', (events) => [events[1]!, events[0]!, ...events.slice(2)]],
      ['an event twice', (events) => [events[0]!, ...events]],
      [
        'an event that was changed',
        (events) =>
          changed(events, 4, { event: { ...events[4]!.event, data: { topic: 'rewritten' } } }),
      ],
      [
        'a time that was changed',
        (events) => changed(events, 5, { recorded: '2999-01-01T00:00:00.000Z' }),
      ],
      ['a hash that was changed', (events) => changed(events, 2, { chainHash: '0'.repeat(64) })],
      ['a stream that was renamed', (events) => changed(events, 5, { stream: 'c' })],
      [
        'an event of a type that the catalogue does not have',
        (events) => changed(events, 0, { event: { ...events[0]!.event, type: 'Unheard' } }),
      ],
    ])('refuses %s, and takes nothing', async (_, spoil) => {
      const { events } = await exported();
      const target = await bench().emptyStore();
      await refusal(target.restore(spoil(events)), 'RestoreRefused');
      expect(await readWhole(target)).toEqual([]);
      await target.restore(events);
      expect(await readWhole(target)).toEqual(events);
    });

    it('refuses to follow a log that went on otherwise', async () => {
      const { events } = await exported();
      const target = await bench().emptyStore();
      await target.restore(events.slice(0, 3));
      await target.append('b', sampleEvents(1), { expected: 'any' });
      await refusal(target.restore(events.slice(3)), 'RestoreRefused');
      expect(await readWhole(target)).toHaveLength(4);
    });
  });
}
