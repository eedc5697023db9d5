import {
  type Claim,
  type ClaimEvent,
  distantFuture,
  effectiveInSteps,
  type Known,
  speaksForItself,
} from '@monitoring-timeline/core';
import { breathe, inTurns, stepByStep } from './breathe.ts';
import { type Difference, differences, type Json } from './differences.ts';
import { EarlierClaims, sourceOf } from './earlier-claims.ts';
import { type Proposal, propose } from './proposal.ts';
import { type Weighed, weigh } from './weighing.ts';

const stated = ['data', 'occurred'] as const;

/** True where the one says when it was published and the other, which does not print that, goes by another day. */
function supposes(before: ClaimEvent, after: ClaimEvent): boolean {
  const { basis } = after.known;
  return before.known.basis === 'published' && (basis === 'letter_dated' || basis === 'assumed');
}

/** What one claim says otherwise than another, place by place. A day of becoming known that is only supposed puts none right. */
export function claimDifferences(before: ClaimEvent, after: ClaimEvent): readonly Difference[] {
  const parts = supposes(before, after) ? stated : [...stated, 'known' as const];
  return parts.flatMap((part) =>
    differences(before[part] as Json, after[part] as Json, `/${part}`),
  );
}

/** How a claim that is not in the stream by its id stands to what is. */
export type Settled =
  | { readonly as: 'claim' }
  | { readonly as: 'known' }
  | ({ readonly as: 'correction' } & Corrections);

/** What makes an earlier claim say more, and what would make it say otherwise if a person agrees. */
export interface Corrections {
  readonly corrections: readonly ClaimEvent[];
  readonly asked?: AskedCorrections | undefined;
}

export interface AskedCorrections {
  /** The claim on record, with the corrections that hold. */
  readonly present: ClaimEvent;
  readonly corrections: readonly ClaimEvent[];
}

/** How many readings are settled before others have their turn. */
const settledAtOnce = 50;

/**
 * Settles the readings of one file against the claims of a stream: an earlier claim of the same source, of the same thing, which
 * the file does not restate, is corrected place by place; where it says the same with its corrections, the reading is known. What
 * could be either of two stays a claim. A table that is given again puts right what it said; what a document says only adds and refines,
 * and asks about the rest.
 */
export async function settle(
  proposals: readonly Proposal[],
  restated: ReadonlySet<string>,
  inStream: readonly Claim[],
  today: string,
): Promise<ReadonlyMap<string, Settled>> {
  const holding = new Map<string, ClaimEvent>();
  for await (const { event } of inTurns(
    await stepByStep(effectiveInSteps(inStream, distantFuture)),
  )) {
    holding.set(event.id, event);
  }
  const sources = new Set<string>();
  for await (const { event } of inTurns(proposals)) sources.add(sourceOf(event));
  const earlierClaims = new EarlierClaims();
  for await (const { event } of inTurns(inStream)) {
    const holds = holding.get(event.id);
    if (!holds || restated.has(event.id) || !sources.has(sourceOf(event))) continue;
    earlierClaims.add(event, holds);
  }
  const pairs: { readonly event: ClaimEvent; readonly earlier: readonly ClaimEvent[] }[] = [];
  const wanted = new Map<string, number>();
  for await (const { event } of inTurns(proposals)) {
    const earlier = earlierClaims.of(event);
    pairs.push({ event, earlier });
    for (const { id } of earlier) wanted.set(id, (wanted.get(id) ?? 0) + 1);
  }
  const settled = new Map<string, Settled>();
  for (const { event, earlier } of pairs) {
    if (settled.size % settledAtOnce === 0) await breathe();
    settled.set(event.id, how(event, earlier));
  }
  return settled;

  function how(event: ClaimEvent, earlier: readonly ClaimEvent[]): Settled {
    const compared = earlier.map((target) => {
      const present = holding.get(target.id) ?? target;
      return { target, present, weighed: compare(target, present, event) };
    });
    if (compared.some(({ weighed: { adds, asks } }) => adds.length + asks.length === 0)) {
      return { as: 'known' };
    }
    const [only] = compared;
    if (!only || compared.length > 1 || wanted.get(only.target.id) !== 1) return { as: 'claim' };
    const { target, present, weighed } = only;
    const how = ofDocuments(target, event) ? 'adds' : 'table';
    const corrections = correct(target, weighed.adds, event, today, how);
    const asked = correct(target, weighed.asks, event, today, 'asks');
    return {
      as: 'correction',
      corrections,
      ...(asked.length > 0 ? { asked: { present, corrections: asked } } : {}),
    };
  }
}

const ofDocuments = (target: ClaimEvent, event: ClaimEvent): boolean =>
  speaksForItself(target) || speaksForItself(event);

/** What `event` says otherwise than `target`, which now says `present`, and what of it needs nobody. */
function compare(target: ClaimEvent, present: ClaimEvent, event: ClaimEvent): Weighed {
  if (ofDocuments(target, event)) return weigh(target, present, event);
  // where a fact stands is no fact
  const adds = claimDifferences(present, event).filter(
    ({ pointer }) => !pointer.endsWith('/locator'),
  );
  return { adds, asks: [] };
}

/** How corrections came about: by a table that was given again, or by a document that says more (`adds`) or otherwise (`asks`). */
type How = 'table' | 'adds' | 'asks';

function whyCorrected(how: How, atLast: boolean, reissued: boolean): string {
  if (how === 'adds') {
    return atLast
      ? 'The document itself was read and says more than the table compiled from it.'
      : 'The same document says more.';
  }
  return reissued
    ? 'The source was issued again and says otherwise.'
    : 'The same source was read again and says otherwise.';
}

/** Corrections that make `target` say what `event` says at some places. */
function correct(
  target: ClaimEvent,
  places: readonly Difference[],
  event: ClaimEvent,
  today: string,
  how: How,
): readonly ClaimEvent[] {
  const atLast = !speaksForItself(target) && speaksForItself(event);
  // another copy of a document that says more is no other issue of it
  const reissued = how !== 'adds' && !atLast && target.source.sha256 !== event.source.sha256;
  const { published } = event.source;
  const since: Known =
    published !== undefined && published !== target.source.published
      ? { from: published, basis: 'published' }
      : { from: today, basis: 'assumed' };
  return places.map(
    ({ pointer, value }) =>
      propose(
        {
          type: 'FactCorrected',
          authority: target.authority,
          occurred: target.occurred,
          known: reissued ? since : target.known,
          source: event.source,
          data: {
            target: target.id,
            pointer,
            value,
            why: whyCorrected(how, atLast, reissued),
            cause: reissued ? 'source' : 'ours',
          },
        },
        event.source.locator ?? 'file',
      ).event,
  );
}
