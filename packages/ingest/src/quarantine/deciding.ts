import type { Directory } from '@monitoring-timeline/core';
import type { PeopleRegister } from '@monitoring-timeline/core/people';
import type { ByHand } from '../by-hand/entry.ts';

/** Who decides, when, and against what claims are checked. */
export interface Deciding extends ByHand {
  readonly now: Date;
  readonly directory: Directory;
  /** Takes the names that a mended row gives; without it they are left out, and the claims hold ids alone. */
  readonly people?: Pick<PeopleRegister, 'addAll'> | undefined;
}
