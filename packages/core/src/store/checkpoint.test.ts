import { describe, expect, it } from 'vitest';
import { streamOf } from '../events/streams.ts';
import { reported } from '../testing/claims.ts';
import { checkpointOf, isOfHistory } from './checkpoint.ts';
import { beginning, type EventStore } from './event-store.ts';
import { createMemoryStore } from './memory.ts';
import { positionOf } from './positions.ts';

const report = (published: string) => reported({ overall: 'good' }, { published });

async function logOf(...days: readonly string[]) {
  const store = createMemoryStore({ now: () => new Date('2026-01-01') });
  for (const day of days) {
    const event = report(day);
    await store.append(streamOf(event), [event], { expected: 'any' });
  }
  return store;
}

describe('isOfHistory', () => {
  it('tells what a log was from what it is: by the mark of a checkpoint, and of a position alone by whether it is reached', async () => {
    const store = await logOf('2015-01-10', '2018-01-10');
    const other = await logOf('2015-01-10', '2021-02-10', '2022-02-10');
    const [first, second] = [positionOf(1), positionOf(2)];
    const reached = await checkpointOf(store, second);
    const held = async (log: EventStore, checkpoint: string) => isOfHistory(log, checkpoint);
    expect(await held(store, reached)).toBe(true);
    expect(await held(other, reached)).toBe(false);
    expect(await held(other, await checkpointOf(store, first))).toBe(true);
    expect(await held(await logOf('2015-01-10'), reached)).toBe(false);
    expect(await held(store, beginning)).toBe(true);
    expect(await held(store, second)).toBe(true);
    expect(await held(store, positionOf(3))).toBe(false);
    const back = Object.assign(await logOf('2015-01-10', '2018-01-10'), { restoredAt: first });
    expect([await held(back, second), await held(back, reached)]).toEqual([false, true]);
    for (const nonsense of ['x', `x~${'0'.repeat(16)}`]) {
      expect(await held(store, nonsense), nonsense).toBe(false);
    }
  });
});
