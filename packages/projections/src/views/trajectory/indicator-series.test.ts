import { epochDay, type PartialDate } from '@monitoring-timeline/core';
import { type ClaimGiven, claimEvent, day, sources } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { on, recordOf } from '../../testing/records.ts';
import { indicatorSeries } from './indicator-series.ts';

function observed(
  occurred: PartialDate,
  printed: string,
  more: Readonly<Record<string, unknown>> = {},
  given: ClaimGiven = {},
) {
  const data = { indicator: 'in_touch', topic: 'in touch', printed, unit: 'percent', ...more };
  return claimEvent('IndicatorObserved', data, { occurred, ...given });
}

const asOf = '2020-01-01';
const of = (...events: ReturnType<typeof observed>[]) =>
  indicatorSeries(recordOf(events).at(on(asOf)), epochDay(asOf));

describe('an indicator', () => {
  it('has its points in the order of time and changes by the last against the one before', () => {
    const [series] = of(
      observed(day('2018-04-23'), '78%', { value: 78 }),
      observed({ precision: 'year', from: '2015' }, '30%', { value: 30 }),
    );
    expect(series?.points.map(({ at, value }) => [at, value])).toEqual([
      ['2015', 30],
      ['2018-04-23', 78],
    ]);
    expect(series?.change).toBe(48);
  });

  it('keeps units apart: a number is no rate', () => {
    const series = of(
      observed(day('2017-03-31'), '540', { value: 540, unit: 'count' }),
      observed(day('2018-03-31'), '109', { value: 109, unit: 'per_10000' }),
    );
    expect(series.map(({ unit, change }) => [unit, change])).toEqual([
      ['count', null],
      ['per_10000', null],
    ]);
  });

  it('flags a printed value that does not follow from its figures, and changes by it nothing', () => {
    const [series] = of(
      observed(day('2015-06-01'), '70%', { value: 70 }),
      observed(day('2018-04-23'), '69 (82%)', {
        value: 82,
        numerator: 69,
        denominator: 78,
        inconsistent: true,
      }),
    );
    expect(series?.points[1]).toMatchObject({ value: 82, inconsistent: true, computed: 88.5 });
    expect(series?.change).toBeNull();
  });

  it('takes the source with precedence where two print another value for one day', () => {
    const [series] = of(
      observed(day('2018-04-23'), '80%', { value: 80 }, { source: sources.press }),
      observed(day('2018-04-23'), '78%', { value: 78 }),
    );
    expect(series?.points).toMatchObject([
      { value: 78, disagreements: [{ value: 80, publisher: 'A newspaper' }] },
    ]);
  });

  it('is not told of before the day for which it was measured', () => {
    const later = observed(day('2021-01-01'), '90%', { value: 90 }, { known: '2019-01-01' });
    expect(of(later)).toEqual([]);
    const by = observed({ precision: 'by', from: '2021-02' }, '9', {}, { known: '2019-01-01' });
    expect(of(by)).toEqual([]);
  });
});
