import { describe, expect, it } from 'vitest';
import { type EventFilter, type Placed, toPosition } from '../index.ts';
import { skippedBecause } from '../testing/skipping.ts';
import { eachWithWorkbench, type MakeFixture, refusal, type StoreCapabilities } from './fixture.ts';
import { otherSampleEvent, sampleEvent } from './sample-events.ts';

/** What placed events and recorded ones have in common. */
const placed = ({ event, stream, revision, position, recorded }: Placed): Placed => {
  return { event, stream, revision, position, recorded };
};

/** What an engine promises that reads for folds by itself: the same events as for everybody else, but for their hashes. */
export function foldContract(makeFixture: MakeFixture, { folds }: StoreCapabilities): void {
  const reason = folds ? undefined : 'this engine reads for folds as for everybody else';
  describe('reading for folds', skippedBecause(reason), () => {
    const bench = eachWithWorkbench(makeFixture);

    const fill = async (names: readonly string[]) => {
      for (const [n, name] of names.entries()) {
        const event = n % 3 === 0 ? sampleEvent() : otherSampleEvent();
        await bench().store.append(bench().stream(name), [event], { expected: 'any' });
      }
    };
    const readStreams = (streams: readonly string[], before: number) =>
      bench().store.readStreams!(streams, { before });

    it('gives how streams begin, as each would be read by itself, and nothing of one that does not exist', async () => {
      await fill(['b', 'a', 'a', 'c', 'a', 'b', 'a']);
      const [a, b, none] = ['a', 'b', 'none'].map((name) => bench().stream(name));
      const read = await readStreams([b!, none!, a!], 3);
      expect(new Set(read.keys())).toEqual(new Set([a, b]));
      for (const [stream, events] of read) {
        const alone = await bench().store.readStream(stream, { limit: 3 });
        expect([...events].map(placed)).toEqual(alone.map(placed));
      }
      expect(await readStreams([], 3)).toEqual(new Map());
      await refusal(readStreams([a!], 0), 'InvalidRequest');
    });

    it.each([[['ContextNoted']], [['ContextNoted', 'CommitmentMade']], [[]], [['FactCorrected']]])(
      'gives pages of %j as readAll does',
      async (types) => {
        await fill(['b', 'a', 'a', 'c', 'a', 'b', 'a']);
        const { store, prefix: streamPrefix } = bench();
        const pages = async (filter: EventFilter & { types: readonly string[] }) => {
          for (let [after, atEnd] = [bench().start, false]; !atEnd; ) {
            const page = await store.readTypes!(after, { filter, limit: 2 });
            const all = await store.readAll(after, { filter, limit: 2 });
            const { next, events } = page;
            expect({ ...page, events: events.map(placed) }).toEqual({
              ...all,
              events: all.events.map(placed),
            });
            [after, atEnd] = [next, page.atEnd];
          }
        };
        await pages({ types });
        await pages({ types, streamPrefix });
      },
    );

    it('refuses a position that this log never gave, and a limit below one', async () => {
      const filter = { types: ['ContextNoted'] };
      const { store, start } = bench();
      const nowhere = store.readTypes!(toPosition('not a position'), { filter });
      await refusal(nowhere, 'UnknownPosition');
      await refusal(store.readTypes!(start, { filter, limit: 0 }), 'InvalidRequest');
    });
  });
}
