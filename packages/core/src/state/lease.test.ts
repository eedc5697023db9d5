import { describe, expect, it } from 'vitest';
import type { Clock } from '../clock.ts';
import { Lease, leaseMs, renewMs, tendMs } from './lease.ts';
import { createMemoryStateStore } from './memory.ts';

/** A machine's clock that is set by hand. */
function clockAt(now: number): Clock & { advance(ms: number): void } {
  let at = now;
  return {
    now: () => at,
    sleep: () => Promise.reject(new Error('a lease waits for nothing')),
    advance(ms) {
      at += ms;
    },
  };
}

function two({ apart = 0 } = {}) {
  const [clock, otherClock] = [clockAt(1_700_000_000_000), clockAt(1_700_000_000_000 + apart)];
  const state = createMemoryStateStore();
  return {
    advance(ms: number) {
      clock.advance(ms);
      otherClock.advance(ms);
    },
    state,
    one: new Lease(state, 'log', 'work', clock),
    other: new Lease(state, 'log', 'work', otherClock),
    another: new Lease(state, 'log', 'something else', clock),
  };
}

describe('a lease', () => {
  it('is one process’s for as long as that renews it', async () => {
    const { advance, one, other, another } = two();
    for (let n = 0; n < 10; n += 1) {
      expect(await one.take()).toEqual({ ours: true, lapsedMs: 0 });
      expect(await other.take()).toEqual({ ours: false, lost: false });
      expect(await other.isHeldByAnother()).toBe(true);
      expect(await one.isHeldByAnother()).toBe(false);
      advance(renewMs);
    }
    expect(one.holds).toBe(true);
    expect(await another.take()).toMatchObject({ ours: true });
  });

  it('goes to who has seen it stand for its time, and whoever had it learns that it was lost', async () => {
    const { advance, one, other } = two();
    await one.take();
    expect(await other.take()).toMatchObject({ ours: false });
    advance(leaseMs - 1);
    expect(await other.take()).toMatchObject({ ours: false });
    advance(1);
    expect(one.holds).toBe(false);
    expect(await other.isHeldByAnother()).toBe(false);
    expect(await other.take()).toEqual({ ours: true, lapsedMs: 0 });
    expect(await one.take()).toEqual({ ours: false, lost: true });
    expect(await one.take()).toEqual({ ours: false, lost: false });
  });

  it('that ran out while its process stood still is renewed where nobody took it, which says for how long', async () => {
    const { advance, one } = two();
    await one.take();
    advance(leaseMs + 1234);
    expect(await one.take()).toEqual({ ours: true, lapsedMs: 1234 });
    expect(await one.take()).toEqual({ ours: true, lapsedMs: 0 });
  });

  it('is renewed by who tends it often as often as it has to be, and no more', async () => {
    const { advance, one, other, state } = two();
    const written: (string | undefined)[] = [];
    for (let n = 0; n < 30; n += 1) {
      expect(await one.tend()).toEqual({ ours: true, lapsedMs: 0 });
      written.push((await state.header('lease/work'))?.checkpoint);
      expect(await other.tend()).toMatchObject({ ours: false });
      advance(tendMs);
    }
    expect(new Set(written).size).toBe(Math.ceil((30 * tendMs) / renewMs));
    advance(leaseMs);
    expect(await other.tend()).toMatchObject({ ours: true });
    expect(await one.tend()).toEqual({ ours: false, lost: true });
  });

  it('is free at once when it is given back', async () => {
    const { one, other } = two();
    await one.take();
    await one.release();
    expect(await other.take()).toMatchObject({ ours: true });
    await one.release();
    expect(other.holds).toBe(true);
  });

  it('stays given back where a renewal was still under way', async () => {
    const { one, other } = two();
    await one.take();
    const renewed = one.take();
    await one.release();
    await renewed;
    expect(one.holds).toBe(false);
    expect(await other.take()).toMatchObject({ ours: true });
  });

  it.each([3_600_000, -3_600_000])(
    'is neither lost nor kept too long between machines whose clocks are %d ms apart',
    async (apart) => {
      const { advance, one, other } = two({ apart });
      for (let n = 0; n < 10; n += 1) {
        expect(await one.take()).toMatchObject({ ours: true });
        expect(await other.take()).toMatchObject({ ours: false });
        advance(renewMs);
      }
      advance(leaseMs - renewMs);
      expect(await other.take()).toMatchObject({ ours: true });
    },
  );

  it('is waited for no longer than its time where a clock is set back meanwhile', async () => {
    const { advance, one, other } = two();
    await one.take();
    await other.take();
    expect(one.holds).toBe(true);
    advance(-86_400_000);
    // who had it cannot know how long it has lasted
    expect(one.holds).toBe(false);
    expect(await other.take()).toMatchObject({ ours: false });
    advance(leaseMs);
    expect(await other.take()).toMatchObject({ ours: true });
  });
});
