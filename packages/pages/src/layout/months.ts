import { addDays, addMonths, type EpochDay, epochDay, isoDay } from '@monitoring-timeline/core';
import { firstYear } from '../drawing/series.ts';

/** The months that a page can be moved through: those of the record, up to that of today. */
export interface Months {
  /** `YYYY-MM`. */
  readonly first: string;
  readonly last: string;
  /** The end of the month before; undefined where the record had not begun. */
  readonly earlier: string | undefined;
  /** The end of the month, or of the next where it is at its end, and never after today; undefined on today and after it. */
  readonly later: string | undefined;
}

/** Where a page about a day goes by months, from end to end: no month is left out, whatever day one begins on. */
export function monthsAround(asOf: EpochDay, today: EpochDay): Months {
  const before = addDays(firstOfMonth(asOf), -1);
  const after = addDays(addMonths(firstOfMonth(addDays(asOf, 1)), 1), -1);
  const first = `${firstYear}-01`;
  const isInRecord = monthOf(before) >= first;
  return {
    first,
    last: monthOf(today),
    earlier: isInRecord ? isoDay(before) : undefined,
    later: asOf < today ? isoDay(after < today ? after : today) : undefined,
  };
}

function monthOf(day: EpochDay): string {
  return isoDay(day).slice(0, 7);
}

function firstOfMonth(day: EpochDay): EpochDay {
  return epochDay(`${monthOf(day)}-01`);
}
