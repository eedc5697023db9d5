import { createMemoryStore } from '@monitoring-timeline/core/memory';

import { createVirtualClock, openTimeline } from '@monitoring-timeline/projections';
import Fastify from 'fastify';
import { afterAll, expect, it } from 'vitest';
import { pages } from '../plugin.ts';

const timeline = await openTimeline({
  store: createMemoryStore(),
  clock: createVirtualClock('2026-03-02'),
});
afterAll(() => timeline.close());

/** Pages over a log, with how often a question was asked; what they rest on is as it is set. */
async function hosted() {
  const set = { state: 'first', asked: 0 };
  const ahead: (() => Promise<void>)[] = [];
  const ask = (...given: Parameters<typeof timeline.ask>) => {
    set.asked += 1;
    return timeline.ask(...given);
  };
  const app = Fastify();
  await app.register(
    pages({
      timeline: { ...timeline, directory: timeline.directory, ask: ask as typeof timeline.ask },
      ground: async () => ({ state: set.state, today: '2026-03-02' }),
      whenQuiet: (work) => ahead.push(work),
      nothing: () => new Error('nothing'),
      visit: () => ({ who: null }) as never,
    }),
  );
  const open = (url: string) => app.inject({ url, headers: { accept: 'text/html' } });
  return { set, open, ahead: () => ahead[0]!(), end: () => app.close() };
}

it('pages that the navigation leads to are made ahead, and asked for nothing more until something changes', async () => {
  const { set, open, ahead, end } = await hosted();
  await ahead();
  const before = set.asked;
  for (const url of ['/', '/authorities', '/due', '/findings']) {
    expect((await open(url)).statusCode).toBe(200);
  }
  expect(set.asked).toBe(before);
  set.state = 'second';
  await open('/due');
  expect(set.asked).toBeGreaterThan(before);
  await end();
});

it('a page that many open at once after a change is made once', async () => {
  const { set, open, end } = await hosted();
  await open('/due');
  const once = set.asked;
  set.state = 'second';
  const all = await Promise.all(Array.from({ length: 20 }, () => open('/due')));
  expect(all.map(({ statusCode }) => statusCode)).toEqual(all.map(() => 200));
  expect(new Set(all.map(({ body }) => body)).size).toBe(1);
  expect(set.asked).toBe(2 * once);
  await end();
});
