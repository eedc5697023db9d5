import { type Claim, type ClaimEvent, isRepair } from '@monitoring-timeline/core';
import { claimsOf, reported, retraction } from '@monitoring-timeline/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownDays } from './known-days.ts';

const report = reported({ overall: 'good' }, { published: '2018-07-25' });
const idOf = (n: number): string =>
  n === 0 ? report.id : `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`;

/** Retraction number n of the report (0), of another retraction, or of what the record does not hold. */
function numbered(n: number, target: number, cause: 'source' | 'ours', known: string): ClaimEvent {
  const made = retraction(report, { known, cause });
  return { ...made, id: idOf(n), data: { ...made.data, target: idOf(target) } } as ClaimEvent;
}

/** The day of one claim as the rule reads, by a walk for each. */
function plainly(claims: readonly Claim[], claim: Claim, walked: readonly string[] = []): number {
  const { event, knownDay } = claim;
  if (!isRepair(event) || event.data.cause !== 'ours' || walked.includes(event.id)) return knownDay;
  const target = claims.find((other) => other.event.id === event.data.target);
  return target ? plainly(claims, target, [...walked, event.id]) : knownDay;
}

describe('days from which claims count in a replay', () => {
  it('are those of what is repaired, in chains and circles as in one repair', () => {
    const anyRepair = fc.record({
      target: fc.integer({ min: 0, max: 7 }),
      cause: fc.constantFrom<'source' | 'ours'>('ours', 'ours', 'source'),
      known: fc.constantFrom('2019-01-01', '2020-01-01', '2021-01-01', '2022-01-01'),
    });
    fc.assert(
      fc.property(fc.array(anyRepair, { maxLength: 6 }), (given) => {
        const repairs = given.map(({ target, cause, known }, n) =>
          numbered(n + 1, target, cause, known),
        );
        const claims = claimsOf(report, ...repairs);
        const expected = claims.map((claim) => [claim.event.id, plainly(claims, claim)]);
        expect([...knownDays(claims)].sort()).toEqual(expected.sort());
      }),
      { numRuns: 300 },
    );
  });

  it('are found with as many looks at each of 10,000 repairs in a row as at each of a few', () => {
    const one = numbered(1, 0, 'ours', '2019-01-01');
    const looks = (length: number): number => {
      const repairs = Array.from(
        { length },
        (_, n) =>
          ({ ...one, id: idOf(n + 1), data: { ...one.data, target: idOf(n) } }) as ClaimEvent,
      );
      let looks = 0;
      const claims = claimsOf(report, ...repairs).map(({ event, ...claim }) => ({
        ...claim,
        get event() {
          looks += 1;
          return event;
        },
      }));
      const days = knownDays(claims);
      expect(days.get(idOf(length))).toBe(days.get(report.id));
      return looks / length;
    };
    expect(looks(10_000)).toBeLessThanOrEqual(looks(100));
  });
});
