import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  calendarDate,
  daysBetween,
  daysInMonth,
  distantFuture,
  type EpochDay,
  epochDay,
  InvalidDay,
  isoDay,
  monthsBetween,
  weekday,
} from './epoch-day.ts';

const days = fc.integer({
  min: epochDay('1600-01-01'),
  max: epochDay('2400-12-31'),
}) as fc.Arbitrary<EpochDay>;

describe('an epoch day', () => {
  it('counts from 1 January 1970', () => {
    expect(epochDay('1970-01-01')).toBe(0);
    expect(epochDay('1969-12-31')).toBe(-1);
    expect(epochDay('2018-07-25')).toBe(Date.UTC(2018, 6, 25) / 86_400_000);
  });

  it('agrees with the platform on every day and its weekday', () => {
    fc.assert(
      fc.property(days, (day) => {
        const date = new Date(day * 86_400_000);
        expect(isoDay(day)).toBe(date.toISOString().slice(0, 10));
        expect(epochDay(isoDay(day))).toBe(day);
        expect(weekday(day) % 7).toBe(date.getUTCDay());
      }),
    );
  });

  it.each([
    '2018-02-29',
    '1900-02-29',
    '2018-13-01',
    '2018-00-10',
    '2018-04-31',
    '2018-7-25',
    '2018-07-25T00:00',
    ' 2018-07-2',
    '25/07/2018',
    '',
  ])('refuses "%s" and says how a day is written', (text) => {
    expect(() => epochDay(text)).toThrow(InvalidDay);
    expect(() => epochDay(text)).toThrow(/YYYY-MM-DD/);
  });

  it('knows the leap years of the centuries', () => {
    expect(daysInMonth(2000, 2)).toBe(29);
    expect(daysInMonth(1900, 2)).toBe(28);
    expect(isoDay(epochDay('2024-02-29'))).toBe('2024-02-29');
  });

  it('refuses to write what is no day', () => {
    expect(() => isoDay(distantFuture)).toThrow(InvalidDay);
    expect(() => isoDay(0.5 as EpochDay)).toThrow(InvalidDay);
    expect(() => isoDay(4_000_000 as EpochDay)).toThrow(InvalidDay);
  });
});

describe('months', () => {
  it('clamp to the end of a shorter month', () => {
    expect(isoDay(addMonths(epochDay('2019-01-31'), 1))).toBe('2019-02-28');
    expect(isoDay(addMonths(epochDay('2020-01-31'), 1))).toBe('2020-02-29');
    expect(isoDay(addMonths(epochDay('2020-02-29'), 36))).toBe('2023-02-28');
    expect(isoDay(addMonths(epochDay('2019-11-29'), 36))).toBe('2022-11-29');
    expect(isoDay(addMonths(epochDay('2018-03-31'), -1))).toBe('2018-02-28');
  });

  it('land in the wanted month, on the same day of it or its last', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -600, max: 600 }), (day, n) => {
        const from = calendarDate(day);
        const to = calendarDate(addMonths(day, n));
        expect(to.year * 12 + to.month).toBe(from.year * 12 + from.month + n);
        expect(to.day).toBe(Math.min(from.day, daysInMonth(to.year, to.month)));
      }),
    );
  });

  it('between two days are the most that fit', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 20_000 }), (from, length) => {
        const months = monthsBetween(from, addDays(from, length));
        expect(addMonths(from, months)).toBeLessThanOrEqual(addDays(from, length));
        expect(addMonths(from, months + 1)).toBeGreaterThan(addDays(from, length));
        expect(monthsBetween(addDays(from, length), from) + months).toBe(0);
      }),
    );
  });

  it('of Sunderland from July 2015 to July 2018 are 36, and the days 1,101', () => {
    const from = epochDay('2015-07-20');
    const to = epochDay('2018-07-25');
    expect(monthsBetween(from, to)).toBe(36);
    expect(daysBetween(from, to)).toBe(1101);
  });
});
