import {
  type Activity,
  type ActivityClaim,
  type AuthorityKey,
  activityOf,
  allSteps,
  type Claim,
  type ClaimEvent,
  type ClaimType,
  distantFuture,
  distantPast,
  type EpochDay,
  earliestDay,
  isOfficial,
  latestDay,
  type MatchedActivity,
  Rematching,
  resolveActivity,
  type Steps,
  sameElements,
  stepSize,
} from '@monitoring-timeline/core';
import { subjectDay, withoutSubject } from './documents.ts';
import {
  type ByWord,
  type GradedReport,
  gradedReport,
  gradedReports,
  settingStanding,
} from './graded-report.ts';

export type ClaimOf<T extends ClaimType> = T extends ClaimType
  ? Claim & {
      /** The event itself, of that type. */
      readonly event: Extract<Claim['event'], { type: T }>;
    }
  : never;

/** So many lists of claims of the same types are kept. */
const keptLists = 32;

/**
 * What was worked out of the claims of one record, for the next state of knowledge: of what no other claim speaks by then the same is
 * known. Whatever it gives is what would be worked out without it.
 */
export class KnownBefore {
  readonly #lists = new Map<string, (readonly Claim[])[]>();
  readonly #items = new Map<string, { readonly claim: Claim; readonly item: ActivityClaim }>();
  readonly #matching = new Rematching();
  readonly #resolved = new Map<string, Resolution>();

  /** The list of the same claims that another state of knowledge has, so that what was worked out of it is found again; else this one. */
  list<T extends Claim>(types: string, claims: readonly T[]): readonly T[] {
    const lists = this.#lists.get(types) ?? [];
    const before = lists.find((one) => sameElements(one, claims));
    if (before) return before as readonly T[];
    lists.push(claims);
    if (lists.length > keptLists) lists.shift();
    this.#lists.set(types, lists);
    return claims;
  }

  /** What a claim says of an inspection or visit; undefined where it speaks of none. */
  item(claim: Claim): ActivityClaim | undefined {
    const { id } = claim.event;
    const before = this.#items.get(id);
    if (before?.claim === claim) return before.item;
    const item = activityOf(claim);
    if (item) this.#items.set(id, { claim, item });
    return item;
  }

  /** Which of them speak of one thing. */
  match(
    items: readonly ActivityClaim[],
    rulings: readonly Claim[],
  ): Steps<readonly MatchedActivity[]> {
    return this.#matching.match(items, rulings);
  }

  /** What holds of one thing as known on a day. */
  resolve(matched: MatchedActivity, knownAt: EpochDay): ByWord {
    const { members, unplaced } = matched;
    const { id } = members[0]!.claim.event;
    const before = this.#resolved.get(id);
    if (
      before &&
      before.from <= knownAt &&
      knownAt < before.until &&
      before.matched.unplaced === unplaced &&
      sameElements(before.matched.members, members)
    ) {
      return before.found;
    }
    const found = byWordOf(matched, knownAt);
    this.#resolved.set(id, { matched, ...sameBetween(members, knownAt), found });
    return found;
  }
}

/** What holds of one thing from one day until before another. */
interface Resolution {
  readonly matched: MatchedActivity;
  readonly from: EpochDay;
  readonly until: EpochDay;
  readonly found: ByWord;
}

/** The days around one between which no edition of these claims comes out: nothing else about a day decides whose word holds. */
function sameBetween(
  members: readonly ActivityClaim[],
  knownAt: EpochDay,
): { readonly from: EpochDay; readonly until: EpochDay } {
  let [from, until] = [distantPast, distantFuture];
  for (const { claim } of members) {
    for (const day of [claim.editionDay, claim.knownDay]) {
      if (day === undefined) continue;
      if (day <= knownAt) from = latestDay(from, day);
      else until = earliestDay(until, day);
    }
  }
  return { from, until };
}

/** What was known of one authority on one day: claims that hold, and the things they speak of. Parts are worked out when asked for. */
export class Knowledge {
  /** Whom it is about. */
  readonly authority: AuthorityKey;
  /** The day by whose end it was public. */
  readonly knownAt: EpochDay;
  /** Every claim that was known and holds, with the corrections that were known applied. */
  readonly claims: readonly Claim[];
  #matched: readonly ByWord[] | undefined;
  #activities: readonly Activity[] | undefined;
  #told: readonly GradedReport[] | undefined;
  #reports: readonly GradedReport[] | undefined;
  #letters: ReadonlySet<string> | undefined;
  #byId: ReadonlyMap<string, Claim> | undefined;
  readonly #byTypes = new Map<string, readonly Claim[]>();
  readonly #known: KnownBefore;

