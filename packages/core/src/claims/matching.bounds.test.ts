import { describe, expect, it } from 'vitest';
import type { ClaimEvent } from '../events/catalogue.ts';
import {
  claimEvent,
  claimsOf,
  day,
  days,
  type Grades,
  inspected,
  reported,
  sources,
} from '../testing/claims.ts';
import { activityOf } from './activity.ts';
import { matchActivities, sameActivity } from './matching.ts';

function itemsOf(...events: readonly ClaimEvent[]) {
  return claimsOf(...events).flatMap((claim) => activityOf(claim) ?? []);
}

/** Whether two claims by themselves speak of one thing; which of them is asked first makes no difference. */
function same(left: ClaimEvent, right: ClaimEvent): boolean {
  const [a, b] = itemsOf(left, right);
  const answer = sameActivity(a!, b!);
  expect(sameActivity(b!, a!)).toBe(answer);
  return answer;
}

/** How many things the claims speak of. */
function things(...events: readonly ClaimEvent[]): number {
  const rulings = claimsOf(...events).filter(({ event }) => event.type === 'MatchRuled');
  return matchActivities(itemsOf(...events), rulings).length;
}

const visit = (kind: string, on: string) =>
  claimEvent('VisitCarriedOut', { kind }, { occurred: day(on) });

describe('days on site', () => {
  it('that share one day are those of one inspection', () => {
    const first = inspected({ days: days('2019-11-01', '2019-11-15') });
    expect(same(first, inspected({ days: days('2019-11-15', '2019-11-20') }))).toBe(true);
    expect(same(first, inspected({ days: days('2019-11-16', '2019-11-20') }))).toBe(false);
  });

  it('of which only the first is given count as that day', () => {
    const first = inspected({ days: days('2019-11-01', '2019-11-15') });
    expect(same(first, inspected({ days: day('2019-11-15') }))).toBe(true);
    expect(same(first, inspected({ days: day('2019-11-16') }))).toBe(false);
    const start = inspected({ days: day('2019-11-01') });
    expect(same(start, inspected({ days: day('2019-11-08') }))).toBe(true);
    expect(same(start, inspected({ days: day('2019-11-09') }))).toBe(false);
  });

  it('decide where both are given, not the day of publication', () => {
    const published = '2020-03-01';
    const first = reported({ overall: 'good' }, { days: day('2019-11-01'), published });
    const second = reported({ overall: 'good' }, { days: day('2019-12-01'), published });
    expect(same(first, second)).toBe(false);
  });

  it('of a visit and of an inspection, or of visits of two kinds, are never one thing', () => {
    const monitoring = visit('monitoring', '2019-11-01');
    expect(same(monitoring, inspected({ days: day('2019-11-01') }))).toBe(false);
    expect(same(monitoring, visit('focused', '2019-11-01'))).toBe(false);
    expect(same(monitoring, visit('monitoring', '2019-11-02'))).toBe(true);
    expect(things(monitoring, visit('focused', '2019-11-01'))).toBe(2);
  });
});

describe('a day of publication', () => {
  const published = (on: string, source: ClaimEvent['source'] = sources.report) =>
    reported({ overall: 'good' }, { published: on, source });

  it('is that of one inspection where no start is given, and another day is not', () => {
    expect(same(published('2019-11-01'), published('2019-11-01', sources.press))).toBe(true);
    expect(same(published('2019-11-01'), published('2019-11-02', sources.press))).toBe(false);
  });

  it('joins also where one of the two gives a start', () => {
    const started = reported(
      { overall: 'good' },
      { published: '2019-11-01', days: day('2019-09-02'), source: sources.press },
    );
    expect(same(published('2019-11-01'), started)).toBe(true);
    expect(same(published('2019-11-02'), started)).toBe(false);
  });

  it('that nobody gives joins nothing', () => {
    const unspoken = (grade: 'good' | 'inadequate') => reported({ overall: grade });
    expect(same(unspoken('good'), unspoken('inadequate'))).toBe(false);
    expect(things(unspoken('good'), unspoken('inadequate'))).toBe(2);
  });
});

describe('two re-inspections on one day', () => {
  const strand = (grades: Grades, kind?: string, start?: string) =>
    reported(grades, {
      framework: 'SLAC',
      published: '2011-02-25',
      ...(kind ? { kind } : {}),
      ...(start ? { days: day(start) } : {}),
    });
  const safeguarding = strand({ help_and_protection: 'adequate' }, 'reinspection');

  it('are one where they judge an area in common', () => {
    const both = strand(
      { help_and_protection: 'adequate', children_in_care: 'good' },
      'reinspection',
    );
    expect(same(safeguarding, both)).toBe(true);
  });

  it('are one where only one of them says what it judged', () => {
    const silent = claimEvent('ReportPublished', {
      of: { activity: 'inspection', framework: 'SLAC', kind: 'reinspection' },
      published: '2011-02-25',
    });
    expect(same(safeguarding, silent)).toBe(true);
  });

  it('are one where only one of them is called a re-inspection', () => {
    expect(same(safeguarding, strand({ children_in_care: 'good' }))).toBe(true);
    expect(
      same(strand({ children_in_care: 'good' }), strand({ help_and_protection: 'good' })),
    ).toBe(true);
  });

  it('are two where they part, also where they began in one week', () => {
    const one = strand({ help_and_protection: 'adequate' }, 'reinspection', '2011-01-10');
    const other = strand({ children_in_care: 'adequate' }, 'reinspection', '2011-01-12');
    expect(same(one, other)).toBe(false);
    expect(things(one, other)).toBe(2);
  });
});

