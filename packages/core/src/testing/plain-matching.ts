import type { ActivityClaim, Span } from '../claims/activity.ts';
import type { Claim } from '../claims/claim.ts';
import { byPrecedence, isOfficial } from '../claims/precedence.ts';

/** The partition reckoned plainly. */
class Partition {
  readonly #parent: number[];
  readonly #apart: [number, number][] = [];

  constructor(size: number) {
    this.#parent = Array.from({ length: size }, (_, index) => index);
  }

  rootOf(index: number): number {
    let root = index;
    while (this.#parent[root]! !== root) root = this.#parent[root]!;
    // path compression keeps later look-ups short
    let at = index;
    while (this.#parent[at]! !== root) {
      const next = this.#parent[at]!;
      this.#parent[at] = root;
      at = next;
    }
    return root;
  }

  join(a: number, b: number): boolean {
    const [left, right] = [this.rootOf(a), this.rootOf(b)];
    if (left === right) return true;
    const parted = this.#apart.some(([x, y]) => {
      const [rx, ry] = [this.rootOf(x), this.rootOf(y)];
      return (rx === left && ry === right) || (rx === right && ry === left);
    });
    if (parted) return false;
    this.#parent[Math.max(left, right)] = Math.min(left, right);
    return true;
  }

  /** Keeps two apart from now on; no effect where they are already joined. */
  keepApart(a: number, b: number): void {
    if (this.rootOf(a) !== this.rootOf(b)) this.#apart.push([a, b]);
  }

  groupOf(index: number): readonly number[] {
    const root = this.rootOf(index);
    return this.#parent.flatMap((_, i) => (this.rootOf(i) === root ? [i] : []));
  }

  /** All groups, each in ascending order, ordered by their smallest member. */
  groups(): readonly (readonly number[])[] {
    const groups = new Map<number, number[]>();
    for (let index = 0; index < this.#parent.length; index += 1) {
      const root = this.rootOf(index);
      const group = groups.get(root);
      if (group) group.push(index);
      else groups.set(root, [index]);
    }
    return [...groups.values()];
  }
}

const startsNearDays = 7;
/** From the first day on site to publication: what the record holds lies within (domain dossier §9.4, §9.12). */
const reportAfterDays = { least: 14, most: 230 };

/** The matching of claims reckoned plainly, every pair looked at: what the matching by an index must come to. */
export function matchPlainly(
  items: readonly ActivityClaim[],
  rulings: readonly Claim[] = [],
): readonly { readonly members: readonly ActivityClaim[]; readonly unplaced: boolean }[] {
  const sorted = [...items].sort((a, b) => (a.claim.event.id < b.claim.event.id ? -1 : 1));
  const partition = new Partition(sorted.length);
  applyRulings(sorted, rulings, partition);

  const official = sorted.flatMap((item, index) => (isOfficial(item.claim) ? [index] : []));
  if (official.length < sorted.length) {
    joinAll(sorted, official, partition);
    keepApart(
      official.filter((index) => !isCoarse(sorted[index]!)),
      partition,
    );
  }
  joinAll(
    sorted,
    sorted.map((_, index) => index),
    partition,
  );
  const unplaced = joinCoarse(sorted, partition);

  return partition.groups().map((group) => ({
    members: group.map((index) => sorted[index]!),
    unplaced: group.every((index) => unplaced.has(index)),
  }));
}

function series(item: ActivityClaim): string {
  return item.activity === 'inspection'
    ? `inspection/${item.framework}`
    : `visit/${item.visitKind}`;
}

function joinAll(
  items: readonly ActivityClaim[],
  of: readonly number[],
  partition: Partition,
): void {
  const groups = [...bySeries(items, of)];
  for (const group of groups) joinExact(items, group, partition);
  for (const group of groups) joinNearest(items, group, partition);
}

/** What these form now they form for good. */
function keepApart(of: readonly number[], partition: Partition): void {
  const roots = [...new Set(of.map((index) => partition.rootOf(index)))];
  roots.forEach((a, at) => {
    for (const b of roots.slice(at + 1)) partition.keepApart(a, b);
  });
}

