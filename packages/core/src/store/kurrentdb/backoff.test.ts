import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delayOf, pause } from './backoff.ts';

const backOff = { first: 50, longest: 5_000 };
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('back-off', () => {
  it('never waits longer than the longest, nor less than half of what is due', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), random, (attempt, r) => {
        const delay = delayOf(attempt, backOff, r);
        expect(delay).toBeGreaterThanOrEqual(25);
        expect(delay).toBeLessThanOrEqual(5_000);
      }),
    );
  });

  it('doubles from attempt to attempt, and spreads those who failed together', () => {
    expect([1, 2, 3, 8, 9].map((attempt) => delayOf(attempt, backOff, 0))).toEqual([
      25, 50, 100, 2500, 2500,
    ]);
    expect(delayOf(3, backOff, 0.5)).toBe(150);
  });

  it('ends a wait that nobody needs any more', async () => {
    const stop = new AbortController();
    const waiting = pause(60_000, stop.signal);
    stop.abort();
    await expect(waiting).resolves.toBeUndefined();
  });
});
