import { beginning, type EventStore } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { anId } from '@monitoring-timeline/core/testing';
import { expect, it } from 'vitest';
import { behind } from './lag.ts';

it('is counted of a long log in parts, between which everything else has its turn', async () => {
  const store = createMemoryStore({ validate: (given) => given as never });
  const events = Array.from({ length: 2600 }, (_, n) => {
    return { id: anId(`id-${n}`), type: 'Sample', version: 1, data: { n } };
  });
  await store.append('a', events, { expected: 'any' });
  let [turns, done] = [0, false];
  const turn = () => {
    turns += 1;
    if (!done) setImmediate(turn);
  };
  setImmediate(turn);
  const reads: { readonly turns: number; readonly events: number }[] = [];
  const readAll: EventStore['readAll'] = async (...given) => {
    const page = await store.readAll(...given);
    reads.push({ turns, events: page.events.length });
    return page;
  };
  const lag = await behind({ readAll } as EventStore, beginning, 0);
  done = true;
  expect(lag.events).toBe(2600);
  expect(Math.max(...reads.map((read) => read.events))).toBeLessThanOrEqual(500);
  expect(new Set(reads.map((read) => read.turns)).size).toBe(reads.length);
});
