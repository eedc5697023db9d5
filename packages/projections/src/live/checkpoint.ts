import type { Position } from '@monitoring-timeline/core';

/** Where an answer stands: as of a day, and as known on it, with the log up to a position. Enough to go on in any process. */
export interface Checkpoint {
  /** Place in the log that the answer takes in, inclusive. */
  readonly position: Position;
  /** ISO day in London. */
  readonly day: string;
}

/** True where both stand at one day and one place of the log, or are both absent. */
export function sameCheckpoint(a: Checkpoint | null, b: Checkpoint | null): boolean {
  return a?.day === b?.day && a?.position === b?.position;
}
