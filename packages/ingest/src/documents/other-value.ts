import type { ClaimEvent } from '@monitoring-timeline/core';
import { differences, type Json } from '../differences.ts';
import { withoutAbsent } from '../proposal.ts';
import { correctingTo } from './correcting-to.ts';
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
  const { taken, other } = rather;
  const why = `The document gives ${String(taken.data.printed)} and ${String(other.data.printed)}; the second is meant.`;
  return correctingTo(claim, other.data, builder.place(locators), why);
}
