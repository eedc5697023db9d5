import {
  type Activity,
  type AuthorityKey,
  activityOf,
  type Claim,
  type ClaimType,
  type EpochDay,
  matchActivities,
  resolveActivity,
} from '@monitoring-timeline/core';
import { type GradedReport, gradedReports } from './graded-report.ts';

export type ClaimOf<T extends ClaimType> = Claim & {
  readonly event: Extract<Claim['event'], { type: T }>;
};

/** What was known of one authority on one day: claims that hold, and the things they speak of. Parts are worked out when asked for. */
export class Knowledge {
  readonly authority: AuthorityKey;
  readonly knownAt: EpochDay;
  readonly claims: readonly Claim[];
  #activities: readonly Activity[] | undefined;
  #reports: readonly GradedReport[] | undefined;
  readonly #byType = new Map<string, readonly Claim[]>();

  constructor(authority: AuthorityKey, claims: readonly Claim[], knownAt: EpochDay) {
    this.authority = authority;
    this.claims = claims;
    this.knownAt = knownAt;
  }

  /** Inspections and visits, each matched and resolved from its claims. */
  get activities(): readonly Activity[] {
    this.#activities ??= matchActivities(
      this.claims.flatMap((claim) => activityOf(claim) ?? []),
      this.of('MatchRuled'),
    ).map((matched) => resolveActivity(matched, this.knownAt));
    return this.#activities;
  }

  /** Reports that set a standing, in the order they came out. */
  get reports(): readonly GradedReport[] {
    this.#reports ??= gradedReports(this.activities);
    return this.#reports;
  }

  of<T extends ClaimType>(type: T): readonly ClaimOf<T>[] {
    let list = this.#byType.get(type);
    if (!list) {
      list = this.claims.filter(({ event }) => event.type === type);
      this.#byType.set(type, list);
    }
    return list as readonly ClaimOf<T>[];
  }
}
