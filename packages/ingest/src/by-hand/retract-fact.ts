import { distantFuture, effectiveClaims, isRepair } from '@monitoring-timeline/core';
import type { RepairOptions } from './correct-fact.ts';
import { type ByHandResult, entryOf, write } from './entry.ts';
import { type FoundClaim, findClaim } from './find-claim.ts';
import { byAPerson, knownOf, type RepairCause } from './repair-source.ts';

/** Why a claim is taken back, and from when. */
export interface Retraction {
  /** For whoever reads the history; 3 to 1,000 characters. */
  readonly why: string;
  /** `ours` unless given: it never held, we misread it. */
  readonly cause?: RepairCause | undefined;
  /** ISO day from which the source's own withdrawal is known. */
  readonly known?: string | undefined;
  /** True where it takes back an act of the same person and is none of its own. */
  readonly undo?: boolean | undefined;
}

/** Marks a retraction that takes back an act of the same person. */
export const undoKey = 'undo';

/**
 * Appends the word that a claim does not hold. Retracting a correction or a retraction undoes that one. What is retracted
 * already is already known.
 * @throws UnknownEvent, EntryRefused
 */
export async function retractFact(
  id: string,
  { why, cause = 'ours', known, undo = false }: Retraction,
  options: RepairOptions,
): Promise<ByHandResult> {
  const found = await findClaim(options.store, id, options);
  const { event: target, stream } = found;
  const event = entryOf(
    {
      type: 'FactRetracted',
      authority: target.authority,
      occurred: target.occurred,
      known: knownOf(target, cause, known, options.today),
      source: byAPerson('Retraction', options.source),
      data: { target: target.id, why, cause },
      ...(undo ? { metadata: { [undoKey]: 'true' } } : {}),
    },
    options.actor,
  );
  const before = retractedBy(found);
  const takenBack = [target];
  if (before.length > 0) return { appended: 0, alreadyKnown: 1, events: before, takenBack };
  return { ...(await write(options, stream, [event])), takenBack };
}

function retractedBy({ event, inStream }: FoundClaim): ByHandResult['events'] {
  const holding = effectiveClaims(inStream, distantFuture);
  if (isRepair(event) || holding.some((claim) => claim.event.id === event.id)) return [];
  return inStream.flatMap(({ event: other }) =>
    other.type === 'FactRetracted' && other.data.target === event.id ? [other] : [],
  );
}
