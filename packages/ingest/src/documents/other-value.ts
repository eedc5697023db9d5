import type { ClaimEvent } from '@monitoring-timeline/core';
import { differences, type Json } from '../differences.ts';
import { propose, withoutAbsent } from '../proposal.ts';
import type { DocumentBuilder } from './document-builder.ts';
import type { DocumentProblem, FactRead } from './reading.ts';

function says({ type, occurred, data }: ClaimEvent, fact: FactRead): boolean {
  const same = (a: unknown, b: unknown): boolean =>
    differences(withoutAbsent(a) as Json, withoutAbsent(b) as Json, '').length === 0;
  return type === fact.type && same(occurred, fact.occurred) && same(data, fact.data);
}

/**
 * The corrections by which a claim would say the second of two values that its document gives; empty where the first was not taken
 * as a claim.
 */
export function otherValue(
  builder: DocumentBuilder,
  { rather, locators }: DocumentProblem,
): readonly ClaimEvent[] {
  const claim = rather && builder.proposals.find(({ event }) => says(event, rather.taken))?.event;
  if (!rather || !claim) return [];
  const locator = builder.place(locators);
  const after = withoutAbsent(rather.other.data) as Json;
  return differences(claim.data as Json, after, '/data').map(
    ({ pointer, value }) =>
      propose(
        {
          type: 'FactCorrected',
          authority: claim.authority,
          occurred: claim.occurred,
          known: claim.known,
          source: { ...claim.source, locator },
          data: {
            target: claim.id,
            pointer,
            value,
            why: `The document gives ${String(rather.taken.data.printed)} and ${String(rather.other.data.printed)}; the second is meant.`.slice(
              0,
              300,
            ),
            cause: 'ours',
          },
        },
        locator,
      ).event,
  );
}
