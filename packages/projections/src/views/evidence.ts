import type { Claim, Disagreement, EpochDay, Moment } from '@monitoring-timeline/core';
import type { DisagreementShown, Evidence } from '../answers/common.ts';
import { momentText } from './moment.ts';

type Basis = Claim['event']['known']['basis'];

const firmness: readonly Basis[] = ['published', 'letter_dated', 'announced', 'assumed'];

/** The firmest that knowing of claims rests on. */
export function firmestBasis(claims: readonly Claim[]): Basis {
  const bases = new Set(claims.map(({ event }) => event.known.basis));
  return firmness.find((basis) => bases.has(basis)) ?? 'assumed';
}

/** Where it is written, what was public by a day first: a document that came out later only restates it. */
export function evidenceAt(claims: readonly Claim[], knownAt: EpochDay): readonly Evidence[] {
  const later = (claim: Claim) => ((claim.editionDay ?? claim.knownDay) > knownAt ? 1 : 0);
  return claims.toSorted((a, b) => later(a) - later(b)).map(evidenceOf);
}

export function evidenceOf({ event }: Claim): Evidence {
  const { source } = event;
  return {
    event: event.id,
    type: event.type,
    publisher: source.publisher,
    title: source.title,
    rank: source.rank,
    edition: source.edition ?? null,
    locator: source.locator ?? null,
    url: source.url ?? null,
    documentPublished: source.published ?? null,
    assertedBy: source.assertedBy,
    known: event.known,
  };
}

export function disagreementShown({
  field,
  value,
  claim,
  settledBy,
}: Disagreement): DisagreementShown {
  const { source } = claim.event;
  return {
    field,
    value: shown(field, value),
    event: claim.event.id,
    publisher: source.publisher,
    title: source.title,
    settledBy,
  };
}

function shown(field: string, value: unknown): unknown {
  if (field === 'start' || field === 'end' || field === 'published')
    return momentText(value as Moment);
  if (typeof value === 'object' && value !== null && 'grade' in value) return value.grade;
  return value;
}

/** Ids of the events behind an answer: each once, in ascending order, so that equal answers read alike. */
export function because(
  ...claims: readonly (Claim | readonly Claim[] | undefined)[]
): readonly string[] {
  const ids = new Set<string>();
  for (const claim of claims.flat()) {
    if (!claim) continue;
    ids.add((claim as Claim).event.id);
    for (const correction of (claim as Claim).corrections) ids.add(correction.event.id);
  }
  return [...ids].sort();
}
