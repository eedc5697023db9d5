import type { Actor, AuthorityKey, Directory, EventStore } from '@monitoring-timeline/core';

/** What an import has done so far, in claims. */
export interface Counts {
  proposed: number;
  appended: number;
  corrected: number;
  /** Of those appended, the events taken over from another log as they were. */
  restored: number;
}

/** One import: where it writes, for whom, and against what claims are checked. */
export interface ImportJob {
  /** Id of the event that will say that it ended; what it appends carries it. */
  readonly id: string;
  readonly store: EventStore;
  readonly prefix: string;
  readonly actor: Actor;
  readonly now: Date;
  readonly today: string;
  readonly directory: Directory;
  /** Keys beyond the directory that claims on record or among those given establish. */
  readonly established: Set<AuthorityKey>;
  readonly counts: Counts;
  /** Keys of the authorities whose inspections and visits the claims given speak of. */
  readonly spokenOf: Set<AuthorityKey>;
}
