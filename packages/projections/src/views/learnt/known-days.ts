import {
  type Claim,
  distantFuture,
  type EpochDay,
  effectiveClaims,
  isRepair,
} from '@monitoring-timeline/core';

/**
 * Days from which claims count in a replay, by id. A repair of our own mistake counts as soon as what it repairs does;
 * everything else from its own day, and so do repairs that go round in a circle. Who repairs such a one counts with the one it meets.
 */
export function knownDays(claims: readonly Claim[]): ReadonlyMap<string, EpochDay> {
  const own = claims.filter(({ event }) => !isRepair(event) || event.data.cause === 'ours');
  const days = new Map(claims.map(({ event, knownDay }) => [event.id, knownDay]));
  for (const { event, knownDay } of effectiveClaims(own, distantFuture)) {
    days.set(event.id, knownDay);
  }
  const byId = new Map(claims.map((claim) => [claim.event.id, claim]));
  const settled = new Map<string, EpochDay>();
  for (const claim of claims) settle(claim, { days, byId, settled });
  return settled;
}

interface Days {
  readonly days: ReadonlyMap<string, EpochDay>;
  readonly byId: ReadonlyMap<string, Claim>;
  readonly settled: Map<string, EpochDay>;
}

/** Walks from a repair to what it repairs, and on, until the day is known; it is that of all on the way. */
function settle(claim: Claim, { days, byId, settled }: Days): void {
  const walk = new Map<string, Claim>();
  for (let at = claim; ; ) {
    const { event } = at;
    const target =
      isRepair(event) && event.data.cause === 'ours' ? byId.get(event.data.target) : undefined;
    const known = settled.get(event.id);
    if (known === undefined && target && !walk.has(event.id)) {
      walk.set(event.id, at);
      at = target;
      continue;
    }
    if (known === undefined && walk.has(event.id)) {
      const on = [...walk.values()];
      const circle = on.slice(on.findIndex((one) => one.event.id === event.id));
      for (const one of circle) settled.set(one.event.id, one.knownDay);
    }
    const repairs = isRepair(event) && event.data.cause === 'ours';
    const day = known ?? (repairs ? at.knownDay : days.get(event.id)!);
    for (const id of [...walk.keys(), event.id]) if (!settled.has(id)) settled.set(id, day);
    return;
  }
}
