import type { Claim } from './claim.ts';
import { type Settlement, settlement } from './precedence.ts';

/** One claim's word on one field. */
export interface Candidate<T> {
  readonly value: T;
  readonly claim: Claim;
  /** The correction by a person that gave this value, where one did. */
  readonly correctedBy?: Claim | undefined;
}

/** A value that another claim holds against the one that the record takes. */
export interface Disagreement<T = unknown> {
  /** Which field of the answer. */
  readonly field: string;
  /** What the other claim says. */
  readonly value: T;
  /** The claim that says it. */
  readonly claim: Claim;
  /** Why it does not hold. */
  readonly settledBy: Settlement;
}

/** What the record takes for a field, whose word it is, who says the same, and who does not. */
export interface Resolved<T> {
  /** What holds. */
  readonly value: T;
  /** Whose word it is. */
  readonly claim: Claim;
  /** Claims that say the same, or the same more coarsely. */
  readonly agreeing: readonly Claim[];
  /** What other claims hold against it. */
  readonly disagreeing: readonly Disagreement<T>[];
}

export interface FieldRule<T> {
  readonly order: (a: Claim, b: Claim) => number;
  readonly same: (a: T, b: T) => boolean;
  /** True where `finer` says what `coarser` says, more precisely. */
  readonly refines?: (finer: T, coarser: T) => boolean;
}

/**
 * The value that holds among candidates: a person's correction first, then precedence; a more precise value
 * that fits the winner's is preferred, whoever gives it, and a coarser one that fits is no disagreement.
 */
export function resolveField<T>(
  field: string,
  candidates: readonly Candidate<T>[],
  rule: FieldRule<T>,
): Resolved<T> | undefined {
  const ordered =
    candidates.length < 2 ? candidates : [...candidates].sort((a, b) => first(a, b, rule));
  const leader = ordered[0];
  if (!leader) return undefined;
  const refines = rule.refines ?? (() => false);
  const winner = leader.correctedBy
    ? leader
    : (ordered.find(({ value }) => refines(value, leader.value)) ?? leader);
  const agreeing: Claim[] = [];
  const disagreeing: Disagreement<T>[] = [];
  for (const other of ordered) {
    if (other === winner) continue;
    if (rule.same(other.value, winner.value) || refines(winner.value, other.value)) {
      agreeing.push(other.claim);
    } else {
      const settledBy = winner.correctedBy ? 'correction' : settlement(winner.claim, other.claim);
      disagreeing.push({ field, value: other.value, claim: other.claim, settledBy });
    }
  }
  return { value: winner.value, claim: winner.claim, agreeing, disagreeing };
}

function first<T>(a: Candidate<T>, b: Candidate<T>, rule: FieldRule<T>): number {
  if (a.correctedBy || b.correctedBy) {
    if (a.correctedBy && b.correctedBy) return rule.order(a.correctedBy, b.correctedBy);
    return a.correctedBy ? -1 : 1;
  }
  return rule.order(a.claim, b.claim);
}

/** The person's correction, if any, that wrote at or under one of these places of a claim. */
export function personsCorrection(claim: Claim, ...places: readonly string[]): Claim | undefined {
  return claim.corrections.findLast(
    ({ event }) =>
      event.type === 'FactCorrected' &&
      event.actor?.kind === 'person' &&
      places.some(
        (place) =>
          event.data.pointer === place ||
          event.data.pointer.startsWith(`${place}/`) ||
          place.startsWith(`${event.data.pointer}/`),
      ),
  );
}
