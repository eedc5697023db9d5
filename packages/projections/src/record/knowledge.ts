import {
  type Activity,
  type ActivityClaim,
  type AuthorityKey,
  activityOf,
  allSteps,
  type Claim,
  type ClaimEvent,
  type ClaimType,
  type EpochDay,
  isOfficial,
  type MatchedActivity,
  matchInSteps,
  resolveActivity,
  type Steps,
  stepSize,
} from '@monitoring-timeline/core';
import { subjectDay, withoutSubject } from './documents.ts';
import { type ByWord, type GradedReport, gradedReports, settingStanding } from './graded-report.ts';

export type ClaimOf<T extends ClaimType> = Claim & {
  readonly event: Extract<Claim['event'], { type: T }>;
};

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
  readonly #byType = new Map<string, readonly Claim[]>();

  constructor(authority: AuthorityKey, claims: readonly Claim[], knownAt: EpochDay) {
    this.authority = authority;
    this.claims = claims;
    this.knownAt = knownAt;
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
      const item = activityOf(claim);
      if (item) items.push(item);
    }
    const found: ByWord[] = [];
    let since = 0;
    for (const matched of yield* matchInSteps(items, this.of('MatchRuled'))) {
      since += matched.members.length;
      if (since >= stepSize) {
        since = 0;
        yield;
      }
      found.push(byWordOf(matched, this.knownAt));
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

  /** Claims of one type that were known and hold, corrected as was known, in the order in which `claims` has them. */
  of<T extends ClaimType>(type: T): readonly ClaimOf<T>[] {
    let list = this.#byType.get(type);
    if (!list) {
      list = this.claims.filter(({ event }) => event.type === type);
      this.#byType.set(type, list);
    }
    return list as readonly ClaimOf<T>[];
  }
}

function byWordOf(matched: MatchedActivity, knownAt: EpochDay): ByWord {
  const activity = resolveActivity(matched, knownAt);
  const members = matched.members.filter(({ claim }) => isOfficial(claim));
  if (members.length === matched.members.length) return { activity, official: activity };
  const official =
    members.length > 0 ? resolveActivity({ ...matched, members }, knownAt) : undefined;
  return { activity, official };
}
