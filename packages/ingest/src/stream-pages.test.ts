import { quarantineStream } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { day, inspected, sources } from '@monitoring-timeline/core/testing';
import { describe, expect, it, vi } from 'vitest';
import { events, queueDesk } from './testing/quarantine.ts';

const dayOf = (at: number): string =>
  new Date(Date.UTC(2010, 0, 1 + at)).toISOString().slice(0, 10);

/** Claims of one authority that lie too far from each other to be of one thing. */
const many = Array.from({ length: 1200 }, (_, at) =>
  inspected({
    days: day(dayOf((at * 9) % 5000)),
    source: { ...sources.council, title: `Paper ${at}` },
  }),
);

describe('an import of very many claims of one authority', () => {
  it('asks the store for so many at once that others have their turn in between', async () => {
    const store = createMemoryStore();
    const read = vi.spyOn(store, 'readStream');
    const known = vi.spyOn(store, 'known');
    const { take } = queueDesk(store);
    expect(await take(events('a', ...many))).toMatchObject({ appended: many.length });
    expect(await take(events('b', ...many))).toMatchObject({ alreadyKnown: many.length });
    const pages = await Promise.all(read.mock.settledResults.map(({ value }) => value));
    expect(Math.max(...pages.map(({ length }) => length))).toBe(500);
    expect(Math.max(...known.mock.calls.map(([, ids]) => ids.length))).toBe(500);
  });
});

describe('imports one after another', () => {
  it('read of what waits in quarantine only what came since, and none of it for a file that is given again', async () => {
    const store = createMemoryStore();
    const read = vi.spyOn(store, 'readStream');
    const { take, queue } = queueDesk(store);
    const bad = (at: number) =>
      `authority,role,in_post_since,report_published\nNowhere ${at},dcs,2015-10,2018-01-19\n`;
    for (let at = 0; at < 5; at += 1) {
      await take([`${at}.csv`, bad(at)]);
      await take([`${at}.csv`, bad(at)]);
    }
    const pages = await Promise.all(read.mock.settledResults.map(({ value }) => value));
    const ofQueue = pages.filter((_, at) => read.mock.calls[at]?.[0] === quarantineStream);
    expect(await queue()).toHaveLength(5);
    expect(ofQueue.reduce((sum, { length }) => sum + length, 0)).toBe(5);
  });
});
