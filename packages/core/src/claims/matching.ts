import type { ActivityClaim } from './activity.ts';
import type { Claim } from './claim.ts';
import { isCoarse, joinCoarse } from './coarse.ts';
import { exactlySame, joinExact } from './exactly-same.ts';
import { joinNearest } from './nearest.ts';
import { Partition } from './partition.ts';
import { byPrecedence, isOfficial } from './precedence.ts';
import { joinRestated } from './restated.ts';
import { allSteps, type Steps, sortInSteps, stepSize } from './steps.ts';

/**
 * Which claims speak of one inspection or visit. Decided over the whole set, within one authority, one kind of
 * activity and one framework, never by equal ids, so that the order of arrival cannot matter. The rules, tried on
 * 2,226 claims of nine published tables (716 inspections come out):
 *
 * 1. `ruled`: a person ruled that two claims are, or are not, one thing.
 * 2. `starts_near`: both begin on known days at most 7 apart (the council counts the week off site).
 * 3. `days_overlap`: their days on site overlap.
 * 4. `same_publication`: published on the same day, where one of them lacks a start; not where the areas judged
 *    part in two (two SLAC re-inspections of one authority were published on one day).
 * 5. `nearest_publication`: one has a start alone, the other a publication alone 14 to 230 days later, and
 *    nothing lies nearer to either.
 * 6. `coarse_date`: a claim with a month or a year joins the only inspection that falls in it, also where it
 *    names no framework. Where several do it stays `unplaced`.
 * 7. `restated`: what a later report tells of an inspection before joins the nearest of its framework within 230 days.
 *
 * What official sources say is matched first and by itself; what others tell joins it afterwards, and never makes one thing of
 * two that official sources tell apart.
 */
export interface MatchedActivity {
  /** All claims that speak of it. */
  readonly members: readonly ActivityClaim[];
  /** A coarse claim that could be any of several: it is kept and shown, and decides nothing. */
  readonly unplaced: boolean;
}

/** The inspections and visits that claims speak of; `rulings` are the persons' own (`MatchRuled`), and come before every rule. */
export function matchActivities(
  items: readonly ActivityClaim[],
  rulings: readonly Claim[] = [],
): readonly MatchedActivity[] {
  return allSteps(matchInSteps(items, rulings));
}

/** The same in steps, for who must not hold up others with very many claims. */
export function* matchInSteps(
  items: readonly ActivityClaim[],
  rulings: readonly Claim[] = [],
): Steps<readonly MatchedActivity[]> {
  return yield* matched(items, rulings, items.every(isByOfficial));
}

/**
 * Matches again and again as claims come in: the claims that no other claim can join what they form are matched once. What comes out
 * is what `matchActivities` makes of all of them.
 */
export class Rematching {
  #before = new Map<string, MatchedApart>();

  /** The activities that claims are of, as `matchInSteps` gives them; what was given the last time need not be asked again. */
  *match(
    items: readonly ActivityClaim[],
    rulings: readonly Claim[],
  ): Steps<readonly MatchedActivity[]> {
    // a person may rule that anything is one thing
    if (rulings.length > 0) return yield* matchInSteps(items, rulings);
    const allOfficial = items.every(isByOfficial);
    const parts = new Map<string, MatchedApart>();
    for (const [name, own] of apart(items)) {
      const before = this.#before.get(name);
      const same = before && before.allOfficial === allOfficial && sameElements(before.items, own);
      const things = same ? before.things : yield* matched(own, [], allOfficial);
      parts.set(name, { items: own, allOfficial, things });
    }
    this.#before = parts;
    return [...parts.values()]
      .flatMap(({ things }) => things)
      .sort((a, b) => (a.members[0]!.claim.event.id < b.members[0]!.claim.event.id ? -1 : 1));
  }
}

/** Claims, and what they form whatever else is claimed. */
interface MatchedApart {
  readonly items: readonly ActivityClaim[];
  /** Whether all that was matched at the time, others included, was official. */
  readonly allOfficial: boolean;
  readonly things: readonly MatchedActivity[];
}

