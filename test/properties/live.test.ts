import { type ClaimEvent, isoDay, streamOf } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryStateStore } from '@monitoring-timeline/core/state';
import { createVirtualClock, openTimeline, type Standing } from '@monitoring-timeline/projections';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standing } from '../../packages/projections/src/questions/standing.ts';
import { anyHistory, lastDay } from '../support/any-history.ts';

const today = isoDay(lastDay);

/** An answer without the counts of how it came to be: positions and record times are those of this log. */
const shown = (standing: Standing) => JSON.stringify(standing);

async function settled(): Promise<void> {
  for (let i = 0; i < 30; i += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('an answer kept up live', () => {
  it('equals that of a replay, and that of a snapshot with the tail after it', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyHistory,
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 30 }),
        fc.nat(),
        async (history, sizes, cut) => {
          const events = [...new Map(history.map((event) => [event.id, event])).values()];
          const store = createMemoryStore();
          const clock = createVirtualClock(today);
          const state = createMemoryStateStore();
          const live = await openTimeline({ store, clock });
          let last: Standing | undefined;
          const words = { authority: 'sunderland' };
          const watching = live.watch(standing, { words }).subscribe(({ answer }) => {
            last = answer;
          });
          const batches = inBatches(events, sizes);
          const snapshotAfter = batches.length === 0 ? 0 : cut % batches.length;
          for (const [index, batch] of batches.entries()) {
            for (const event of batch) {
              await store.append(streamOf(event), [event as never], { expected: 'any' });
            }
            if (index === snapshotAfter)
              await (await openTimeline({ store, clock, state })).snapshot();
            await settled();
          }
          await live.whenCaughtUp();
          await settled();
          watching.unsubscribe();

          const replayed = await (await openTimeline({ store, clock })).ask('standing', {
            authority: 'sunderland',
          });
          const resumed = await (await openTimeline({ store, clock, state })).ask('standing', {
            authority: 'sunderland',
          });
          expect(shown(last!)).toBe(shown(replayed));
          expect(shown(resumed)).toBe(shown(replayed));
        },
      ),
      { numRuns: 25 },
    );
  });
});

function inBatches(
  events: readonly ClaimEvent[],
  sizes: readonly number[],
): readonly (readonly ClaimEvent[])[] {
  const batches: ClaimEvent[][] = [];
  for (let at = 0, n = 0; at < events.length; n += 1) {
    const size = sizes[n % sizes.length]!;
    batches.push(events.slice(at, at + size));
    at += size;
  }
  return batches;
}
