import type { EpochDay } from '../calendar/index.ts';
import { type ClaimEvent, claimSchema } from '../events/catalogue.ts';
import { type Claim, claimOf } from './claim.ts';
import { writePointer } from './pointer.ts';
import { byPrecedence } from './precedence.ts';

type Repair = Extract<ClaimEvent, { type: 'FactCorrected' | 'FactRetracted' }>;

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
  const repairs = new Map<string, Claim[]>();
  for (const claim of claims) {
    if (!isRepair(claim.event)) continue;
    const { target } = claim.event.data;
    const list = repairs.get(target);
    if (list) list.push(claim);
    else repairs.set(target, [claim]);
  }
  if (repairs.size === 0) return claims.filter((claim) => claim.knownDay <= knownAt);

  const inert = circular(claims);
  const done = new Map<Claim, Claim | undefined>();

  function effective(claim: Claim): Claim | undefined {
    if (done.has(claim)) return done.get(claim);
    const active = (repairs.get(claim.event.id) ?? [])
      .filter((repair) => !inert.has(repair.event.id))
      .map(effective)
      .filter((repair) => repair !== undefined && inForce(repair)) as Claim[];
    const retracted = active.some((repair) => repair.event.type === 'FactRetracted');
    const result = retracted ? undefined : corrected(claim, active);
    done.set(claim, result);
    return result;
  }

  function inForce(repair: Claim): boolean {
    return (repair.event as Repair).data.cause === 'ours' || repair.knownDay <= knownAt;
  }

  const holding: Claim[] = [];
  for (const claim of claims) {
    if (isRepair(claim.event)) continue;
    const result = effective(claim);
    if (result && result.knownDay <= knownAt) holding.push(result);
  }
  return holding;
}

/** Ids of the repairs that target each other in a circle: each has one target, so a walk finds them. */
function circular(claims: readonly Claim[]): ReadonlySet<string> {
  const targets = new Map<string, string>();
  for (const { event } of claims) if (isRepair(event)) targets.set(event.id, event.data.target);
  const inert = new Set<string>();
  for (const start of targets.keys()) {
    const walked = new Set<string>();
    let at: string | undefined = start;
    while (at !== undefined && !walked.has(at)) {
      walked.add(at);
      at = targets.get(at);
    }
    if (at === start) inert.add(start);
  }
  return inert;
}

/** The claim with its corrections applied, weakest first, so that the one with precedence has the last word. */
function corrected(claim: Claim, repairs: readonly Claim[]): Claim {
  const corrections = repairs.filter((repair) => repair.event.type === 'FactCorrected');
  if (corrections.length === 0) return claim;
  let event = claim.event;
  const applied: Claim[] = [];
  for (const correction of [...corrections].sort(byPrecedence).reverse()) {
    if (correction.event.type !== 'FactCorrected') continue;
    const { pointer, value } = correction.event.data;
    const changed = claimSchema.safeParse(writePointer(event, pointer, value));
    if (!changed.success) continue;
    event = changed.data;
    applied.push(correction);
  }
  return applied.length === 0 ? claim : claimOf(event, claim, applied);
}
