import {
  type Claim,
  type Disagreement,
  distantFuture,
  type EpochDay,
  isoDay,
  type Moment,
} from '@monitoring-timeline/core';
import type { DisagreementShown, Evidence } from '../answers/common.ts';
import type { AuthorityRecord } from '../record/authority-record.ts';
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
  return claims.toSorted(publicFirst(knownAt)).map((claim) => evidenceOf(claim, knownAt));
}

/** When the document that makes a claim came out, as an ISO day, as far as was known by a day; null where no source says so. */
export function documentDay({ editionDay, document }: Claim, knownAt: EpochDay): string | null {
  const day = editionDay ?? document.day;
  return day === undefined || (editionDay === undefined && day > knownAt) ? null : isoDay(day);
}

/**
 * Whether the document that makes a claim was public by a day. Null where it is not on record that it was: such a fact is known by
 * assumption.
 */
export function documentPublic({ document: { day }, editionDay }: Claim, knownAt: EpochDay) {
  if (day !== undefined && day <= knownAt) return true;
  return editionDay === undefined ? null : false;
}

/** Claims whose documents were public by a day, then those of documents of no day, then of later ones; otherwise as they stood. */
export function publicFirst(knownAt: EpochDay): (a: Claim, b: Claim) => number {
  const place = (claim: Claim) => [true, null, false].indexOf(documentPublic(claim, knownAt));
  return (a, b) => place(a) - place(b);
}

export function evidenceOf(claim: Claim, knownAt: EpochDay): Evidence {
  const { event } = claim;
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
    documentPublished: documentDay(claim, knownAt),
    documentPublic: documentPublic(claim, knownAt),
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

/**
 * Ids of the events behind an answer, each once: reports and papers, then what is known by assumption, then the editions of tables in
 * the order in which they came out. So equal answers read alike, and what was public on a day stands before what was not.
 */
export function because(
  ...claims: readonly (Claim | readonly (Claim | undefined)[] | undefined)[]
): readonly string[] {
  const cited = new Map<string, number>();
  for (const claim of claims.flat() as readonly (Claim | undefined)[]) {
    for (const one of claim ? [claim, ...claim.corrections] : []) {
      cited.set(one.event.id, placeOf(one));
    }
  }
  return inOrder(cited);
}

/** The events behind several rows as one list, in the order of `because`. `claimOf` finds the claim, or the repair, of an event. */
export function becauseOfAll(
  lists: Iterable<readonly string[]>,
  claimOf: (event: string) => Claim | undefined,
): readonly string[] {
  const cited = new Map<string, number>();
  for (const list of lists) {
    for (const id of list) {
      if (cited.has(id)) continue;
      const claim = claimOf(id);
      // of an event that no record at hand holds nobody can say when it was public
      cited.set(id, claim ? placeOf(claim) : distantFuture);
    }
  }
  return inOrder(cited);
}

/** Finds the claim of an event in any of several records. */
export function claimIn(records: Iterable<AuthorityRecord>): (event: string) => Claim | undefined {
  const all = [...records];
  let last = all[0];
  return (event) => {
    // what is cited together is mostly of one authority
    const near = last?.claim(event);
    if (near) return near;
    for (const record of all) {
      const claim = record.claim(event);
      if (!claim) continue;
      last = record;
      return claim;
    }
    return undefined;
  };
}

function placeOf({ event, editionDay }: Claim): number {
  return editionDay ?? (event.known.basis === 'assumed' ? -1 : -2);
}

function inOrder(cited: ReadonlyMap<string, number>): readonly string[] {
  return [...cited.keys()].sort((a, b) => cited.get(a)! - cited.get(b)! || (a < b ? -1 : 1));
}
