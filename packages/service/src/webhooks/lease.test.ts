import { createMemoryStateStore } from '@monitoring-timeline/core/state';
import { createVirtualClock } from '@monitoring-timeline/projections';
import { describe, expect, it } from 'vitest';
import { Lease, leaseMs, renewMs } from './lease.ts';

function two() {
  const clock = createVirtualClock('2026-03-02');
  const state = createMemoryStateStore();
  return { clock, one: new Lease(state, 'log', clock), other: new Lease(state, 'log', clock) };
}

describe('the lease on deliveries', () => {
  it('is one process’s for as long as that renews it', async () => {
    const { clock, one, other } = two();
    for (let n = 0; n < 10; n += 1) {
      expect(await one.take()).toEqual({ ours: true, lapsedMs: 0 });
      expect(await other.take()).toEqual({ ours: false, lost: false });
      await clock.advance(renewMs);
    }
    expect(one.holds).toBe(true);
  });

  it('goes to another once it has run out, and whoever had it learns that it was lost', async () => {
    const { clock, one, other } = two();
    await one.take();
    await clock.advance(leaseMs);
    expect(one.holds).toBe(false);
    expect(await other.take()).toEqual({ ours: true, lapsedMs: 0 });
    expect(await one.take()).toEqual({ ours: false, lost: true });
    expect(await one.take()).toEqual({ ours: false, lost: false });
  });

  it('that ran out while its process stood still is renewed where nobody took it, which says for how long', async () => {
    const { clock, one } = two();
    await one.take();
    await clock.advance(leaseMs + 1234);
    expect(await one.take()).toEqual({ ours: true, lapsedMs: 1234 });
    expect(await one.take()).toEqual({ ours: true, lapsedMs: 0 });
  });

  it('is free at once when it is given back', async () => {
    const { one, other } = two();
    await one.take();
    await one.release();
    expect(await other.take()).toMatchObject({ ours: true });
    await one.release();
    expect(other.holds).toBe(true);
  });

  it('given by a clock that was set back since binds nobody', async () => {
    const { clock, one, other } = two();
    await one.take();
    clock.set('2026-03-01');
    expect(await other.take()).toMatchObject({ ours: true });
  });
});
