import type { ClaimEvent } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryStateStore, type StateStore } from '@monitoring-timeline/core/state';
import { claimEvent, day } from '@monitoring-timeline/core/testing';
import { AuthorityRecord, createVirtualClock } from '@monitoring-timeline/projections';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { type Serving, startServing } from './serving.ts';
import { append } from './small-claims.ts';
import { caughtUp, type Subscriber, subscribeTo } from './subscriber.ts';

/** Each look at what is known of an authority. */
const looked = vi.spyOn(AuthorityRecord.prototype, 'at');
const looks = (): number =>
  (looked.mock.contexts as readonly AuthorityRecord[]).filter(
    ({ authority }) => authority === 'leeds',
  ).length;

let serving: Serving | undefined;
const opened: Subscriber[] = [];
afterAll(() => looked.mockRestore());
afterEach(async () => {
  for (const one of opened.splice(0)) one.cut();
  await serving?.stop();
});

/** Another director: something that people are told of. */
const appointment = (authority: string, number: number): ClaimEvent =>
  claimEvent(
    'LeadershipChanged',
    {
      role: 'dcs',
      change: 'started',
      status: 'interim',
      person: `p-${String(number).padStart(20, '0')}`,
    },
    { authority, occurred: day(`2026-02-0${number}`), known: '2026-03-01' },
  );

/** What so many interests, each another, cost of one change: how often the authority was looked at, and pages were read. */
async function costOf(
  interests: number,
): Promise<{ readonly looks: number; readonly reads: number }> {
  const clock = createVirtualClock('2026-03-02');
  const kept = createMemoryStateStore();
  const read = vi.fn(kept.entries.bind(kept));
  const state = bound(kept, read);
  serving = await startServing(
    { store: createMemoryStore({ now: () => new Date(clock.now()) }), state, clock },
    { maxSubscriptions: 200, maxSubscriptionsOfOne: 200 },
  );
  await append(serving.parts.store, appointment('leeds', 1));
  const words = ['', '&weight=3', '&type=LeadershipChanged', '&region=Yorkshire+and+the+Humber'];
  for (let n = 0; n < interests; n += 1) {
    const others = n < words.length ? '' : `&authority=${n % 2 === 0 ? 'hull' : 'york'}`;
    const path = `/api/subscribe/notices?after=now&authority=leeds${words[n % words.length]}${others}`;
    opened.push(await subscribeTo(`${serving.url}${path}`));
  }
  await Promise.all(opened.map((one) => one.until(caughtUp)));
  const before = { looks: looks(), reads: read.mock.calls.length };
  await append(serving.parts.store, appointment('leeds', 2));
  await Promise.all(opened.map((one) => one.until(({ events }) => events.length === 1)));
  const cost = { looks: looks() - before.looks, reads: read.mock.calls.length - before.reads };
  for (const one of opened.splice(0)) one.cut();
  await serving.stop();
  serving = undefined;
  return cost;
}

/** The other functions of a state, as they are. */
function bound(kept: StateStore, entries: StateStore['entries']): StateStore {
  return new Proxy(kept, {
    get: (of, name) => {
      if (name === 'entries') return entries;
      const value = Reflect.get(of, name);
      return typeof value === 'function' ? value.bind(of) : value;
    },
  });
}

it('a hundred interests cost one evaluation of a change, and one reading of what came of it', async () => {
  const one = await costOf(1);
  const hundred = await costOf(100);
  expect(one.looks).toBeGreaterThan(0);
  expect(hundred.looks).toBe(one.looks);
  // two pokes that come close together are answered by one reading: their number is a matter of when, not of how many ask
  expect(hundred.reads).toBeLessThanOrEqual(2 * one.reads);
});
