import {
  type Claim,
  type ClaimEvent,
  distantFuture,
  effectiveInSteps,
  type Known,
} from '@monitoring-timeline/core';
import { breathe, inTurns, stepByStep } from './breathe.ts';
import { EarlierClaims, sourceOf } from './earlier-claims.ts';
import { type Proposal, propose } from './proposal.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What differs at one place of a claim; `value` is absent where the place itself goes. */
export interface Difference {
  readonly pointer: string;
  readonly value?: Json;
}

const step = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True where two lists name the same things in the same places, so that their members can be compared one by one. */
function aligned(a: readonly Json[], b: readonly Json[]): boolean {
  return (
    a.length === b.length &&
    a.every((member, index) => {
      const other = b[index];
      return isRecord(member) && isRecord(other) && member.area === other.area;
    })
  );
}

/**
 * The places at which `after` says something else than `before`. A date is one place: its parts mean nothing alone, and a correction
 * of one of them would leave a date that is none.
 */
export function differences(
  before: Json | undefined,
  after: Json | undefined,
  pointer: string,
): readonly Difference[] {
  if (before === undefined && after === undefined) return [];
  if (after === undefined) return [{ pointer }];
  const dated = isRecord(after) && ('precision' in after || 'basis' in after);
  if (isRecord(before) && isRecord(after) && !dated) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) => differences(before[key], after[key], `${pointer}/${step(key)}`));
  }
  if (Array.isArray(before) && Array.isArray(after) && aligned(before, after)) {
    return after.flatMap((member, index) =>
      differences(before[index], member, `${pointer}/${index}`),
    );
  }
  return JSON.stringify(sorted(before)) === JSON.stringify(sorted(after))
    ? []
    : [{ pointer, value: after }];
}

function sorted(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((member) => sorted(member) ?? null);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner) ?? null]));
}

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
  | { readonly as: 'correction'; readonly corrections: readonly ClaimEvent[] };

/** How many readings are settled before others have their turn. */
const settledAtOnce = 50;

/**
 * Settles the readings of one file against the claims of a stream: an earlier claim of the same source, of the same thing, which
 * the file does not restate, is corrected place by place; where it says the same with its corrections, the reading is known. What
 * could be either of two stays a claim.
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
    const same = earlier.find(
      (other) => differencesToSettle(other, holding.get(other.id) ?? other, event).length === 0,
    );
    if (same) return { as: 'known' };
    const [target] = earlier;
    if (!target || earlier.length > 1 || wanted.get(target.id) !== 1) return { as: 'claim' };
    const corrections = correct(target, holding.get(target.id) ?? target, event, today);
    return { as: 'correction', corrections };
  }
}

/**
 * What a document adds to a claim that a table gave in its name. The table took from the document what it has columns for, so
 * what it says beyond the reading (an address, an edition) stays, and a supposed day of publication never replaces one that is known.
 */
function additions(
  differences: readonly Difference[],
  present: ClaimEvent,
  event: ClaimEvent,
): readonly Difference[] {
  const supposed = event.known.basis === 'assumed' && present.known.basis !== 'assumed';
  const kept = differences.filter(
    ({ pointer, value }) =>
      value !== undefined && !(supposed && (pointer === '/known' || pointer === '/occurred')),
  );
  const within = (pointer: string): boolean => pointer.startsWith('/data/judgements/');
  const labels = kept.filter(({ pointer }) => within(pointer));
  const grades = labels.some(({ pointer }) => pointer.endsWith('/grade'));
  if (labels.length < 2 || grades) return kept;
  // printed words of the same grades, area by area, are one addition
  const value = (event.data as { readonly judgements?: Json }).judgements;
  return value === undefined
    ? kept
    : [...kept.filter(({ pointer }) => !within(pointer)), { pointer: '/data/judgements', value }];
}

/** True where a document itself is read that a table had been compiled from: the table's claim has no bytes behind it. */
function readAtLast(target: ClaimEvent, event: ClaimEvent): boolean {
  return target.source.sha256 === undefined && event.source.sha256 !== undefined;
}

/** What `event` says otherwise than `target`, which now says `present`, as far as it is to be corrected. */
function differencesToSettle(
  target: ClaimEvent,
  present: ClaimEvent,
  event: ClaimEvent,
): readonly Difference[] {
  // where a fact stands is no fact: another copy of the document may break its lines elsewhere
  const all = claimDifferences(present, event).filter(
    ({ pointer }) => !pointer.endsWith('/locator'),
  );
  return readAtLast(target, event) ? additions(all, present, event) : all;
}

function whyCorrected(atLast: boolean, reissued: boolean): string {
  if (atLast) return 'The document itself was read and says more than the table compiled from it.';
  return reissued
    ? 'The source was issued again and says otherwise.'
    : 'The same source was read again and says otherwise.';
}

/** Corrections that make `target`, which now says `present`, say what `event` says. */
function correct(
  target: ClaimEvent,
  present: ClaimEvent,
  event: ClaimEvent,
  today: string,
): readonly ClaimEvent[] {
  const atLast = readAtLast(target, event);
  const reissued = !atLast && target.source.sha256 !== event.source.sha256;
  const { published } = event.source;
  const since: Known =
    published !== undefined && published !== target.source.published
      ? { from: published, basis: 'published' }
      : { from: today, basis: 'assumed' };
  return differencesToSettle(target, present, event).map(
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
            why: whyCorrected(atLast, reissued),
            cause: reissued ? 'source' : 'ours',
          },
        },
        event.source.locator ?? 'file',
      ).event,
  );
}
