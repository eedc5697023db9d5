import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimeLeft, timeLeftText } from './time-left.ts';

describe('the time left', () => {
  it('is not foretold before something was measured', () => {
    const left = new TimeLeft();
    expect([left.update(0, 100, 0), left.update(50, 100, 1000)]).toEqual([undefined, undefined]);
    expect(left.update(60, 100, 4000)).toBeGreaterThan(0);
  });

  it('is right where the work goes on evenly', () => {
    const left = new TimeLeft();
    let told: number | undefined;
    for (let at = 0; at <= 20_000; at += 500) told = left.update(at / 100, 1000, at);
    expect(told).toBeCloseTo(80_000, -2);
  });

  it('counts down while a large file is in hand, and does not jump when it is done', () => {
    const left = new TimeLeft();
    for (let at = 0; at <= 10_000; at += 1000) left.update(at / 100, 400, at);
    const before = left.update(100, 400, 10_500) ?? 0;
    const during = left.update(100, 400, 14_500) ?? 0;
    expect(before - during).toBeGreaterThan(0);
    const after = left.update(180, 400, 15_000) ?? 0;
    expect(Math.abs(after - during)).toBeLessThan(during / 2);
  });

  it('forgets a slow beginning after half a minute', () => {
    const left = new TimeLeft();
    let told: number | undefined;
    left.update(0, 1000, 0);
    left.update(1, 1000, 30_000);
    for (let at = 31_000; at <= 120_000; at += 1000) {
      told = left.update(1 + (at - 30_000) / 1000, 1000, at);
    }
    expect(told).toBeLessThan(1_000_000);
    expect(told).toBeGreaterThan(800_000);
  });

  it('is a number of milliseconds that is not negative, whatever happens', () => {
    const steps = fc.array(fc.tuple(fc.nat(5000), fc.nat(50)), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (taken) => {
        const left = new TimeLeft();
        let [at, done] = [0, 0];
        for (const [milliseconds, work] of taken) {
          at += milliseconds;
          done += work;
          const told = left.update(Math.min(done, 1000), 1000, at);
          expect(told === undefined || (Number.isFinite(told) && told >= 0)).toBe(true);
        }
      }),
    );
  });

  it.each([
    [undefined, ''],
    [0, 'a few seconds left'],
    [4999, 'a few seconds left'],
    [12_000, 'about 15 s left'],
    [89_000, 'about 90 s left'],
    [90_000, 'about 2 min left'],
    [4_500_000, 'about 1 h 15 min left'],
  ])('of %s ms reads "%s"', (left, words) => {
    expect(timeLeftText(left)).toBe(words);
  });
});
