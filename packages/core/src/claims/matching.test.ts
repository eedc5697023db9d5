import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClaimEvent } from '../events/catalogue.ts';
import {
  claimEvent,
  claimsOf,
  day,
  days,
  inspected,
  reported,
  sources,
} from '../testing/claims.ts';
import { activityOf } from './activity.ts';
import { matchActivities } from './matching.ts';

/** Groups of event ids, in a form that does not depend on order. */
function matched(...events: readonly ClaimEvent[]): readonly string[] {
  const claims = claimsOf(...events);
  const items = claims.flatMap((claim) => activityOf(claim) ?? []);
  const rulings = claims.filter(({ event }) => event.type === 'MatchRuled');
  return matchActivities(items, rulings)
    .map(({ members }) =>
      members
        .map(({ claim }) => claim.event.id)
        .sort()
        .join('+'),
    )
    .sort();
}

const sameThing = (...events: readonly ClaimEvent[]) => matched(...events).length === 1;

describe('which claims speak of one inspection', () => {
  it('joins starts at most seven days apart: the council counts the week off site', () => {
    const ofsted = inspected({ framework: 'ILACS', days: days('2019-11-18', '2019-11-29') });
    const council = inspected({
      framework: 'ILACS',
      days: days('2019-11-11', '2019-11-15'),
      source: sources.council,
    });
    expect(sameThing(ofsted, council)).toBe(true);
  });

  it('keeps starts more than seven days apart, whose days do not overlap, as two', () => {
    const first = inspected({ days: days('2019-11-01', '2019-11-05') });
    const second = inspected({ days: days('2019-11-09', '2019-11-13') });
    expect(sameThing(first, second)).toBe(false);
  });

  it('joins days on site that overlap, also where a part weeks later is listed alone', () => {
    const both = inspected({ framework: 'ILACS', days: days('2024-09-30', '2025-01-16') });
    const secondPart = inspected({ framework: 'ILACS', days: days('2025-01-13', '2025-01-16') });
    expect(sameThing(both, secondPart)).toBe(true);
  });

  it('joins one publication day where a start is missing', () => {
    const full = reported(
      { overall: 'good' },
      { days: day('2014-04-29'), published: '2014-07-07' },
    );
    const listed = reported(
      { overall: 'good' },
      { published: '2014-07-07', source: sources.release2023 },
    );
    expect(sameThing(full, listed)).toBe(true);
  });

  it('keeps two SLAC re-inspections published on one day apart by the strand judged', () => {
    const given = { framework: 'SLAC', kind: 'reinspection', published: '2011-02-25' };
    const safeguarding = reported({ help_and_protection: 'adequate' }, given);
    const lookedAfter = reported({ children_in_care: 'adequate' }, given);
    expect(sameThing(safeguarding, lookedAfter)).toBe(false);
  });

  it('pairs a start alone with the nearest publication 14 to 230 days later', () => {
    const started = reported(
      { overall: 'good' },
      {
        framework: 'ILACS',
        days: day('2022-07-11'),
        known: '2023-07-06',
        source: sources.release2023,
      },
    );
    const published = reported(
      { overall: 'good' },
      {
        framework: 'ILACS',
        published: '2022-11-05',
        source: sources.release2024,
      },
    );
    const later = reported(
      { overall: 'good' },
      {
        framework: 'ILACS',
        published: '2023-02-20',
        source: sources.release2024,
      },
    );
    expect(matched(started, published, later)).toEqual(
      [[started.id, published.id].sort().join('+'), later.id].sort(),
    );
  });

  it.each(['2022-07-20', '2023-03-01'])(
    'does not pair a start with a report of %s',
    (published) => {
      const started = inspected({ framework: 'ILACS', days: day('2022-07-11') });
      expect(
        sameThing(started, reported({ overall: 'good' }, { framework: 'ILACS', published })),
      ).toBe(false);
    },
  );

  it('never joins across frameworks: SIF re-inspections ran beside ILACS', () => {
    const sif = inspected({ framework: 'SIF', days: days('2018-04-23', '2018-05-18') });
    const ilacs = inspected({ framework: 'ILACS', days: days('2018-04-23', '2018-05-18') });
    expect(sameThing(sif, ilacs)).toBe(false);
  });

  it('joins a coarse claim to the only inspection of its month, also where it names no framework', () => {
    const exact = reported({ overall: 'inadequate' }, { published: '2015-07-20' });
    const coarse = reported({ overall: 'inadequate' }, { published: '2015-07', known: '2015-07' });
    const unnamed = claimEvent('ReportPublished', {
      of: { activity: 'inspection', days: { precision: 'year', from: '2015' } },
      judgements: [{ area: 'overall', grade: 'inadequate' }],
    });
    expect(sameThing(exact, coarse)).toBe(true);
    expect(sameThing(exact, unnamed)).toBe(true);
  });

  it('leaves a coarse claim unplaced where it could mean two', () => {
    const spring = inspected({ days: days('2015-02-02', '2015-02-13') });
    const autumn = inspected({ days: days('2015-10-05', '2015-10-16') });
    const coarse = claimEvent('ReportPublished', {
      of: { activity: 'inspection', framework: 'SIF', days: { precision: 'year', from: '2015' } },
      judgements: [{ area: 'overall', grade: 'good' }],
    });
    const items = claimsOf(spring, autumn, coarse).flatMap((claim) => activityOf(claim) ?? []);
    const unplaced = matchActivities(items).filter((group) => group.unplaced);
    expect(unplaced.map(({ members }) => members[0]!.claim.event.id)).toEqual([coarse.id]);
  });

  it('follows a person who rules that two claims are, or are not, one thing', () => {
    const a = inspected({ days: days('2015-02-02', '2015-02-13') });
    const b = inspected({ days: days('2015-02-03', '2015-02-13') });
    const far = inspected({ days: days('2016-02-03', '2016-02-13') });
    const rule = (same: boolean, ...claims: readonly ClaimEvent[]) =>
      claimEvent('MatchRuled', { claims: claims.map(({ id }) => id), same, why: 'seen on paper' });
    expect(matched(a, b, rule(false, a, b))).toHaveLength(2);
    expect(matched(a, far, rule(true, a, far))).toHaveLength(1);
  });

  it('gives the same groups in whatever order the claims arrive', () => {
    const someDay = fc.integer({ min: 0, max: 500 }).map((n) => isoAfter(n));
    const event = fc
      .record({ start: fc.option(someDay), published: fc.option(someDay), coarse: fc.boolean() })
      .map(({ start, published, coarse }) =>
        start
          ? reported(
              { overall: 'good' },
              {
                days: day(start),
                ...(published ? { published } : {}),
                known: '2020-01-01',
              },
            )
          : reported(
              { overall: 'good' },
              {
                published: coarse
                  ? (published ?? '2016-01-01').slice(0, 7)
                  : (published ?? '2016-01-01'),
              },
            ),
      );
    fc.assert(
      fc.property(
        fc
          .array(event, { maxLength: 9 })
          .chain((events) =>
            fc.tuple(
              fc.constant(events),
              fc.shuffledSubarray(events, { minLength: events.length }),
            ),
          ),
        ([events, shuffled]) => {
          expect(matched(...shuffled)).toEqual(matched(...events));
        },
      ),
    );
  });
});

function isoAfter(n: number): string {
  return new Date(Date.UTC(2015, 0, 1 + n)).toISOString().slice(0, 10);
}
