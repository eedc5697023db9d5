import { addDays, epochDay, isoDay } from '@monitoring-timeline/core';
import { describe, expect, it } from 'vitest';
import { londonDay, londonMidnight } from './london.ts';

describe('days in London', () => {
  it('begin an hour before UTC midnight in summer, with it in winter, and change at midnight', () => {
    expect(new Date(londonMidnight(epochDay('2026-07-01'))).toISOString()).toBe(
      '2026-06-30T23:00:00.000Z',
    );
    expect(new Date(londonMidnight(epochDay('2026-12-01'))).toISOString()).toBe(
      '2026-12-01T00:00:00.000Z',
    );
    for (const day of ['2026-03-29', '2026-03-30', '2026-10-25', '2026-10-26']) {
      const midnight = londonMidnight(epochDay(day));
      expect([isoDay(londonDay(midnight - 1)), isoDay(londonDay(midnight))]).toEqual([
        isoDay(addDays(epochDay(day), -1)),
        day,
      ]);
    }
  });
});
