import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochDay } from '../calendar/index.ts';
import { type ClaimEvent, claimSchema } from '../events/catalogue.ts';
import { claimsOf, correction, reported, retraction, sources } from '../testing/claims.ts';
import { type Claim, claimOf } from './claim.ts';
import { writePointer } from './pointer.ts';
import { byPrecedence } from './precedence.ts';
import { effectiveClaims, isRepair } from './repairs.ts';

const report = reported({ overall: 'good', leadership: 'good' }, { published: '2018-07-25' });
const at = '/data/judgements/0/grade';

/** Grade of the first judgement as known on a day; undefined where the claim does not hold. */
function grade(day: string, ...events: readonly ClaimEvent[]): string | undefined {
  const [claim] = effectiveClaims(claimsOf(...events), epochDay(day));
  if (claim?.event.type !== 'ReportPublished') return undefined;
  return claim.event.data.judgements?.[0]?.grade;
}

describe('corrections and retractions', () => {
  it('hold a claim only from the day it became public', () => {
    expect(grade('2018-07-24', report)).toBeUndefined();
    expect(grade('2018-07-25', report)).toBe('good');
  });

  it('counts a correction of our own reading from the day its target was known', () => {
    const ours = correction(report, at, 'inadequate', { known: '2020-01-01' });
    expect(grade('2018-07-25', report, ours)).toBe('inadequate');
  });

  it('counts a correction by the source from its own publication', () => {
    const issued = correction(report, at, 'inadequate', { known: '2020-01-01', cause: 'source' });
    expect(grade('2019-12-31', report, issued)).toBe('good');
    expect(grade('2020-01-01', report, issued)).toBe('inadequate');
  });

  it('hides a retracted claim, and restores it when the retraction is retracted', () => {
    const gone = retraction(report, { known: '2019-01-01', cause: 'source' });
    const back = retraction(gone, { known: '2020-01-01', cause: 'source' });
    expect(grade('2018-12-31', report, gone, back)).toBe('good');
    expect(grade('2019-06-01', report, gone, back)).toBeUndefined();
    expect(grade('2020-01-01', report, gone, back)).toBe('good');
  });

  it('equals neither where a correction is followed by its retraction', () => {
    const ours = correction(report, at, 'inadequate');
    expect(grade('2020-01-01', report, ours, retraction(ours))).toBe('good');
  });

  it('lets a correction correct a correction', () => {
    const ours = correction(report, at, 'inadequate');
    const better = correction(ours, '/data/value', 'outstanding');
    expect(grade('2020-01-01', report, ours, better)).toBe('outstanding');
  });

  it('hold a claim that was corrected, too, only from the day it became public', () => {
    const ours = correction(report, at, 'inadequate', { known: '2018-01-01' });
    expect(grade('2018-07-24', report, ours)).toBeUndefined();
    const other = reported({ overall: 'good' }, { published: '2020-02-02' });
    const held = effectiveClaims(claimsOf(report, ours, other), epochDay('2020-02-01'));
    expect(held.map(({ event }) => event.id)).toEqual([report.id]);
  });

  it('let the source with precedence have the last word, in whatever order they arrive', () => {
    const weak = correction(report, at, 'inadequate', { source: sources.press });
    const strong = correction(report, at, 'outstanding', { source: sources.person });
    expect(grade('2020-01-01', report, weak, strong)).toBe('outstanding');
    expect(grade('2020-01-01', report, strong, weak)).toBe('outstanding');
  });

  it('among equals let the one that became known later have the last word', () => {
    const early = correction(report, at, 'inadequate', { known: '2019-01-01' });
    const late = correction(report, at, 'outstanding', { known: '2019-01-02' });
    expect(grade('2020-01-01', report, late, early)).toBe('outstanding');
    expect(grade('2020-01-01', report, early, late)).toBe('outstanding');
  });

  it('takes a value away where the correction gives none', () => {
    const none = correction(report, '/data/judgements/0', undefined);
    expect(grade('2020-01-01', report, none)).toBe('good');
    const [claim] = effectiveClaims(claimsOf(report, none), epochDay('2020-01-01'));
    expect(claim?.event.data).toMatchObject({ judgements: [{ area: 'leadership' }] });
  });

  it('ignores a correction that would leave its target outside the catalogue', () => {
    expect(grade('2020-01-01', report, correction(report, at, 'splendid'))).toBe('good');
  });

  it('gives no effect to repairs that target each other in a circle, whichever comes first', () => {
    const first = retraction(report);
    const a = {
      ...first,
      data: { ...first.data, target: '00000000-0000-5000-8000-00000000000b' },
      id: '00000000-0000-5000-8000-00000000000a',
    } as ClaimEvent;
    const b = {
      ...first,
      data: { ...first.data, target: a.id },
      id: '00000000-0000-5000-8000-00000000000b',
    } as ClaimEvent;
    expect(grade('2020-01-01', report, a, b)).toBe('good');
    expect(grade('2020-01-01', report, b, a)).toBe('good');
  });

  it('gives one answer in whatever order repairs and their targets arrive', () => {
    const ours = correction(report, at, 'inadequate');
    const issued = correction(report, at, 'outstanding', { known: '2019-05-05', cause: 'source' });
    const gone = retraction(issued, { known: '2020-02-02', cause: 'source' });
    const all = [
      report,
      ours,
      issued,
      gone,
      retraction(gone, { known: '2021-01-01', cause: 'source' }),
    ];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(all, { minLength: all.length }),
        fc.constantFrom('2018-07-25', '2019-05-05', '2020-02-02', '2021-01-01'),
        (shuffled, day) => {
          expect(grade(day, ...shuffled)).toBe(grade(day, ...all));
        },
      ),
    );
  });
});

