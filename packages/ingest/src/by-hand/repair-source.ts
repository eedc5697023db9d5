import type { ClaimEvent, Known, Source } from '@monitoring-timeline/core';

/**
 * Why a fact is repaired. `source`: its publisher changed or withdrew it, so that it was right until that was known. `ours`: it
 * was misread, so that it never held.
 */
export type RepairCause = 'source' | 'ours';

/** Repairs by people rank before every document; who wrote one stands in its `actor`. */
export function byAPerson(kind: 'Correction' | 'Retraction', rests: string | undefined): Source {
  return {
    publisher: 'Monitoring timeline',
    rank: 'person',
    title: rests ?? `${kind} by a person`,
    assertedBy: 'analyst',
  };
}

/**
 * A mistake of ours was known as soon as its target. A change by the source is known from the day that is given, else from
 * today, by assumption.
 */
export function knownOf(
  target: ClaimEvent,
  cause: RepairCause,
  known: string | undefined,
  today: string,
): Known {
  if (cause === 'ours') return target.known;
  return known === undefined
    ? { from: today, basis: 'assumed' }
    : { from: known, basis: 'published' };
}
