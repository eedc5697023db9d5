import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PartialDate, partialDateSchema } from '../events/times.ts';
import { addDays, type EpochDay, epochDay, InvalidDay, isoDay } from './epoch-day.ts';
import {
  bounds,
  compareDates,
  compareStarts,
  firstDayOf,
  isBy,
  isOn,
  knownDay,
  lastDayOf,
  sortKey,
  totalOrder,
} from './partial-date.ts';
import {
  formatPartialDate,
  InvalidPartialDate,
  parsePartialDate,
  toText,
} from './partial-date-text.ts';

const days = fc.integer({
  min: epochDay('2009-01-01'),
  max: epochDay('2030-12-31'),
}) as fc.Arbitrary<EpochDay>;
// a narrow span beside the wide one, so that dates often touch
const someDay = fc.oneof(
  days,
  fc.integer({
    min: epochDay('2018-03-25'),
    max: epochDay('2018-04-05'),
  }) as fc.Arbitrary<EpochDay>,
);
const coarse = fc
  .tuple(someDay, fc.constantFrom(4, 7, 10))
  .map(([day, length]) => isoDay(day).slice(0, length));
const precision = { 4: 'year', 7: 'month', 10: 'day' } as const;

const partialDates: fc.Arbitrary<PartialDate> = fc.oneof(
  coarse.map((from) => ({ precision: precision[from.length as 4 | 7 | 10], from })),
  fc.integer({ min: 2009, max: 2030 }).map((year) => ({
    precision: 'financial_year' as const,
    from: String(year),
  })),
  fc
    .tuple(coarse, coarse)
    .map(([from, to]) => ({ precision: 'range' as const, from, to }))
    .filter((range) => partialDateSchema.safeParse(range).success),
  coarse.map((from) => ({ precision: 'by' as const, from })),
  coarse.map((from) => ({ precision: 'since' as const, from })),
);

const date = (text: string) => parsePartialDate(text);
const day = (text: string) => epochDay(text);

describe('the text of a partial date', () => {
  it('reads back to the same date', () => {
    fc.assert(
      fc.property(partialDates, (value) => {
        expect(parsePartialDate(toText(value))).toEqual(value);
      }),
    );
  });

  it.each([
    ['2018-07-25', { precision: 'day', from: '2018-07-25' }],
    ['2015-07', { precision: 'month', from: '2015-07' }],
    [' 2015 ', { precision: 'year', from: '2015' }],
    ['2017/18', { precision: 'financial_year', from: '2017' }],
    ['1999/00', { precision: 'financial_year', from: '1999' }],
    ['FY2017', { precision: 'financial_year', from: '2017' }],
    ['2017/2018', { precision: 'range', from: '2017', to: '2018' }],
    ['2018-04-23/2018-05-18', { precision: 'range', from: '2018-04-23', to: '2018-05-18' }],
    ['By 2018-07-25', { precision: 'by', from: '2018-07-25' }],
    ['since 2017-11', { precision: 'since', from: '2017-11' }],
  ])('"%s" says what it says', (text, expected) => {
    expect(parsePartialDate(text)).toEqual(expected);
  });

  it.each([
    '2017/19',
    '2018-02-30',
    '2018-13',
    '25/07/2018',
    '2018-05-18/2018-04-23',
    'after 2018',
    'by',
    '',
  ])('refuses "%s" and shows the forms it reads', (text) => {
    expect(() => parsePartialDate(text)).toThrow(InvalidPartialDate);
    expect(() => parsePartialDate(text)).toThrow(/since 2017-11/);
  });

  it.each([
    ['2018-04-23/2018-05-18', '23 April to 18 May 2018'],
    ['2016-11-08/2016-11-09', '8 to 9 November 2016'],
    ['2017-12-30/2018-01-02', '30 December 2017 to 2 January 2018'],
    ['2018-01/2018-03', 'January to March 2018'],
    ['2018-05-18/2018-05-18', '18 May 2018'],
    ['2015/2018', '2015 to 2018'],
    ['2018-04/2018-05-03', 'April 2018 to 3 May 2018'],
    ['2015-07', 'July 2015'],
    ['by 2018-07-25', 'by 25 July 2018'],
    ['since 2017-11', 'since November 2017'],
    ['FY2017', '2017/18'],
  ])('%s reads "%s" for people', (text, words) => {
    expect(formatPartialDate(date(text))).toBe(words);
  });
});

