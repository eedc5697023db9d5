import type { Directory } from '@monitoring-timeline/core';
import type { ByHand } from '../by-hand/entry.ts';

/** Who decides, when, and against what claims are checked. */
export interface Deciding extends ByHand {
  readonly now: Date;
  readonly directory: Directory;
}
