import { StoreFull, toPosition } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryStateStore } from '@monitoring-timeline/core/state';
import { anId } from '@monitoring-timeline/core/testing';
import { createVirtualClock, type Lag } from '@monitoring-timeline/projections';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../config/index.ts';
import { Disk } from './disk.ts';
import { Health } from './health.ts';

/** Watches one follower, whose lag is as told, over days of a clock that the test moves. */
function watching(lag: () => Lag | null) {
  const clock = createVirtualClock('2026-01-01');
  const closing = new AbortController();
  const settings = readSettings({ flags: { stallSeconds: 3600, lagSeconds: 10 } });
  const health = new Health(
    { store: createMemoryStore(), disk: new Disk() },
    clock,
    settings,
    closing.signal,
  );
  health.watch({ name: 'views', lag: async () => lag() });
  return { health, clock, closing };
}

const lagging = (reached: string, events = 3, seconds = 5): Lag => ({
  events,
  seconds,
  reached: toPosition(reached),
  stopped: null,
});

describe('what follows the log', () => {
  it('is behind and yet ready where it is behind by less than it may be', async () => {
    const { health } = watching(() => lagging('1'));
    const { ready, followers } = await health.look();
    expect(ready).toBe(true);
    expect(followers).toEqual([{ name: 'views', state: 'behind', events: 3, seconds: 5 }]);
  });

  it('is not ready where it is further behind, and says how far', async () => {
    const { health } = watching(() => lagging('1', 400, 11));
    const { ready, reasons } = await health.look();
    expect(ready).toBe(false);
    expect(reasons).toEqual(['The views are 400 events and 11 seconds behind the log.']);
  });

  it('is stalled once it has stood at one place for too long while it was behind', async () => {
    let reached = '1';
    const { health, clock } = watching(() => lagging(reached));
    await health.look();
    clock.set('2026-01-02');
    expect((await health.look()).followers[0]?.state).toBe('stalled');
    expect((await health.look()).reasons[0]).toMatch(/do not move/);
    reached = '2';
    expect((await health.look()).followers[0]?.state).toBe('behind');
  });

  it('is not stalled by having stood still while there was nothing to do', async () => {
    let events = 3;
    const { health, clock } = watching(() => lagging('1', events));
    await health.look();
    events = 0;
    clock.set('2026-01-02');
    expect((await health.look()).followers[0]?.state).toBe('current');
    events = 3;
    expect((await health.look()).followers[0]?.state).toBe('behind');
  });

  it('counts as stopped where its lag cannot be told', async () => {
    const { health } = watching(() => {
      throw new Error('out of reach');
    });
    const { ready, followers } = await health.look();
    expect([ready, followers[0]?.state]).toEqual([false, 'stopped']);
  });
});

describe('a service that is shutting down', () => {
  it('is not ready', async () => {
    const { health, closing } = watching(() => lagging('1', 0, 0));
    expect((await health.look()).ready).toBe(true);
    closing.abort();
    expect((await health.look()).reasons).toEqual(['The service is shutting down.']);
  });
});

describe('a full disk', () => {
  const event = {
    id: anId('5e0a2f0e-0000-4000-8000-000000000001'),
    type: 'Sample',
    version: 1,
    data: {},
  };

  it('makes the service unready until a write succeeds again', async () => {
    let full = true;
    const kept = createMemoryStore({ validate: (given) => given as never });
    const disk = new Disk();
    const store = disk.watched({
      id: kept.id,
      append: async (...given) => {
        if (full) throw new StoreFull('/var/log.db');
        return kept.append(...given);
      },
      appendMany: (writes) => kept.appendMany(writes),
      readStream: (...given) => kept.readStream(...given),
      readAll: (...given) => kept.readAll(...given),
      streams: (...given) => kept.streams(...given),
      known: (...given) => kept.known(...given),
      follow: (...given) => kept.follow(...given),
      head: () => kept.head(),
      at: (...given) => kept.at(...given),
      restore: (events) => kept.restore(events),
      close: () => kept.close(),
    });
    const settings = readSettings({ flags: {} });
    const closing = new AbortController().signal;
    const health = new Health({ store, disk }, createVirtualClock('2026-01-01'), settings, closing);
    expect(await health.look()).toMatchObject({ ready: true, head: { events: 0 } });
    await expect(store.append('a', [event], { expected: 'any' })).rejects.toThrow('is full');
    expect(await health.look()).toMatchObject({
      ready: false,
      reasons: ['The disk of the log is full: nothing can be written until there is room.'],
    });
    full = false;
    await store.append('a', [event], { expected: 'any' });
    expect(await health.look()).toMatchObject({ ready: true, head: { events: 1 } });
  });
});

describe('a full disk of the state', () => {
  it('is what is told, and not that the notices stopped for it', async () => {
    let full = true;
    const kept = createMemoryStateStore();
    const disk = new Disk();
    const state = disk.watchedState({
      ...kept,
      commit: async (...given) => {
        if (full) throw new StoreFull('/var/lib/timeline/log.state.db');
        return kept.commit(...given);
      },
    });
    const settings = readSettings({ flags: {} });
    const closing = new AbortController().signal;
    const parts = { store: createMemoryStore(), disk };
    const health = new Health(parts, createVirtualClock('2026-01-01'), settings, closing);
    let stopped: string | null = null;
    health.watch({ name: 'notices', lag: async () => ({ ...lagging('1', 0, 0), stopped }) });
    const change = {
      header: { checkpoint: '1', storeId: 'a', version: '1' },
      from: undefined,
    };
    await expect(state.commit('notices', change)).rejects.toThrow('is full');
    stopped = 'The disk is full.';
    const { ready, reasons, followers } = await health.look();
    expect([ready, followers[0]?.state]).toEqual([false, 'stopped']);
    expect(reasons).toEqual([
      'The disk of the local state (log.state.db) is full: no notice is issued and no webhook called until there is room.',
    ]);
    full = false;
    await state.commit('notices', change);
    expect((await health.look()).reasons[0]).toMatch(/The notices have stopped/);
    stopped = null;
    expect(await health.look()).toMatchObject({ ready: true });
  });
});

it('a clock that was once ahead is told of, and does not make it unready', async () => {
  const store = createMemoryStore({
    validate: (given) => given as never,
    now: () => new Date('2031-01-01T00:00:00Z'),
  });
  const event = { id: anId('one'), type: 'Sample', version: 1, data: {} };
  await store.append('a', [event], { expected: 'any' });
  const settings = readSettings({ flags: {} });
  const closing = new AbortController().signal;
  const parts = { store, disk: new Disk() };
  const health = new Health(parts, createVirtualClock('2026-01-01'), settings, closing);
  expect(await health.look()).toMatchObject({
    ready: true,
    warnings: [expect.stringContaining('2031-01-01')],
  });
});
