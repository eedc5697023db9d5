import {
  bounds,
  type Claim,
  compareSortKeys,
  type EpochDay,
  type PartialDate,
  sortKey,
} from '@monitoring-timeline/core';
import { oncePer } from './once.ts';

/**
 * First day on which a dated fact can be told of: its first possible start, and of a date given as `by`, which has
 * none, the day that it names.
 */
export const firstDay = oncePer((date: PartialDate): EpochDay => {
  const { startEarliest, startLatest } = bounds(date);
  return Number.isFinite(startEarliest) ? startEarliest : startLatest;
});

/** Claims in the order in which what they say was so; the ids decide among equals. */
export function byOccurred(a: Claim, b: Claim): number {
  return (
    compareSortKeys(sortKey(a.event.occurred), sortKey(b.event.occurred)) ||
    compareText(a.event.id, b.event.id)
  );
}

/** Order of two texts by code unit: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
