import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allSteps, sortInSteps, stepSize } from './steps.ts';

const things = fc.array(fc.record({ by: fc.integer({ min: 0, max: 9 }), is: fc.integer() }), {
  maxLength: 3 * stepSize,
  size: 'max',
});

describe('sorting in steps', () => {
  it('comes to what sorting at one go comes to, equals in the order in which they came', () => {
    fc.assert(
      fc.property(things, (given) => {
        const by = (a: { by: number }, b: { by: number }): number => a.by - b.by;
        expect(allSteps(sortInSteps(given, by))).toEqual(given.toSorted(by));
      }),
      { numRuns: 30 },
    );
  });

  it('takes more steps for more things, and each compares few', () => {
    let compared = 0;
    const steps = sortInSteps(
      Array.from({ length: 20_000 }, (_, at) => (at * 7919) % 20_000),
      (a, b) => {
        compared += 1;
        return a - b;
      },
    );
    let most = 0;
    for (let step = steps.next(); !step.done; step = steps.next()) {
      most = Math.max(most, compared);
      compared = 0;
    }
    expect(most).toBeLessThan(16 * stepSize);
  });
});
