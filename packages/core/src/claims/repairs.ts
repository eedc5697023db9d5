import type { EpochDay } from '../calendar/index.ts';
import { type ClaimEvent, claimSchema } from '../events/catalogue.ts';
import { type Claim, claimOf } from './claim.ts';
import { writePointer } from './pointer.ts';
import { byPrecedence } from './precedence.ts';
import { allSteps, type Steps, stepSize } from './steps.ts';

type Repair = Extract<ClaimEvent, { type: 'FactCorrected' | 'FactRetracted' }>;

/** True of a claim that corrects or retracts another. */
export function isRepair(event: ClaimEvent): event is Repair {
  return event.type === 'FactCorrected' || event.type === 'FactRetracted';
}

/**
 * The claims that hold as known on a day: those public by then, corrected and without what was retracted.
 *
 * A repair with cause `source` counts from its own `known`; one with cause `ours` counts whenever its target
 * does. Repairs of repairs work the same way, so retracting a retraction restores its target. Repairs that
 * target each other in a circle have no effect. A correction that would leave its target outside the catalogue
 * has no effect either. The order of `claims` is kept and does not matter to the answer.
 */
export function effectiveClaims(claims: readonly Claim[], knownAt: EpochDay): readonly Claim[] {
  return allSteps(effectiveInSteps(claims, knownAt));
}

/** The same in steps, for who must not hold up others with very many claims. */
export function* effectiveInSteps(
  claims: readonly Claim[],
  knownAt: EpochDay,
): Steps<readonly Claim[]> {
  const repairs = new Map<string, Claim[]>();
  for (const [index, claim] of claims.entries()) {
    if (index % stepSize === stepSize - 1) yield;
    if (!isRepair(claim.event)) continue;
    const { target } = claim.event.data;
    const list = repairs.get(target);
    if (list) list.push(claim);
    else repairs.set(target, [claim]);
  }
  // nothing to look for, and so a few milliseconds for any number of claims
  if (repairs.size === 0) return claims.filter((claim) => claim.knownDay <= knownAt);

  const inert = circular([...repairs.values()].flat());
  const done = new Map<Claim, Claim | undefined>();

  function repairsOf(claim: Claim): readonly Claim[] {
    return (repairs.get(claim.event.id) ?? []).filter((repair) => !inert.has(repair.event.id));
  }

  /** The claim as its repairs leave it, each as its own leave it: a chain of them may be of any length. */
  function* effective(claim: Claim): Steps<Claim | undefined> {
    const waiting = [claim];
    const begun = new Set<Claim>();
    for (let at = waiting.at(-1); at; at = waiting.at(-1)) {
      const own = repairsOf(at);
      if (!done.has(at) && !begun.has(at)) {
        begun.add(at);
        for (const repair of own) if (!begun.has(repair)) waiting.push(repair);
        continue;
      }
      waiting.pop();
      if (!done.has(at)) done.set(at, yield* repaired(at, own));
    }
    return done.get(claim);
  }

  function* repaired(claim: Claim, own: readonly Claim[]): Steps<Claim | undefined> {
    const active: Claim[] = [];
    for (const given of own) {
      const repair = done.get(given);
      if (repair && inForce(repair)) active.push(repair);
    }
    const retracted = active.some((repair) => repair.event.type === 'FactRetracted');
    return retracted ? undefined : yield* corrected(claim, active);
  }

  function inForce(repair: Claim): boolean {
    return (repair.event as Repair).data.cause === 'ours' || repair.knownDay <= knownAt;
  }

  const holding: Claim[] = [];
  for (const [index, claim] of claims.entries()) {
    if (index % stepSize === stepSize - 1) yield;
    if (isRepair(claim.event)) continue;
    const result = yield* effective(claim);
    if (result && result.knownDay <= knownAt) holding.push(result);
  }
  return holding;
}

/** Ids of the repairs that target each other in a circle: each has one target, so walks that take no way twice find them. */
function circular(repairs: readonly Claim[]): ReadonlySet<string> {
  const targets = new Map<string, string>();
  for (const { event } of repairs) if (isRepair(event)) targets.set(event.id, event.data.target);
  const inert = new Set<string>();
  const walkedFrom = new Map<string, string>();
  for (const start of targets.keys()) {
    let at: string | undefined = start;
    while (at !== undefined && !walkedFrom.has(at)) {
      walkedFrom.set(at, start);
      at = targets.get(at);
    }
    // a walk that meets its own way has come round
    if (at === undefined || walkedFrom.get(at) !== start) continue;
    for (let id = at; !inert.has(id); id = targets.get(id)!) inert.add(id);
  }
  return inert;
}

/** Each is held against the catalogue, which takes far longer than looking at a claim. */
const correctionsAtOnce = 32;

/** The claim with its corrections applied, weakest first, so that the one with precedence has the last word. */
function* corrected(claim: Claim, repairs: readonly Claim[]): Steps<Claim> {
  const corrections = repairs.filter((repair) => repair.event.type === 'FactCorrected');
  if (corrections.length === 0) return claim;
  let event = claim.event;
  const applied: Claim[] = [];
  for (const [index, correction] of [...corrections].sort(byPrecedence).reverse().entries()) {
    if (index % correctionsAtOnce === correctionsAtOnce - 1) yield;
    if (correction.event.type !== 'FactCorrected') continue;
    const { pointer, value } = correction.event.data;
    const changed = claimSchema.safeParse(writePointer(event, pointer, value));
    if (!changed.success) continue;
    event = changed.data;
    applied.push(correction);
  }
  return applied.length === 0 ? claim : claimOf(event, claim, applied);
}
