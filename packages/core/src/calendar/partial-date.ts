import type { PartialDate } from '../events/times.ts';
import {
  dayOf,
  daysInMonth,
  distantFuture,
  distantPast,
  type EpochDay,
  earliestDay,
  epochDay,
  InvalidDay,
  latestDay,
} from './epoch-day.ts';

/**
 * The days between which something can have started and ended, both inclusive.
 * `distantPast` and `distantFuture` stand where the source sets no limit.
 */
export interface Bounds {
  /** First day on which it can have begun. */
  readonly startEarliest: EpochDay;
  /** Last day on which it can have begun. */
  readonly startLatest: EpochDay;
  /** First day on which it can have ended. */
  readonly endEarliest: EpochDay;
  /** Last day on which it can have ended. */
  readonly endLatest: EpochDay;
}

/** An answer that a coarse date can leave open. */
export type Certainty = 'yes' | 'no' | 'uncertain';

function yearAndMonth(text: string): { year: number; month: number | undefined } {
  const year = Number(text.slice(0, 4));
  const month = text.length === 7 ? Number(text.slice(5)) : undefined;
  const read =
    /^\d{4}(?:-\d{2})?$/.test(text) && (month === undefined || (month >= 1 && month <= 12));
  if (!read) {
    throw new InvalidDay(`"${text}" is not a date; write YYYY-MM-DD, YYYY-MM or YYYY.`, { text });
  }
  return { year, month };
}

/** First day of an ISO day, month or year. @throws InvalidDay for other text. */
export function firstDayOf(text: string): EpochDay {
  if (text.length === 10) return epochDay(text);
  const { year, month = 1 } = yearAndMonth(text);
  return dayOf(year, month, 1);
}

/** Last day of an ISO day, month or year. @throws InvalidDay for other text. */
export function lastDayOf(text: string): EpochDay {
  if (text.length === 10) return epochDay(text);
  const { year, month = 12 } = yearAndMonth(text);
  return dayOf(year, month, daysInMonth(year, month));
}

/**
 * What a partial date says, and no more. A month, year or financial year (1 April to 31 March) holds one
 * moment somewhere inside it. `by` sets no earliest day. `since` began within its `from`; when it ended, if it did, is open.
 */
export function bounds(date: PartialDate): Bounds {
  switch (date.precision) {
    case 'day': {
      const day = epochDay(date.from);
      return { startEarliest: day, startLatest: day, endEarliest: day, endLatest: day };
    }
    case 'month':
    case 'year':
      return within(firstDayOf(date.from), lastDayOf(date.from));
    case 'financial_year': {
      const { year } = yearAndMonth(date.from);
      return within(dayOf(year, 4, 1), dayOf(year + 1, 3, 31));
    }
    case 'range': {
      const first = firstDayOf(date.from);
      const last = lastDayOf(date.to);
      return {
        startEarliest: first,
        // one end may be coarser than the other, and still no end comes before its start
        startLatest: earliestDay(lastDayOf(date.from), last),
        endEarliest: latestDay(firstDayOf(date.to), first),
        endLatest: last,
      };
    }
    case 'by':
      return within(distantPast, lastDayOf(date.from));
    case 'since': {
      const first = firstDayOf(date.from);
      return {
        startEarliest: first,
        startLatest: lastDayOf(date.from),
        endEarliest: first,
        endLatest: distantFuture,
      };
    }
  }
}

function within(first: EpochDay, last: EpochDay): Bounds {
  return { startEarliest: first, startLatest: last, endEarliest: first, endLatest: last };
}

/** What two partial dates allow to say of their order; see `compareDates`. */
export type DateOrder = 'before' | 'after' | 'same' | 'unknown';

/**
 * Compares two dates as wholes. `before`: every possible day of `a` is earlier than every possible day of
 * `b`. `same`: both are the one same day for certain. Everything else is `unknown`, also two months that are
 * written alike, and two ranges that overlap: a caller who needs an order there asks for `totalOrder`, which
 * claims nothing about the world.
 */
export function compareDates(a: PartialDate, b: PartialDate): DateOrder {
  const left = bounds(a);
  const right = bounds(b);
  if (left.endLatest < right.startEarliest) return 'before';
  if (right.endLatest < left.startEarliest) return 'after';
  return left.startEarliest === left.endLatest &&
    right.startEarliest === right.endLatest &&
    left.startEarliest === right.startEarliest
    ? 'same'
    : 'unknown';
}

/** Compares when the two began, whatever lasted longer; `same` where both certainly began on one day. */
export function compareStarts(a: PartialDate, b: PartialDate): DateOrder {
  const left = bounds(a);
  const right = bounds(b);
  if (left.startLatest < right.startEarliest) return 'before';
  if (right.startLatest < left.startEarliest) return 'after';
  return left.startEarliest === left.startLatest && right.startEarliest === right.startLatest
    ? 'same'
    : 'unknown';
}

/**
 * Had it begun by the end of `day`? A coarse start counts from its first possible day (the answer is then
 * no longer `no`) and stays `uncertain` until its last possible day.
 */
export function isBy(date: PartialDate, day: EpochDay): Certainty {
  const { startEarliest, startLatest } = bounds(date);
  if (day < startEarliest) return 'no';
  return day >= startLatest ? 'yes' : 'uncertain';
}

/**
 * Did it hold on `day`? `since` holds on every day from its last possible start: its claim names no end, and an end is
 * another claim's to make. A month or year is one moment in it, so no day of it is a `yes`.
 */
export function isOn(date: PartialDate, day: EpochDay): Certainty {
  if (date.precision === 'since') return isBy(date, day);
  const { startEarliest, startLatest, endEarliest, endLatest } = bounds(date);
  if (day < startEarliest || day > endLatest) return 'no';
  return startLatest <= day && day <= endEarliest ? 'yes' : 'uncertain';
}

/** Last possible day, first possible day, latest start: what `totalOrder` compares before the ids. */
export type SortKey = readonly [last: number, first: number, start: number];

/**
 * The key of a date in the total order. The last possible day of `since` is that of its start: a tenure with
 * no known end belongs where it began, not after everything else.
 */
export function sortKey(date: PartialDate): SortKey {
  const { startEarliest, startLatest, endLatest } = bounds(date);
  return [date.precision === 'since' ? startLatest : endLatest, startEarliest, startLatest];
}

/** Orders two keys; 0 where the ids must decide. */
export function compareSortKeys(a: SortKey, b: SortKey): number {
  // by comparison, never by difference: -Infinity minus itself is no number
  for (let i = 0; i < 3; i++) {
    const left = a[i]!;
    const right = b[i]!;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/**
 * A total order for lists: last possible day, first possible day, start, then id (by code unit). It is an order to show and fold
 * things in; whether one was earlier than the other is `compareDates`'s to say.
 */
export function totalOrder(a: PartialDate, aId: string, b: PartialDate, bId: string): number {
  const order = compareSortKeys(sortKey(a), sortKey(b));
  if (order !== 0) return order;
  return aId === bId ? 0 : aId < bId ? -1 : 1;
}

/** The day from which a claim counts as public: the last day of its `from`, so that nothing is known too early. */
export function knownDay(known: { readonly from: string }): EpochDay {
  return lastDayOf(known.from);
}
