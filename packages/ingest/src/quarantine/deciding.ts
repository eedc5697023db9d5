import type { Directory } from '@monitoring-timeline/core';
import type { PeopleRegister } from '@monitoring-timeline/core/people';
import type { ByHand } from '../by-hand/entry.ts';

/** Who decides, when, and against what claims are checked. */
export interface Deciding extends ByHand {
  /** Stands as the time of the decision. */
  readonly now: Date;
  /** The authorities that a claim may be about. */
  readonly directory: Directory;
  /** Knows the names that a row held, and takes those that a mended one gives. */
  readonly people?: Pick<PeopleRegister, 'addAll' | 'name'> | undefined;
}
