import Holidays from 'date-holidays';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bankHolidayCalendar } from './bank-holidays.ts';
import { addDays, type EpochDay, earliestDay, epochDay, isoDay, weekday } from './epoch-day.ts';
import { addWorkingDays, CalendarRange, isWorkingDay, workingDaysBetween } from './working-days.ts';

const { from, to } = bankHolidayCalendar;
const days = fc.integer({ min: from, max: to }) as fc.Arbitrary<EpochDay>;

function shippedIn(year: number): string[] {
  return bankHolidayCalendar.days
    .map(({ date }) => date)
    .filter((date) => date.startsWith(String(year)));
}

describe('the table of bank holidays', () => {
  it('is in order, without repetition, and holds no weekend day, since substitutes stand in for those', () => {
    const dates = bankHolidayCalendar.days.map(({ date }) => date);
    expect(dates).toEqual([...new Set(dates)].sort());
    expect(dates.filter((date) => weekday(epochDay(date)) > 5)).toEqual([]);
  });

  it('has eight holidays a year and the five proclaimed once', () => {
    const extra: Record<number, number> = { 2011: 1, 2012: 1, 2022: 2, 2023: 1 };
    for (let year = 2009; year <= 2030; year++) {
      expect(shippedIn(year), String(year)).toHaveLength(8 + (extra[year] ?? 0));
    }
  });

  it.each([
    '2011-04-29',
    '2012-06-04',
    '2012-06-05',
    '2020-05-08',
    '2022-06-02',
    '2022-06-03',
    '2022-09-19',
    '2023-05-08',
  ])('knows the one-off holiday of %s', (date) => {
    expect(isWorkingDay(epochDay(date))).toBe(false);
  });

  it.each(['2012-05-28', '2020-05-04', '2022-05-30'])(
    'knows that %s was worked, its holiday having been moved',
    (date) => {
      expect(isWorkingDay(epochDay(date))).toBe(true);
    },
  );

  // what the library has wrong: it leaves out the royal wedding, and keeps the spring holiday of 2012 where it usually is
  const slips: Record<number, { missing: string[]; wrong: string[] }> = {
    2011: { missing: ['2011-04-29'], wrong: [] },
    2012: { missing: ['2012-06-04'], wrong: ['2012-05-28'] },
  };
  const library = new Holidays('GB', 'ENG');

  it.each(Array.from({ length: 22 }, (_, i) => 2009 + i))(
    'agrees with an independent library in %i',
    (year) => {
      const { missing, wrong } = slips[year] ?? { missing: [], wrong: [] };
      // the library lists the weekend day beside its substitute; a weekend is no working day either way
      const theirs = library
        .getHolidays(year)
        .filter(({ type }) => type === 'public' || type === 'bank')
        .map(({ date }) => date.slice(0, 10))
        .filter((date) => weekday(epochDay(date)) <= 5);
      for (const date of wrong) expect(theirs).toContain(date);
      for (const date of missing) expect(theirs).not.toContain(date);
      const corrected = [...new Set([...theirs, ...missing])].filter((d) => !wrong.includes(d));
      expect(shippedIn(year)).toEqual(corrected.sort());
    },
  );
});

describe('seventy working days', () => {
  it.each([
    ['Sunderland', '2018-07-25', '2018-11-01'],
    ['Stockton-on-Tees', '2016-08-05', '2016-11-14'],
    ['Cheshire East', '2020-01-09', '2020-04-20'],
  ])('from the publication for %s on %s end on %s', (_, published, due) => {
    expect(isoDay(addWorkingDays(epochDay(published), 70))).toBe(due);
  });
});

describe('working days', () => {
  it.each([
    ['2018-05-18', '2018-07-25', 47],
    ['2019-11-29', '2020-01-09', 26],
    ['2016-06-16', '2016-08-05', 36],
    ['2016-11-09', '2016-12-08', 21],
  ])('from %s to %s are %i', (start, end, count) => {
    expect(workingDaysBetween(epochDay(start), epochDay(end))).toBe(count);
    expect(workingDaysBetween(epochDay(end), epochDay(start))).toBe(-count);
  });

  it('are counted as a plain walk over the days counts them', () => {
    const holidays = new Set(bankHolidayCalendar.days.map(({ date }) => date));
    const worked = (day: EpochDay) =>
      new Date(day * 86_400_000).getUTCDay() % 6 !== 0 && !holidays.has(isoDay(day));
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 400 }), (start, length) => {
        const end = earliestDay(addDays(start, length), to);
        let count = 0;
        for (let day = addDays(start, 1); day <= end; day = addDays(day, 1))
          if (worked(day)) count++;
        expect(workingDaysBetween(start, end)).toBe(count);
        expect(isWorkingDay(start)).toBe(worked(start));
      }),
    );
  });

  it('added and counted agree, and are added forwards and backwards alike', () => {
    const inner = fc.integer({ min: from + 400, max: to - 400 }) as fc.Arbitrary<EpochDay>;
    fc.assert(
      fc.property(inner, fc.integer({ min: 1, max: 200 }), (day, n) => {
        const later = addWorkingDays(day, n);
        expect(isWorkingDay(later)).toBe(true);
        expect(workingDaysBetween(day, later)).toBe(n);
        const earlier = addWorkingDays(day, -n);
        expect(isWorkingDay(earlier)).toBe(true);
        if (isWorkingDay(day)) expect(addWorkingDays(earlier, n)).toBe(day);
        expect(addWorkingDays(day, 0)).toBe(day);
      }),
    );
  });

  it('outside the table are refused by name, with the years that it covers', () => {
    expect(() => isWorkingDay(epochDay('2008-12-31'))).toThrow(CalendarRange);
    expect(() => isWorkingDay(epochDay('2031-01-01'))).toThrow(/2009-01-01 to 2030-12-31/);
    expect(() => addWorkingDays(epochDay('2030-12-01'), 70)).toThrow(CalendarRange);
    expect(() => addWorkingDays(epochDay('2009-01-05'), -3)).toThrow(CalendarRange);
    expect(() => workingDaysBetween(epochDay('2030-12-01'), epochDay('2031-02-01'))).toThrow(
      CalendarRange,
    );
  });
});
