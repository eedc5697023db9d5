import { describe, expect, expectTypeOf, it } from 'vitest';
import { addDays, type EpochDay, epochDay, isoDay } from './epoch-day.ts';

describe('the type of a day', () => {
  it('is made from an ISO day, not from any number', () => {
    expectTypeOf(epochDay('2018-07-25')).toEqualTypeOf<EpochDay>();
    expectTypeOf<number>().not.toExtend<EpochDay>();
    // @ts-expect-error a number may count anything: days, months, milliseconds
    expect(isoDay(17_737)).toBe('2018-07-25');
  });

  it('stays a day when days are added, and is a plain number when days are counted', () => {
    const day = epochDay('2018-07-25');
    expectTypeOf(addDays(day, 1)).toEqualTypeOf<EpochDay>();
    expectTypeOf(day - day).toEqualTypeOf<number>();
  });
});
