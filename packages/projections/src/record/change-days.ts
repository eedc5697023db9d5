import { addDays, bounds, distantFuture, type EpochDay } from '@monitoring-timeline/core';
import type { AuthorityRecord } from './authority-record.ts';
import { subjectDay } from './documents.ts';

/**
 * The next day after `day` on which an answer about an authority can change without any event: something recorded
 * becomes public, or comes true, or a coarse date stops being uncertain. Undefined for never. It may name a day on
 * which nothing changes after all; it never passes one over.
 */
export function nextChangeDay(record: AuthorityRecord, day: EpochDay): EpochDay | undefined {
  let next = distantFuture;
  for (const claim of record.claims()) {
    const { event, knownDay, editionDay } = claim;
    const { startEarliest, startLatest, endEarliest, endLatest } = bounds(event.occurred);
    for (const at of [
      knownDay,
      editionDay,
      subjectDay(claim),
      startEarliest,
      startLatest,
      endEarliest,
      addDays(endLatest, 1),
    ]) {
      if (at !== undefined && at > day && at < next) next = at;
    }
  }
  return Number.isFinite(next) ? next : undefined;
}
