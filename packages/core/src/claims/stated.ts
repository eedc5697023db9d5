import type { ActivityClaim } from './activity.ts';
import type { Claim } from './claim.ts';
import type { Candidate } from './field.ts';
import { isOfficial, speaksForItself } from './precedence.ts';

/** The source of a claim as words: what one source says of an inspection is several claims. */
const sourceOf = ({ event: { source } }: Claim): string =>
  `${source.publisher}\n${source.title}\n${source.edition ?? ''}`;

/**
 * Without the kinds that were only inferred (from the days on site, or from a title that says nothing of it), where any is stated:
 * nothing that was assumed holds against what somebody said. A report repeats the kind that its own source inferred.
 */
export function kindsStated<T>(
  candidates: readonly Candidate<T>[],
  members: readonly ActivityClaim[],
): readonly Candidate<T>[] {
  const inferring = new Set(
    members.flatMap(({ claim }) =>
      claim.event.type === 'InspectionCarriedOut' && claim.event.data.kindInferred
        ? [sourceOf(claim)]
        : [],
    ),
  );
  const stated = candidates.filter(
    ({ claim, correctedBy }) => correctedBy || !inferring.has(sourceOf(claim)),
  );
  return stated.length > 0 ? stated : candidates;
}

/**
 * Without days that only stand in for a publication, where an official source gives that: the day that a letter bears is when it
 * was written, and a day in the name of a file is a guess.
 */
export function publicationsStated<T>(
  candidates: readonly Candidate<T>[],
): readonly Candidate<T>[] {
  const stated = ({ claim, correctedBy }: Candidate<T>): boolean => {
    const { event } = claim;
    if (correctedBy) return true;
    return (
      event.type === 'ReportPublished' &&
      event.data.published !== undefined &&
      event.data.restated !== true &&
      event.known.basis !== 'assumed'
    );
  };
  if (!candidates.some((one) => stated(one) && isOfficial(one.claim))) return candidates;
  return candidates.filter(stated);
}

/** Without what a later report tells of an earlier one, where anybody else speaks of it. */
export function withoutRestated(members: readonly ActivityClaim[]): readonly ActivityClaim[] {
  const own = members.filter(({ restated }) => !restated);
  return own.length > 0 ? own : members;
}

/** Days on site: of sources of one rank, the document's own word before that of a table compiled from it. */
export function documentsFirst(
  order: (a: Claim, b: Claim) => number,
): (a: Claim, b: Claim) => number {
  const compiled = (claim: Claim): number => (speaksForItself(claim.event) ? 0 : 1);
  return (a, b) => a.rank - b.rank || compiled(a) - compiled(b) || order(a, b);
}