const idOf = (n: number): string => `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`;

/** Repair number n of the report (0) or of another repair. */
function numbered(
  n: number,
  target: number,
  kind: 'leaves' | 'value' | 'retracts',
  given: Parameters<typeof correction>[3] & { readonly value?: string } = {},
): ClaimEvent {
  const made =
    kind === 'retracts'
      ? retraction(report, given)
      : correction(report, kind === 'value' ? '/data/value' : at, given.value ?? 'good', given);
  const data = { ...made.data, target: target === 0 ? report.id : idOf(target) };
  return { ...made, id: idOf(n), data } as ClaimEvent;
}

/** The rule as it reads, for few claims: who goes round in a circle is found by walking from each. */
function plainly(claims: readonly Claim[], knownAt: number): readonly Claim[] {
  const repairs = claims.filter(({ event }) => isRepair(event));
  const targetOf = (claim: Claim): Claim | undefined =>
    repairs.find(({ event }) => isRepair(claim.event) && event.id === claim.event.data.target);
  const inCircle = (claim: Claim): boolean => {
    let other = targetOf(claim);
    for (let n = 0; other && n <= claims.length; n += 1) {
      if (other === claim) return true;
      other = targetOf(other);
    }
    return false;
  };
  const left = (claim: Claim): Claim | undefined => {
    const active = repairs
      .filter(({ event }) => isRepair(event) && event.data.target === claim.event.id)
      .filter((repair) => !inCircle(repair))
      .flatMap((repair) => left(repair) ?? [])
      .filter(({ event, knownDay }) => {
        return (isRepair(event) && event.data.cause === 'ours') || knownDay <= knownAt;
      });
    if (active.some(({ event }) => event.type === 'FactRetracted')) return undefined;
    let event = claim.event;
    const applied: Claim[] = [];
    for (const one of [...active].sort(byPrecedence).reverse()) {
      if (one.event.type !== 'FactCorrected') continue;
      const { pointer, value } = one.event.data;
      const changed = claimSchema.safeParse(writePointer(event, pointer, value));
      if (!changed.success) continue;
      event = changed.data;
      applied.push(one);
    }
    return applied.length === 0 ? claim : claimOf(event, claim, applied);
  };
  return claims
    .filter(({ event }) => !isRepair(event))
    .flatMap((claim) => left(claim) ?? [])
    .filter(({ knownDay }) => knownDay <= knownAt);
}

describe('repairs of repairs', () => {
  it('come to what the rule says, in circles and out of them', () => {
    const anyRepair = fc.record({
      target: fc.integer({ min: 0, max: 6 }),
      kind: fc.constantFrom<'leaves' | 'value' | 'retracts'>('leaves', 'value', 'retracts'),
      cause: fc.constantFrom<'source' | 'ours'>('source', 'ours'),
      known: fc.constantFrom('2018-07-25', '2019-01-01', '2020-01-01'),
      value: fc.constantFrom('inadequate', 'outstanding', 'splendid'),
    });
    fc.assert(
      fc.property(
        fc.array(anyRepair, { maxLength: 6 }),
        fc.constantFrom('2018-07-24', '2018-12-31', '2019-12-31', '2020-12-31'),
        (given, day) => {
          const made = given.map(({ target, kind, ...more }, n) =>
            numbered(n + 1, target, kind, more),
          );
          const claims = claimsOf(report, ...made);
          expect(effectiveClaims(claims, epochDay(day))).toEqual(plainly(claims, epochDay(day)));
        },
      ),
      { numRuns: 300 },
    );
  });

  /** How often a chain of so many retractions, each of the one before it, is looked at. */
  function looks(length: number, circle = false): { looks: number; holds: number } {
    const one = numbered(1, 0, 'retracts');
    const repairs = Array.from({ length }, (_, n): ClaimEvent => {
      const target = n > 0 ? idOf(n) : circle ? idOf(length) : report.id;
      return { ...one, id: idOf(n + 1), data: { ...one.data, target } } as ClaimEvent;
    });
    let looks = 0;
    const claims = claimsOf(report, ...repairs).map(({ event, ...claim }): Claim => {
      return {
        ...claim,
        get event() {
          looks += 1;
          return event;
        },
      };
    });
    return { holds: effectiveClaims(claims, epochDay('2020-01-01')).length, looks };
  }

  it.each([
    ['a chain', false],
    ['a circle', true],
  ])(
    'are looked at as often for each where %s is 10,000 long as where it is short',
    (_, circle) => {
      const [short, long] = [looks(100, circle), looks(10_000, circle)];
      expect(long.holds).toBe(1);
      expect(long.looks / 10_000).toBeLessThanOrEqual(short.looks / 100);
    },
  );

  it('end alike whether an even or an odd number of retractions follow each other', () => {
    expect([looks(9999).holds, looks(10_000).holds]).toEqual([0, 1]);
  });
});