describe('bounds', () => {
  it.each([
    ['2018-07-25', ['2018-07-25', '2018-07-25', '2018-07-25', '2018-07-25']],
    ['2016-02', ['2016-02-01', '2016-02-29', '2016-02-01', '2016-02-29']],
    ['2017/18', ['2017-04-01', '2018-03-31', '2017-04-01', '2018-03-31']],
    ['2018-04/2018-05-03', ['2018-04-01', '2018-04-30', '2018-05-03', '2018-05-03']],
    ['2018/2018-05', ['2018-01-01', '2018-05-31', '2018-05-01', '2018-05-31']],
  ])('of %s are the days its source leaves possible', (text, expected) => {
    const { startEarliest, startLatest, endEarliest, endLatest } = bounds(date(text));
    expect([startEarliest, startLatest, endEarliest, endLatest].map(isoDay)).toEqual(expected);
  });

  it('of "by" have no beginning and of "since" no end', () => {
    expect(bounds(date('by 2018-07')).startEarliest).toBe(Number.NEGATIVE_INFINITY);
    expect(bounds(date('by 2018-07')).endLatest).toBe(day('2018-07-31'));
    expect(bounds(date('since 2017-11')).startLatest).toBe(day('2017-11-30'));
    expect(bounds(date('since 2017-11')).endLatest).toBe(Number.POSITIVE_INFINITY);
  });

  it('never put an end before its start', () => {
    fc.assert(
      fc.property(partialDates, (value) => {
        const b = bounds(value);
        expect(b.startEarliest).toBeLessThanOrEqual(b.startLatest);
        expect(b.endEarliest).toBeLessThanOrEqual(b.endLatest);
        expect(b.startEarliest).toBeLessThanOrEqual(b.endEarliest);
        expect(b.startLatest).toBeLessThanOrEqual(b.endLatest);
      }),
    );
  });

  it('of text that is no date are refused', () => {
    expect(() => firstDayOf('2018-13')).toThrow(InvalidDay);
    expect(() => lastDayOf('July 2018')).toThrow(InvalidDay);
  });
});

describe('comparison', () => {
  it('says before and after only where every possible day is', () => {
    fc.assert(
      fc.property(partialDates, partialDates, (a, b) => {
        const left = bounds(a);
        const right = bounds(b);
        const outcome = compareDates(a, b);
        expect(outcome === 'before').toBe(left.endLatest < right.startEarliest);
        expect(outcome === 'after').toBe(right.endLatest < left.startEarliest);
        const opposite = { before: 'after', after: 'before', same: 'same', unknown: 'unknown' };
        expect(compareDates(b, a)).toBe(opposite[outcome]);
        if (outcome === 'before') expect(totalOrder(a, 'z', b, 'a')).toBeLessThan(0);
      }),
    );
  });

  it('says same of one certain day, and unknown of one month written twice', () => {
    expect(compareDates(date('2018-07-25'), date('2018-07-25'))).toBe('same');
    expect(compareDates(date('2018-07-25'), date('2018-07-25/2018-07-25'))).toBe('same');
    expect(compareDates(date('2018-07'), date('2018-07'))).toBe('unknown');
    expect(compareDates(date('2018-07'), date('2018-07-25'))).toBe('unknown');
    expect(compareDates(date('2018-06'), date('2018-07-25'))).toBe('before');
    expect(compareDates(date('since 2017-11'), date('2018-07-25'))).toBe('unknown');
    expect(compareDates(date('by 2016-12'), date('2017'))).toBe('before');
  });

  it('of starts looks at the beginnings alone', () => {
    expect(compareStarts(date('since 2017-11'), date('2018-07-25'))).toBe('before');
    expect(compareStarts(date('2018-04-23/2018-05-18'), date('2018-04-23/2018-05-04'))).toBe(
      'same',
    );
    expect(compareStarts(date('2018-04-24/2018-05-18'), date('2018-04-23/2018-06-01'))).toBe(
      'after',
    );
    expect(compareStarts(date('2018-04'), date('2018-04-23'))).toBe('unknown');
  });
});

