import { distantFuture, effectiveClaims, isRepair } from '@monitoring-timeline/core';
import type { RepairOptions } from './correct-fact.ts';
import { type ByHandResult, entryOf, write } from './entry.ts';
import { type FoundClaim, findClaim } from './find-claim.ts';
import { byAPerson, knownOf, type RepairCause } from './repair-source.ts';

export interface Retraction {
  readonly why: string;
  /** `ours` unless given: it never held, we misread it. */
  readonly cause?: RepairCause | undefined;
  /** ISO day from which the source's own withdrawal is known. */
  readonly known?: string | undefined;
}

/**
 * Appends the word that a claim does not hold. Retracting a correction or a retraction undoes that one. What is retracted
 * already is already known.
 * @throws UnknownEvent, EntryRefused
 */
export async function retractFact(
  id: string,
  { why, cause = 'ours', known }: Retraction,
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
    },
    options.actor,
  );
  const before = retractedBy(found);
  if (before.length > 0) return { appended: 0, alreadyKnown: 1, events: before };
  return write(options, stream, [event]);
}

function retractedBy({ event, inStream }: FoundClaim): ByHandResult['events'] {
  const holding = effectiveClaims(inStream, distantFuture);
  if (isRepair(event) || holding.some((claim) => claim.event.id === event.id)) return [];
  return inStream.flatMap(({ event: other }) =>
    other.type === 'FactRetracted' && other.data.target === event.id ? [other] : [],
  );
}
