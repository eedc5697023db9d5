import { toPosition } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createVirtualClock, type Lag } from '@monitoring-timeline/projections';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../config/index.ts';
import { Health } from './health.ts';

/** Watches one follower, whose lag is as told, over days of a clock that the test moves. */
function watching(lag: () => Lag | null) {
  const clock = createVirtualClock('2026-01-01');
  const closing = new AbortController();
  const settings = readSettings({ flags: { stallSeconds: 3600, lagSeconds: 10 } });
  const health = new Health(createMemoryStore(), clock, settings, closing.signal);
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
