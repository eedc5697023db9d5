import type { ActivityClaim, Span } from './activity.ts';
import { type Bucket, DayIndex, joinInOrder, type Lasting } from './day-index.ts';
import { reportAfterDays } from './nearest.ts';
import { Partition } from './partition.ts';
import { type Steps, stepSize } from './steps.ts';

/** True of a claim with a month or a year at most. */
export function isCoarse({ start, published }: ActivityClaim): boolean {
  return start === undefined && published === undefined;
}

/** Joins coarse claims to the only thing they can mean; returns those that could mean several. */
export function* joinCoarse(
  items: readonly ActivityClaim[],
  partition: Partition,
): Steps<ReadonlySet<number>> {
  const unplaced = new Set<number>();
  const coarse = items.flatMap((item, index) => (isCoarse(item) ? [index] : []));
  if (coarse.length === 0) return unplaced;
  const placed = new Set(
    items.flatMap((item, index) => (isCoarse(item) ? [] : [partition.rootOf(index)])),
  );
  const alone = coarse.filter((index) => !placed.has(partition.rootOf(index)));
  const precise = new PreciseGroups(items, alone, partition);
  for (const [at, index] of alone.entries()) {
    if (at % stepSize === 0) yield;
    const [first, second] = precise.heldBy(items[index]!);
    if (second !== undefined) unplaced.add(index);
    else if (first !== undefined) precise.join(index, first);
  }
  // what fits nothing more precise may still say the same as another that is no more precise
  const left = alone.filter((index) => !unplaced.has(index));
  const same = new SameCoarse(items, left);
  yield* joinInOrder(left, (index) => same.as(items[index]!), partition);
  return unplaced;
}

/** Every framework of inspections, or every number of visits of one kind; and what two claims of either must not differ in. */
function seriesOf({ activity, visitKind, framework, sequence }: ActivityClaim): {
  readonly series: string;
  readonly detail: string | number | undefined;
} {
  return activity === 'inspection'
    ? { series: activity, detail: framework }
    : { series: `${activity} ${visitKind}`, detail: sequence };
}

/** The names under which a claim stands that those can find which it does not differ from. */
function placesOf(item: ActivityClaim): readonly string[] {
  const { series, detail } = seriesOf(item);
  return [series, `${series} ${detail ?? ''}`];
}

/** The names under which everything stands that a claim does not differ from. */
function comparableWith(item: ActivityClaim): readonly string[] {
  const { series, detail } = seriesOf(item);
  return detail === undefined ? [series] : [`${series} ${detail}`, `${series} `];
}

/** Days of the precise members of groups. The members of the buckets are groups. */
interface Precise {
  /** By the days on site: of what has no day of publication, and of what has one. */
  readonly unpublished: DayIndex;
  readonly published: DayIndex;
  /** By the day of publication: of what has no start, and of what has one. */
  readonly unstarted: DayIndex;
  readonly started: DayIndex;
}

/** The groups that have a precise member, to be found by what a coarse claim says. */
class PreciseGroups {
  readonly #partition: Partition;
  readonly #linked: LinkedSeries;
  readonly #byLink = new Map<number, Precise>();
  /** The places of the precise members of each group, by its root. */
  readonly #places = new Map<number, Set<string>>();

  constructor(items: readonly ActivityClaim[], coarse: readonly number[], partition: Partition) {
    this.#partition = partition;
    const groups = partition.groups();
    this.#linked = new LinkedSeries(groups.map((group) => group.map((index) => items[index]!)));
    const byLink = new Map<number, { readonly group: number; readonly item: ActivityClaim }[]>();
    for (const group of groups) {
      const root = group[0]!;
      for (const item of group.map((index) => items[index]!)) {
        if (isCoarse(item)) continue;
        const places = this.#places.get(root) ?? new Set();
        this.#places.set(root, places);
        for (const place of placesOf(item)) places.add(place);
        const link = this.#linked.of(item);
        const list = byLink.get(link);
        if (list) list.push({ group: root, item });
        else byLink.set(link, [{ group: root, item }]);
      }
    }
    const asked = coarse.flatMap((index) => items[index]!.coarseDays?.from ?? []);
    for (const [link, members] of byLink) this.#byLink.set(link, preciseOf(members, asked));
  }

