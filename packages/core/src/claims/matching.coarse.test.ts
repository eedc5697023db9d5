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

/** How many things the claims speak of, and how many of those cannot be placed. */
function counted(...events: readonly ClaimEvent[]) {
  const claims = claimsOf(...events);
  const items = claims.flatMap((claim) => activityOf(claim) ?? []);
  const rulings = claims.filter(({ event }) => event.type === 'MatchRuled');
  const groups = matchActivities(items, rulings);
  return { things: groups.length, unplaced: groups.filter(({ unplaced }) => unplaced).length };
}
const things = (...events: readonly ClaimEvent[]) => counted(...events).things;

const visit = (kind: string, on: string, given: Record<string, unknown> = {}) =>
  claimEvent('VisitCarriedOut', { kind, ...given }, { occurred: day(on) });

describe('a coarse claim', () => {
  const of = (given: Record<string, unknown>, published?: string) =>
    claimEvent('ReportPublished', {
      of: { activity: 'inspection', framework: 'SIF', ...given },
      ...(published ? { published } : {}),
      judgements: [{ area: 'overall', grade: 'good' }],
    });
  const inYear = (year: string, rest: Record<string, unknown> = {}) =>
    of({ days: { precision: 'year', from: year }, ...rest });
  const inMonth = (month: string) => of({}, month);

  it.each([
    ['2015-06-30', 2],
    ['2015-07-01', 1],
    ['2015-07-31', 1],
    ['2015-08-01', 2],
  ])('of a report in July 2015 and a report of %s are %i', (published, expected) => {
    expect(things(reported({ overall: 'good' }, { published }), inMonth('2015-07'))).toBe(expected);
  });

  it.each([
    ['2014-11-03', '2014-12-31', 2],
    ['2014-12-15', '2015-01-01', 1],
    ['2015-12-31', '2016-01-08', 1],
    ['2016-01-01', '2016-01-08', 2],
  ])('of the year 2015 and an inspection from %s to %s are %i', (from, to, expected) => {
    expect(things(inspected({ days: days(from, to) }), inYear('2015'))).toBe(expected);
  });

  it.each([
    ['2014-12-31', 2],
    ['2015-01-01', 1],
    ['2016-08-17', 1],
    ['2016-08-18', 2],
  ])(
    'of the year 2015 and a report of %s alone are %i: it began up to 230 days before',
    (published, expected) => {
      expect(things(reported({ overall: 'good' }, { published }), inYear('2015'))).toBe(expected);
    },
  );

  it('of a publication says nothing of an inspection whose start alone is known', () => {
    expect(things(inspected({ days: day('2015-07-06') }), inMonth('2015-07'))).toBe(2);
  });

  it('of another framework is another thing, and so is a visit', () => {
    const inspection = inspected({ days: day('2015-07-06') });
    expect(things(inspection, inYear('2015', { framework: 'ILACS' }))).toBe(2);
    const visits = claimEvent('ReportPublished', {
      of: {
        activity: 'visit',
        visitKind: 'monitoring',
        days: { precision: 'year', from: '2015' },
      },
    });
    expect(things(inspection, visits)).toBe(2);
    expect(things(visit('monitoring', '2015-07-06'), visits)).toBe(1);
    expect(things(visit('focused', '2015-07-06'), visits)).toBe(2);
  });

  it('of an inspection is never a visit', () => {
    expect(things(visit('monitoring', '2015-07-06'), inYear('2015'))).toBe(2);
  });

  it('with neither day nor month nor year is nothing but itself', () => {
    expect(things(reported({ overall: 'good' }, { published: '2015-07-20' }), of({}))).toBe(2);
    expect(things(inspected({ days: day('2015-07-20') }), of({}))).toBe(2);
  });

  it('that gives both its year and the month of its report is placed by either', () => {
    const both = of({ days: { precision: 'year', from: '2015' } }, '2015-09');
    expect(things(inspected({ days: day('2015-07-06') }), both)).toBe(1);
    expect(things(reported({ overall: 'good' }, { published: '2015-09-02' }), both)).toBe(1);
    expect(things(reported({ overall: 'good' }, { published: '2015-10-02' }), both)).toBe(2);
  });

  it('is placed with an inspection of which one claim falls in its time', () => {
    const early = inspected({ days: day('2014-12-30') });
    const late = inspected({ days: day('2015-01-03'), source: sources.council });
    expect(things(early, late, inYear('2015'))).toBe(1);
  });

  it('of a visit with its place in the sequence is that one alone', () => {
    const third = claimEvent('ReportPublished', {
      of: {
        activity: 'visit',
        visitKind: 'monitoring',
        sequence: 3,
        days: { precision: 'year', from: '2015' },
      },
    });
    expect(things(visit('monitoring', '2015-07-06', { sequence: 3 }), third)).toBe(1);
    expect(things(visit('monitoring', '2015-07-06', { sequence: 2 }), third)).toBe(2);
    expect(things(visit('monitoring', '2015-07-06'), third)).toBe(1);
    const both = [
      visit('monitoring', '2015-03-06', { sequence: 2 }),
      visit('monitoring', '2015-07-06', { sequence: 3 }),
      third,
    ];
    expect(counted(...both)).toEqual({ things: 2, unplaced: 0 });
  });

  it('is placed where the claims of one inspection are several', () => {
    const carriedOut = inspected({ days: days('2015-02-02', '2015-02-13') });
    const council = inspected({ days: day('2015-02-03'), source: sources.council });
    expect(counted(carriedOut, council, inYear('2015'))).toEqual({ things: 1, unplaced: 0 });
  });

  it('says the same as another that is no more precise, where they can mean one time', () => {
    const press = (year: string) =>
      claimEvent(
        'ReportPublished',
        { of: { activity: 'inspection', days: { precision: 'year', from: year } } },
        { source: sources.press },
      );
    expect(counted(inYear('2015'), press('2015'))).toEqual({ things: 1, unplaced: 0 });
    expect(things(inYear('2015'), press('2014'))).toBe(2);
    expect(things(inYear('2015'), press('2016'))).toBe(2);
    const month = (name: string) =>
      claimEvent(
        'ReportPublished',
        { of: { activity: 'inspection', framework: 'SIF' }, published: name },
        { source: sources.press, known: name },
      );
    expect(things(inMonth('2015-07'), month('2015-07'))).toBe(1);
    expect(things(inMonth('2015-07'), month('2015-08'))).toBe(2);
    expect(things(inMonth('2015-07'), inYear('2015'))).toBe(2);
    expect(things(inYear('2015'), inYear('2015', { framework: 'ILACS' }))).toBe(2);
  });

  it('that could mean either of two is joined to no other that could', () => {
    const events = [
      inspected({ days: days('2015-02-02', '2015-02-13') }),
      inspected({ days: days('2015-10-05', '2015-10-16') }),
      inYear('2015'),
      claimEvent(
        'ReportPublished',
        { of: { activity: 'inspection', days: { precision: 'year', from: '2015' } } },
        { source: sources.press },
      ),
    ];
    expect(counted(...events)).toEqual({ things: 4, unplaced: 2 });
  });

  it('that could mean either of two is not joined to one that means neither', () => {
    const summer = (month: string) => of({ days: { precision: 'month', from: month } });
    const events = [
      inspected({ days: days('2015-02-02', '2015-02-13') }),
      inspected({ days: days('2015-10-05', '2015-10-16') }),
      inYear('2015'),
      summer('2015-05'),
      summer('2015-06'),
      summer('2015-07'),
      summer('2015-08'),
    ];
    expect(counted(...events)).toEqual({ things: 7, unplaced: 1 });
  });

  it('that could mean either of two is placed by a person who calls it the same as one that cannot', () => {
    const coarse = inYear('2015');
    const month = of({ days: { precision: 'month', from: '2015-10' } });
    const ruled = claimEvent('MatchRuled', {
      claims: [coarse.id, month.id],
      same: true,
      why: 'seen on paper',
    });
    const spring = inspected({ days: days('2015-02-02', '2015-02-13') });
    const autumn = inspected({ days: days('2015-10-05', '2015-10-16') });
    expect(counted(spring, autumn, coarse, month, ruled)).toEqual({ things: 2, unplaced: 0 });
  });

  it('that a person placed elsewhere is not what else its time would make it', () => {
    const before = inspected({ days: days('2014-10-06', '2014-10-17') });
    const within = inspected({ days: days('2015-10-05', '2015-10-16') });
    const coarse = inYear('2015');
    const ruled = claimEvent('MatchRuled', {
      claims: [coarse.id, before.id],
      same: true,
      why: 'seen on paper',
    });
    expect(counted(before, within, coarse, ruled)).toEqual({ things: 2, unplaced: 0 });
  });

  it('that a person placed stays there, whatever else it could mean', () => {
    const spring = inspected({ days: days('2015-02-02', '2015-02-13') });
    const autumn = inspected({ days: days('2015-10-05', '2015-10-16') });
    const coarse = inYear('2015');
    const ruled = claimEvent('MatchRuled', {
      claims: [coarse.id, spring.id],
      same: true,
      why: 'seen on paper',
    });
    expect(counted(spring, autumn, coarse, ruled)).toEqual({ things: 2, unplaced: 0 });
  });
});
