import {
  type Actor,
  type ClaimEvent,
  claimId,
  type EventStore,
  eventType,
  isTimelineError,
  validateClaim,
} from '@monitoring-timeline/core';
import { type ClaimParts, withoutAbsent } from '../proposal.ts';
import { EntryRefused } from './errors.ts';

/** Who writes by hand, when, and where to. */
export interface ByHand {
  /** The log that is written to. */
  readonly store: EventStore;
  /** Stands in every event that is written. */
  readonly actor: Actor;
  /** Today as an ISO day: from when a fact is known unless something else is said. */
  readonly today: string;
  /** Put before every stream name, to keep runs apart on a shared server. */
  readonly prefix?: string | undefined;
}

/** What became of what a person wrote down. */
export interface ByHandResult {
  /** Events that were written. */
  readonly appended: number;
  /** What was there by its id already, or says nothing that does not hold. */
  readonly alreadyKnown: number;
  /** All that were given or found, written or not. */
  readonly events: readonly ClaimEvent[];
  /** The claims that retractions among them take back. */
  readonly takenBack?: readonly ClaimEvent[] | undefined;
}

/**
 * A claim with its id and its writer, checked against the catalogue. Who wrote it is no part of its id.
 * @throws EntryRefused naming each place that does not fit
 */
export function entryOf(parts: ClaimParts, actor: Actor): ClaimEvent {
  const content = withoutAbsent({
    ...parts,
    version: parts.version ?? eventType(parts.type)?.version ?? 1,
    actor,
  });
  try {
    return validateClaim({ id: claimId(content), ...content });
  } catch (error) {
    if (!isTimelineError(error)) throw error;
    throw new EntryRefused(`Nothing was written: ${error.message}`, error.details, error);
  }
}

/** Appends those that the stream does not hold yet. */
export async function write(
  { store }: ByHand,
  stream: string,
  events: readonly ClaimEvent[],
): Promise<ByHandResult> {
  const known = await store.known(
    stream,
    events.map(({ id }) => id),
  );
  const missing = events.filter(({ id }) => !known.has(id));
  if (missing.length > 0) {
    await store.append(stream, missing, { expected: 'any' });
  }
  return { appended: missing.length, alreadyKnown: events.length - missing.length, events };
}
