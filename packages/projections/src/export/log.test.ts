import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { anId } from '@monitoring-timeline/core/testing';
import { expect, it } from 'vitest';
import { logLines } from './log.ts';

it('gives a turn to everything else between a few hundred events of a log', async () => {
  const store = createMemoryStore({ validate: (given) => given as never });
  const events = Array.from({ length: 1000 }, (_, n) => ({
    id: anId(`id-${n}`),
    type: 'Sample',
    version: 1,
    data: { n },
  }));
  await store.append('a', events, { expected: 'any' });
  const { position: upTo } = await store.head();
  let [turns, turnsBefore, done] = [0, -1, false];
  const turn = () => {
    turns += 1;
    if (!done) setImmediate(turn);
  };
  setImmediate(turn);
  const pieces: number[] = [];
  for await (const piece of logLines({ store, format: 'jsonl', upTo }, { events: 0, people: 0 })) {
    const lines = piece.split('\n').length - 1;
    if (lines <= 1) continue;
    expect(turns).toBeGreaterThan(turnsBefore);
    turnsBefore = turns;
    pieces.push(lines);
  }
  done = true;
  expect(Math.max(...pieces)).toBeLessThanOrEqual(250);
  expect(pieces.reduce((all, one) => all + one, 0)).toBe(1000);
});