describe('a start alone and a publication alone', () => {
  const start = (on: string) => inspected({ framework: 'ILACS', days: day(on) });
  const published = (on: string, rest: Record<string, unknown> = {}) =>
    reported({ overall: 'good' }, { framework: 'ILACS', published: on, ...rest });

  it.each([
    ['2022-07-24', 2],
    ['2022-07-25', 1],
    ['2023-02-26', 1],
    ['2023-02-27', 2],
  ])('of 11 July 2022 and of %s are %i: 14 to 230 days lie between', (on, expected) => {
    expect(things(start('2022-07-11'), published(on))).toBe(expected);
  });

  /** Dates of the claims that come to be one thing, of starts and publications given as days. */
  function paired(starts: readonly string[], publications: readonly string[]) {
    const events = [...starts.map((on) => start(on)), ...publications.map((on) => published(on))];
    return matchActivities(itemsOf(...events))
      .filter(({ members }) => members.length > 1)
      .map(({ members }) => members.map(({ claim }) => claim.event.occurred.from).sort());
  }

  it.each([
    ['2022-08-01', '2022-07-11'],
    ['2022-09-01', '2022-08-11'],
    ['2022-10-01', '2022-09-11'],
  ])('pair a publication of %s with the nearest start before it, %s', (on, nearest) => {
    expect(paired(['2022-07-11', '2022-08-11', '2022-09-11'], [on])).toEqual([[nearest, on]]);
  });

  it.each([
    ['2022-07-11', '2022-08-01'],
    ['2022-08-11', '2022-09-01'],
    ['2022-09-11', '2022-10-01'],
  ])('pair a start of %s with the nearest publication after it, %s', (on, nearest) => {
    expect(paired([on], ['2022-08-01', '2022-09-01', '2022-10-01'])).toEqual([[on, nearest]]);
  });

  it('pair by each of two sources that list the one day', () => {
    const events = [
      start('2022-07-11'),
      published('2022-10-01'),
      published('2022-10-01', { source: sources.release2023 }),
    ];
    expect(things(...events)).toBe(1);
  });

  it('do not pair where the other has both, or where its days on site are given more coarsely', () => {
    const complete = published('2022-10-01', { days: day('2022-08-30') });
    expect(things(start('2022-07-11'), complete)).toBe(2);
    const coarse = published('2022-10-01', { days: { precision: 'month', from: '2022-08' } });
    expect(things(start('2022-07-11'), coarse)).toBe(2);
  });

  it('take a start that has its own publication for nobody else’s', () => {
    const complete = published('2022-10-01', { days: day('2022-07-11') });
    expect(things(complete, published('2022-11-01'))).toBe(2);
  });
});

describe('what comes out', () => {
  it('is listed in one order, members and all, whatever came first', () => {
    const events = [
      inspected({ days: days('2015-02-02', '2015-02-13') }),
      inspected({ days: day('2015-02-03'), source: sources.council }),
      inspected({ days: day('2016-02-03') }),
      inspected({ days: day('2017-02-03') }),
      inspected({ days: day('2017-02-04'), source: sources.press }),
    ];
    const listed = (...of: readonly ClaimEvent[]) =>
      matchActivities(itemsOf(...of)).map(({ members }) =>
        members.map(({ claim }) => claim.event.id),
      );
    const expected = listed(...events);
    expect(listed(...events.toReversed())).toEqual(expected);
    expect(listed(...events.slice(2), ...events.slice(0, 2))).toEqual(expected);
    const smallest = expected.map(([id]) => id);
    expect(smallest).toEqual([...smallest].sort());
  });
});

describe('a ruling', () => {
  const a = inspected({ days: days('2015-02-02', '2015-02-13') });
  const b = inspected({ days: days('2016-02-02', '2016-02-13') });
  const ruled = (same: boolean, known: string, ...claims: readonly string[]) =>
    claimEvent('MatchRuled', { claims, same, why: 'seen on paper' }, { known });

  it('that names a claim not on record has no effect', () => {
    const absent = inspected({ days: day('2017-01-01') }).id;
    expect(things(a, b, ruled(true, '2020-01-01', a.id, absent))).toBe(2);
    expect(things(a, b, ruled(true, '2020-01-01', absent, b.id))).toBe(2);
  });

  it('known later holds against one known earlier', () => {
    const joins = (known: string) => ruled(true, known, a.id, b.id);
    const parts = (known: string) => ruled(false, known, b.id, a.id);
    expect(things(a, b, joins('2020-01-02'), parts('2020-01-01'))).toBe(1);
    expect(things(a, b, joins('2020-01-01'), parts('2020-01-02'))).toBe(2);
  });
});