  /** Joins a coarse claim to a group, and so perhaps two groups. */
  join(coarse: number, to: number): void {
    const roots = [coarse, to].map((index) => this.#partition.rootOf(index));
    if (!this.#partition.join(coarse, to) || roots[0] === roots[1]) return;
    const [places, others] = roots
      .flatMap((root) => this.#places.get(root) ?? [])
      .sort((a, b) => b.size - a.size);
    for (const place of others ?? []) places!.add(place);
    this.#places.set(this.#partition.rootOf(coarse), places!);
  }

  /** Roots of groups that a coarse claim can mean: none, one, or two of several. */
  heldBy(coarse: ActivityClaim): readonly number[] {
    const found = new Set<number>();
    const precise = this.#byLink.get(this.#linked.of(coarse));
    if (!precise) return [];
    const places = comparableWith(coarse);
    for (const { members } of fallingIn(precise, coarse)) {
      for (const group of members) {
        const root = this.#partition.rootOf(group);
        if (places.some((place) => this.#places.get(root)!.has(place))) found.add(root);
        if (found.size > 1) return [...found];
      }
    }
    return [...found];
  }
}

function preciseOf(
  members: readonly { readonly group: number; readonly item: ActivityClaim }[],
  asked: readonly number[],
): Precise {
  const onSite = (published: boolean): DayIndex =>
    new DayIndex(
      members.flatMap(({ group, item: { start, end = start, ...item } }) =>
        start === undefined || end === undefined || (item.published !== undefined) !== published
          ? []
          : [{ thing: group, from: start, to: end }],
      ),
      { asked },
    );
  const out = (started: boolean): DayIndex =>
    new DayIndex(
      members.flatMap(({ group, item: { start, published } }) =>
        published === undefined || (start !== undefined) !== started
          ? []
          : [{ thing: group, from: published, to: published }],
      ),
    );
  return {
    unpublished: onSite(false),
    published: onSite(true),
    unstarted: out(false),
    started: out(true),
  };
}

/** Series of which a person ruled that claims of both are one thing: through coarse claims groups of both may become one. */
class LinkedSeries {
  readonly #names = new Map<string, number>();
  readonly #links: Partition;

  constructor(groups: readonly (readonly ActivityClaim[])[]) {
    for (const item of groups.flat()) {
      const { series } = seriesOf(item);
      if (!this.#names.has(series)) this.#names.set(series, this.#names.size);
    }
    this.#links = new Partition(this.#names.size);
    for (const [first, ...others] of groups) {
      for (const other of others) this.#links.join(this.#number(first!), this.#number(other));
    }
  }

  of(item: ActivityClaim): number {
    return this.#links.rootOf(this.#number(item));
  }

  #number(item: ActivityClaim): number {
    return this.#names.get(seriesOf(item).series)!;
  }
}

/** A year without saying of what may be the year of the inspection or of its report. */
function* fallingIn(
  { unpublished, published, unstarted, started }: Precise,
  { coarsePublished, coarseDays }: ActivityClaim,
): Generator<Bucket> {
  if (coarsePublished) {
    const { from, to } = coarsePublished;
    yield* unstarted.startingWithin(from, to);
    yield* started.startingWithin(from, to);
  }
  if (!coarseDays) return;
  const { from, to } = coarseDays;
  yield* unpublished.startingWithin(from, to);
  yield* unpublished.over(from);
  // where the day of publication can be compared, the days on site are not
  if (coarsePublished) return;
  yield* published.startingWithin(from, to);
  yield* published.over(from);
  // an inspection of which only the publication is on record lies in the half year before it
  yield* unstarted.startingWithin(from, to + reportAfterDays.most);
}

/** Coarse claims, to be found by spans that overlap. */
class SameCoarse {
  readonly #onSite: SpanIndex;
  readonly #published: SpanIndex;

  constructor(items: readonly ActivityClaim[], things: readonly number[]) {
    this.#onSite = new SpanIndex(items, things, ({ coarseDays }) => coarseDays);
    this.#published = new SpanIndex(items, things, ({ coarsePublished }) => coarsePublished);
  }

  /** Buckets of which every member says the same as the claim, and that hold all of those. */
  *as(item: ActivityClaim): Generator<Bucket> {
    yield* this.#onSite.overlapping(item);
    yield* this.#published.overlapping(item);
  }
}

class SpanIndex {
  readonly #spanOf: (item: ActivityClaim) => Span | undefined;
  readonly #byPlace = new Map<string, DayIndex>();

  constructor(
    items: readonly ActivityClaim[],
    things: readonly number[],
    spanOf: (item: ActivityClaim) => Span | undefined,
  ) {
    this.#spanOf = spanOf;
    const places = new Map<string, { readonly spans: Lasting[]; readonly asked: number[] }>();
    const at = (name: string) => {
      const place = places.get(name) ?? { spans: [], asked: [] };
      places.set(name, place);
      return place;
    };
    for (const thing of things) {
      const item = items[thing]!;
      const span = spanOf(item);
      if (!span) continue;
      for (const name of placesOf(item)) at(name).spans.push({ thing, ...span });
      for (const name of comparableWith(item)) at(name).asked.push(span.from);
    }
    for (const [name, { spans, asked }] of places) {
      this.#byPlace.set(name, new DayIndex(spans, { asked }));
    }
  }

  *overlapping(item: ActivityClaim): Generator<Bucket> {
    const span = this.#spanOf(item);
    if (!span) return;
    for (const place of comparableWith(item)) {
      const index = this.#byPlace.get(place)!;
      yield* index.startingWithin(span.from, span.to);
      yield* index.over(span.from);
    }
  }
}
