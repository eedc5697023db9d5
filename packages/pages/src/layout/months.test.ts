import { epochDay } from '@monitoring-timeline/core';
import { describe, expect, it } from 'vitest';
import { monthsAround } from './months.ts';

const at = (asOf: string, today = '2026-11-30') => monthsAround(epochDay(asOf), epochDay(today));

describe('the months around a day', () => {
  it('go from end to end, whatever day they are left from', () => {
    expect(at('2018-06-15')).toMatchObject({ earlier: '2018-05-31', later: '2018-06-30' });
    expect(at('2018-06-30')).toMatchObject({ earlier: '2018-05-31', later: '2018-07-31' });
    expect(at('2024-01-31')).toMatchObject({ earlier: '2023-12-31', later: '2024-02-29' });
  });

  it('end with today, and begin with the record', () => {
    expect(at('2026-11-15', '2026-11-20')).toMatchObject({ later: '2026-11-20' });
    expect(at('2026-11-30')).toMatchObject({ earlier: '2026-10-31', later: undefined });
    expect(at('2027-03-01')).toMatchObject({ earlier: '2027-02-28', later: undefined });
    expect(at('2009-01-20')).toMatchObject({ earlier: undefined, later: '2009-01-31' });
    expect(at('2018-06-15')).toMatchObject({ first: '2009-01', last: '2026-11' });
  });
});
