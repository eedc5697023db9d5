import { epochDay, isoDay } from '@monitoring-timeline/core';
import { describe, expect, it } from 'vitest';
import { periodChoices, periodOf } from './period.ts';

const whole = { from: epochDay('2009-01-01'), to: epochDay('2028-03-31') };
const days = ({ from, to }: { readonly from: number; readonly to: number }) => [
  isoDay(from as never),
  isoDay(to as never),
];

describe('the days of a timeline', () => {
  it('are a year, a month or a day at either end, and the whole record where neither is named', () => {
    expect(days(periodOf({ from: '2018', to: '2020-02' }, whole))).toEqual([
      '2018-01-01',
      '2020-02-29',
    ]);
    expect(days(periodOf({ from: '2018-07-25' }, whole))).toEqual(['2018-07-25', '2028-03-31']);
    expect(periodOf({}, whole)).toEqual({ ...whole, whole: true, text: 'the whole record' });
  });

  it('are refused in words where they are none, or run backwards', () => {
    for (const from of ['then', '2018-13', '18', 'by 2018', '2018-02-30']) {
      expect(() => periodOf({ from }, whole)).toThrow(/^from is no day, month or year/);
    }
    expect(() => periodOf({ from: '2020', to: '2018' }, whole)).toThrow(/from lies after to/);
  });

  it('can be moved by their own length, and to each year and framework', () => {
    const words = { from: '2018', to: '2018' };
    const shown = periodOf(words, whole);
    const frameworks = [{ name: 'SIF', from: epochDay('2013-11-19'), to: epochDay('2018-07-05') }];
    const { periods, years } = periodChoices(
      shown,
      words,
      whole,
      frameworks,
      epochDay('2026-11-30'),
    );
    expect(Object.fromEntries(periods.map((one) => [one.text, one.words]))).toEqual({
      'Whole record': {},
      'Last 3 years': { from: '2023-11-30', to: '2026-11-30' },
      SIF: { from: '2013-11-19', to: '2018-07-05' },
      Earlier: { from: '2017-01-01', to: '2017-12-31' },
      Later: { from: '2019-01-01', to: '2019-12-31' },
    });
    expect(years).toHaveLength(20);
    expect(years.filter(({ current }) => current).map(({ text }) => text)).toEqual(['2018']);
  });
});