  /** `known` is what other states of knowledge of the same record have worked out. */
  constructor(
    authority: AuthorityKey,
    claims: readonly Claim[],
    knownAt: EpochDay,
    known: KnownBefore,
  ) {
    this.authority = authority;
    this.claims = claims;
    this.knownAt = knownAt;
    this.#known = known;
  }

  /** Inspections and visits, each matched and resolved from its claims. */
  get activities(): readonly Activity[] {
    this.#activities ??= this.#byWord().map(({ activity }) => activity);
    return this.#activities;
  }

  /** Reports that set a standing, in the order of the days of inspection. */
  get reports(): readonly GradedReport[] {
    this.#reports ??= settingStanding(this.gradesTold);
    return this.#reports;
  }

  /** The same, and what a paper or the press tells of inspections that no official source on record speaks of. */
  get gradesTold(): readonly GradedReport[] {
    this.#told ??= gradedReports(this.#byWord());
    return this.#told;
  }

  /** Works out in steps what costs most, so that who asks for it afterwards has it at hand. */
  *inSteps(): Steps<void> {
    yield* this.#byWordInSteps();
  }

  #byWord(): readonly ByWord[] {
    return this.#matched ?? allSteps(this.#byWordInSteps());
  }

  *#byWordInSteps(): Steps<readonly ByWord[]> {
    if (this.#matched) return this.#matched;
    const items: ActivityClaim[] = [];
    for (const [done, claim] of this.claims.entries()) {
      if (done % stepSize === stepSize - 1) yield;
      const item = this.#known.item(claim);
      if (item) items.push(item);
    }
    const found: ByWord[] = [];
    let since = 0;
    for (const matched of yield* this.#known.match(items, this.of('MatchRuled'))) {
      since += matched.members.length;
      if (since >= stepSize) {
        since = 0;
        yield;
      }
      found.push(this.#known.resolve(matched, this.knownAt));
    }
    yield;
    this.#matched ??= found;
    return this.#matched;
  }

  /** A claim as far as it was known: what inspectors looked at, and who they were, only once a letter or its own document was out. */
  saidBy(claim: Claim): ClaimEvent {
    const { event } = claim;
    const day = subjectDay(claim);
    if (day === undefined || day <= this.knownAt) return event;
    this.#letters ??= new Set(
      this.activities
        .filter(({ claims }) => claims.some((one) => one.event.type === 'ReportPublished'))
        .flatMap(({ claims }) => claims.map((one) => one.event.id)),
    );
    return this.#letters.has(event.id) ? event : withoutSubject(event);
  }

  /** The claim of an event, or the correction of one. */
  claim(event: string): Claim | undefined {
    this.#byId ??= new Map(
      this.claims.flatMap((claim) =>
        [claim, ...claim.corrections].map((one) => [one.event.id, one] as const),
      ),
    );
    return this.#byId.get(event);
  }

  /**
   * Claims of some types that were known and hold, corrected as was known: type by type, in the order in which `claims` has them.
   * States of knowledge of one record share a list of the same claims; of their documents other claims may tell another day by then.
   */
  of<T extends ClaimType>(...types: readonly T[]): readonly ClaimOf<T>[] {
    const name = types.length === 1 ? types[0]! : types.join();
    let list = this.#byTypes.get(name);
    if (!list) {
      list = this.#known.list(
        name,
        types.flatMap((type) => this.claims.filter(({ event }) => event.type === type)),
      );
      this.#byTypes.set(name, list);
    }
    return list as readonly Claim[] as readonly ClaimOf<T>[];
  }
}

function byWordOf(matched: MatchedActivity, knownAt: EpochDay): ByWord {
  const activity = resolveActivity(matched, knownAt);
  const members = matched.members.filter(({ claim }) => isOfficial(claim));
  const official =
    members.length === matched.members.length
      ? activity
      : members.length > 0
        ? resolveActivity({ ...matched, members }, knownAt)
        : undefined;
  return { activity, official, graded: gradedReport({ activity, official }) };
}
