import { bounds, epochDay, parsePartialDate } from '@monitoring-timeline/core';

/** Where a date lies on an axis of days: the first day that it can mean. */
export function dayOn(date: string): number {
  const { startEarliest, endLatest } = bounds(parsePartialDate(date));
  return Number.isFinite(startEarliest) ? startEarliest : endLatest;
}

/** First day of a year. */
export function yearStart(year: number): number {
  return epochDay(`${year}-01-01`);
}

/** A number of a drawing, short. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The last day that a date can mean; of one without an end, its beginning. */
export function lastDayOn(date: string): number {
  const { startLatest, endLatest } = bounds(parsePartialDate(date));
  return Number.isFinite(endLatest) ? endLatest : startLatest;
}
