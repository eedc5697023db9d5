import {
  addDays,
  bounds,
  type Claim,
  type ClaimEvent,
  distantFuture,
  type EpochDay,
  isRepair,
} from '@monitoring-timeline/core';
import type { AuthorityRecord } from './authority-record.ts';
import { subjectDay } from './documents.ts';

/**
 * The next day after `day` on which an answer about an authority can change without any event: something recorded
 * becomes public, or comes true, or a coarse date stops being uncertain. Undefined for never. It may name a day on
 * which nothing changes after all; it never passes one over. With `reads`, of an answer that reads some events alone.
 */
export function nextChangeDay(
  record: AuthorityRecord,
  day: EpochDay,
  reads: (event: ClaimEvent) => boolean = () => true,
): EpochDay | undefined {
  let next = distantFuture;
  const offer = (at: EpochDay | undefined) => {
    if (at !== undefined && at > day && at < next) next = at;
  };
  let repaired = false;
  for (const claim of record.claims()) {
    const repairs = isRepair(claim.event);
    repaired ||= repairs;
    if (!repairs && !reads(claim.event)) continue;
    offer(claim.knownDay);
    offer(claim.editionDay);
    comesTrue(claim, offer);
  }
  if (repaired) {
    for (const claim of record.at({ asOf: day, knownAt: day }).claims) comesTrue(claim, offer);
    // the days that repairs write down: on one of them something may become known after all
    for (const at of record.daysLearnt(() => false)) offer(at);
  }
  return Number.isFinite(next) ? next : undefined;
}

/**
 * The next day after `day` on which something recorded becomes public, or an edition comes out; undefined for never. That something comes
 * true on a day is left out, as long as no repair may have put it there.
 */
export function nextKnownDay(record: AuthorityRecord, day: EpochDay): EpochDay | undefined {
  let next = distantFuture;
  const offer = (at: EpochDay | undefined) => {
    if (at !== undefined && at > day && at < next) next = at;
  };
  for (const { knownDay, editionDay } of record.claims()) {
    offer(knownDay);
    offer(editionDay);
  }
  return Number.isFinite(next) ? next : undefined;
}

/** The days on which what a claim says is looked at anew. */
function comesTrue(claim: Claim, offer: (day: EpochDay | undefined) => void): void {
  const { startEarliest, startLatest, endEarliest, endLatest } = bounds(claim.event.occurred);
  offer(subjectDay(claim));
  offer(startEarliest);
  offer(startLatest);
  offer(endEarliest);
  offer(addDays(endLatest, 1));
}