/**
 * Claims parted so that none of one part can join what those of another form. That is by series, except where one names a month or a
 * year, which may be that of an inspection under any framework, or tells of what was before, whatever that was.
 */
function apart(items: readonly ActivityClaim[]): ReadonlyMap<string, readonly ActivityClaim[]> {
  const together = new Set<string>();
  for (const item of items) {
    if (item.restated) together.add(item.activity);
    if (isCoarse(item)) together.add(kindOf(item));
  }
  return Map.groupBy(items, (item) => {
    if (together.has(item.activity)) return item.activity;
    return together.has(kindOf(item)) ? kindOf(item) : series(item);
  });
}

function kindOf({ activity, visitKind }: ActivityClaim): string {
  return activity === 'inspection' ? 'inspections' : `visits/${visitKind}`;
}

/** Whether two lists hold the same things in the same order. */
export function sameElements<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

function isByOfficial({ claim }: ActivityClaim): boolean {
  return isOfficial(claim);
}

function* matched(
  items: readonly ActivityClaim[],
  rulings: readonly Claim[],
  allOfficial: boolean,
): Steps<readonly MatchedActivity[]> {
  const sorted = yield* sortInSteps(items, (a, b) =>
    a.claim.event.id < b.claim.event.id ? -1 : 1,
  );
  const partition = new Partition(sorted.length);
  applyRulings(sorted, rulings, partition);

  const everyone = [...sorted.keys()];
  if (!allOfficial) {
    const official: number[] = [];
    for (const index of everyone) {
      if (index % stepSize === stepSize - 1) yield;
      if (isByOfficial(sorted[index]!)) official.push(index);
    }
    yield* joinAll(sorted, official, partition);
    // what these form they form for good
    partition.keepAllApart(official.filter((index) => !isCoarse(sorted[index]!)));
  }
  yield* joinAll(sorted, everyone, partition);
  const unplaced = yield* joinCoarse(sorted, partition);
  yield* joinRestated(sorted, partition);

  yield;
  return partition.groups().map((group) => ({
    members: group.map((index) => sorted[index]!),
    unplaced: group.every((index) => unplaced.has(index)),
  }));
}

/**
 * Whether two claims taken by themselves speak of one thing, by the rules that need no third claim.
 * Import asks this where it reads the same document again.
 */
export function sameActivity(a: ActivityClaim, b: ActivityClaim): boolean {
  return series(a) === series(b) && exactlySame(a, b);
}

function series(item: ActivityClaim): string {
  return item.activity === 'inspection'
    ? `inspection/${item.framework}`
    : `visit/${item.visitKind}`;
}

function* joinAll(
  items: readonly ActivityClaim[],
  of: readonly number[],
  partition: Partition,
): Steps<void> {
  const groups = [...(yield* bySeries(items, of))];
  for (const group of groups) yield* joinExact(items, group, partition);
  for (const group of groups) {
    joinNearest(items, group, partition);
    yield;
  }
}

function* bySeries(
  items: readonly ActivityClaim[],
  of: readonly number[],
): Steps<Iterable<readonly number[]>> {
  const groups = new Map<string, number[]>();
  for (const [done, index] of of.entries()) {
    if (done % stepSize === stepSize - 1) yield;
    const name = series(items[index]!);
    const list = groups.get(name);
    if (list) list.push(index);
    else groups.set(name, [index]);
  }
  return groups.values();
}

function applyRulings(
  items: readonly ActivityClaim[],
  rulings: readonly Claim[],
  partition: Partition,
): void {
  if (rulings.length === 0) return;
  const indexOf = new Map(items.map((item, index) => [item.claim.event.id, index]));
  // the ruling with precedence comes first, so that a word against it is refused
  for (const { event } of [...rulings].sort(byPrecedence)) {
    if (event.type !== 'MatchRuled') continue;
    const [left, right] = event.data.claims.map((id) => indexOf.get(id));
    if (left === undefined || right === undefined) continue;
    if (event.data.same) partition.join(left, right);
    else partition.keepApart(left, right);
  }
}