describe('a day', () => {
  it('finds a coarse start uncertain from its first day until its last', () => {
    const start = date('since 2017-11');
    expect(isBy(start, day('2017-10-31'))).toBe('no');
    expect(isBy(start, day('2017-11-01'))).toBe('uncertain');
    expect(isBy(start, day('2017-11-29'))).toBe('uncertain');
    expect(isBy(start, day('2017-11-30'))).toBe('yes');
    expect(isBy(date('by 2018-07-25'), day('2010-01-01'))).toBe('uncertain');
    expect(isBy(date('by 2018-07-25'), day('2018-07-25'))).toBe('yes');
  });

  it('lies on a range, outside it, or in doubt at its coarse ends', () => {
    const range = date('2018-04/2018-05-18');
    expect(isOn(range, day('2018-03-31'))).toBe('no');
    expect(isOn(range, day('2018-04-15'))).toBe('uncertain');
    expect(isOn(range, day('2018-05-01'))).toBe('yes');
    expect(isOn(range, day('2018-05-18'))).toBe('yes');
    expect(isOn(range, day('2018-05-19'))).toBe('no');
    expect(isOn(date('2018-05'), day('2018-05-18'))).toBe('uncertain');
    expect(isOn(date('since 2017-11'), day('2026-01-01'))).toBe('yes');
  });

  it('that passes never turns a yes back', () => {
    fc.assert(
      fc.property(partialDates, someDay, (value, at) => {
        const rank = { no: 0, uncertain: 1, yes: 2 };
        expect(rank[isBy(value, addDays(at, 1))]).toBeGreaterThanOrEqual(rank[isBy(value, at)]);
        if (isOn(value, at) === 'yes') expect(isBy(value, at)).toBe('yes');
        if (isBy(value, at) === 'no') expect(isOn(value, at)).toBe('no');
      }),
    );
  });
});

describe('the order of partial dates', () => {
  const named = fc.tuple(partialDates, fc.string({ maxLength: 2 }));

  it('is total, antisymmetric and transitive', () => {
    fc.assert(
      fc.property(named, named, named, (a, b, c) => {
        const order = (x: typeof a, y: typeof a) => Math.sign(totalOrder(x[0], x[1], y[0], y[1]));
        expect(order(a, a)).toBe(0);
        expect(order(a, b) + order(b, a)).toBe(0);
        if (order(a, b) <= 0 && order(b, c) <= 0) expect(order(a, c)).toBeLessThanOrEqual(0);
        if (a[1] !== b[1]) expect(order(a, b)).not.toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('goes by last possible day, first possible day, start, then id', () => {
    const texts = ['2018', '2018-07-25', '2018-07', 'since 2017-11', '2018-04-23/2018-05-18'];
    const sorted = texts.toSorted((a, b) => totalOrder(date(a), a, date(b), b));
    expect(sorted).toEqual([
      'since 2017-11',
      '2018-04-23/2018-05-18',
      '2018-07-25',
      '2018-07',
      '2018',
    ]);
    expect(sortKey(date('by 2018-07-25'))[1]).toBe(Number.NEGATIVE_INFINITY);
    expect(totalOrder(date('by 2018'), 'a', date('by 2018'), 'b')).toBe(-1);
  });
});

describe('the day from which a claim is known', () => {
  it('is the last of a coarse date', () => {
    expect(isoDay(knownDay({ from: '2018-07-25' }))).toBe('2018-07-25');
    expect(isoDay(knownDay({ from: '2018-02' }))).toBe('2018-02-28');
    expect(isoDay(knownDay({ from: '2018' }))).toBe('2018-12-31');
  });
});
