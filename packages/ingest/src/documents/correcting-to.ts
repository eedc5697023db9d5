import type { ClaimEvent } from '@monitoring-timeline/core';
import { differences, type Json } from '../differences.ts';
import { propose, withoutAbsent } from '../proposal.ts';

/** The corrections by which a claim that a document gave would say other data, as read at one place of it. */
export function correctingTo(
  claim: ClaimEvent,
  data: ClaimEvent['data'] | Readonly<Record<string, unknown>>,
  locator: string,
  why: string,
): readonly ClaimEvent[] {
  return differences(claim.data as Json, withoutAbsent(data) as Json, '/data').map(
    ({ pointer, value }) =>
      propose(
        {
          type: 'FactCorrected',
          authority: claim.authority,
          occurred: claim.occurred,
          known: claim.known,
          source: { ...claim.source, locator },
          data: { target: claim.id, pointer, value, why: why.slice(0, 300), cause: 'ours' },
        },
        locator,
      ).event,
  );
}