function bySeries(
  items: readonly ActivityClaim[],
  of: readonly number[],
): Iterable<readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const index of of) {
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

function joinExact(
  items: readonly ActivityClaim[],
  group: readonly number[],
  partition: Partition,
): void {
  for (let i = 0; i < group.length; i += 1) {
    for (let j = i + 1; j < group.length; j += 1) {
      const [left, right] = [group[i]!, group[j]!];
      if (exactlySame(items[left]!, items[right]!)) partition.join(left, right);
    }
  }
}

function exactlySame(a: ActivityClaim, b: ActivityClaim): boolean {
  if (a.start !== undefined && b.start !== undefined) {
    if (Math.abs(a.start - b.start) <= startsNearDays) return !partAreas(a, b);
    const [aEnd, bEnd] = [a.end ?? a.start, b.end ?? b.start];
    return a.start <= bEnd && b.start <= aEnd;
  }
  return a.published !== undefined && a.published === b.published && !partAreas(a, b);
}

/** Both judge something, and nothing of it in common: re-inspections of two strands, not one inspection twice. */
function partAreas(a: ActivityClaim, b: ActivityClaim): boolean {
  return (
    a.kind === 'reinspection' &&
    b.kind === 'reinspection' &&
    a.areas.length > 0 &&
    b.areas.length > 0 &&
    !a.areas.some((area) => b.areas.includes(area))
  );
}

function joinNearest(
  items: readonly ActivityClaim[],
  group: readonly number[],
  partition: Partition,
): void {
  const starts = group.filter((i) => {
    const { start, published } = items[i]!;
    return start !== undefined && published === undefined;
  });
  const publications = group.filter((i) => {
    const { start, published, coarseDays } = items[i]!;
    return published !== undefined && start === undefined && coarseDays === undefined;
  });
  for (const p of publications) {
    const start = nearest(items, starts, p, -1);
    const back = start === undefined ? undefined : nearest(items, publications, start, 1);
    if (start === undefined || back === undefined) continue;
    if (items[back]!.published === items[p]!.published) partition.join(start, p);
  }
}

/** Of `candidates`, the one whose date lies nearest before (-1) or after (1) that of `from`, within the bounds. */
function nearest(
  items: readonly ActivityClaim[],
  candidates: readonly number[],
  from: number,
  direction: -1 | 1,
): number | undefined {
  let best: number | undefined;
  let bestGap = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const [first, second] = direction === 1 ? [from, candidate] : [candidate, from];
    const gap = items[second]!.published! - items[first]!.start!;
    if (gap < reportAfterDays.least || gap > reportAfterDays.most || gap >= bestGap) continue;
    best = candidate;
    bestGap = gap;
  }
  return best;
}

/** Joins coarse claims to the only thing they can mean; returns those that could mean several. */
function joinCoarse(items: readonly ActivityClaim[], partition: Partition): ReadonlySet<number> {
  const coarse = items.flatMap((item, index) => (isCoarse(item) ? [index] : []));
  const unplaced = new Set<number>();
  const alone = coarse.filter((index) =>
    partition.groupOf(index).every((i) => isCoarse(items[i]!)),
  );
  for (const index of alone) {
    const candidates = new Set<number>();
    items.forEach((item, other) => {
      if (!isCoarse(item) && comparable(items[index]!, item)) {
        const group = partition.groupOf(other);
        if (group.some((i) => fallsIn(items[i]!, items[index]!)))
          candidates.add(partition.rootOf(other));
      }
    });
    if (candidates.size === 1) partition.join(index, [...candidates][0]!);
    else if (candidates.size > 1) unplaced.add(index);
  }
  // what fits nothing more precise may still say the same as another that is no more precise
  for (const a of alone) {
    for (const b of alone) {
      if (a < b && !unplaced.has(a) && !unplaced.has(b) && sameCoarse(items[a]!, items[b]!)) {
        partition.join(a, b);
      }
    }
  }
  return unplaced;
}

function isCoarse({ start, published }: ActivityClaim): boolean {
  return start === undefined && published === undefined;
}

function comparable(coarse: ActivityClaim, item: ActivityClaim): boolean {
  if (coarse.activity !== item.activity) return false;
  if (coarse.activity === 'visit') {
    return coarse.visitKind === item.visitKind && !differ(coarse.sequence, item.sequence);
  }
  return !differ(coarse.framework, item.framework);
}

function differ<T>(a: T | undefined, b: T | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

/** A year without saying of what may be the year of the inspection or of its report. */
function fallsIn(item: ActivityClaim, coarse: ActivityClaim): boolean {
  if (coarse.coarsePublished && item.published !== undefined) {
    return inside(item.published, coarse.coarsePublished);
  }
  if (coarse.coarseDays && item.start !== undefined) {
    const { from, to } = coarse.coarseDays;
    return item.start <= to && (item.end ?? item.start) >= from;
  }
  // an inspection of which only the publication is on record lies in the half year before it
  if (coarse.coarseDays && item.published !== undefined) {
    return (
      coarse.coarseDays.from <= item.published &&
      coarse.coarseDays.to >= item.published - reportAfterDays.most
    );
  }
  return false;
}

function inside(day: number, { from, to }: Span): boolean {
  return day >= from && day <= to;
}

function sameCoarse(a: ActivityClaim, b: ActivityClaim): boolean {
  return (
    comparable(a, b) &&
    (overlapping(a.coarsePublished, b.coarsePublished) || overlapping(a.coarseDays, b.coarseDays))
  );
}

function overlapping(a: Span | undefined, b: Span | undefined): boolean {
  return a !== undefined && b !== undefined && a.from <= b.to && b.from <= a.to;
}
