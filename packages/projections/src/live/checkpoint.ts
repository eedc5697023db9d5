import type { Position } from '@monitoring-timeline/core';

/** Where an answer stands: as of a day, and as known on it, with the log up to a position. Enough to go on in any process. */
export interface Checkpoint {
  readonly position: Position;
  /** ISO day in London. */
  readonly day: string;
}

export function sameCheckpoint(a: Checkpoint | null, b: Checkpoint | null): boolean {
  return a?.day === b?.day && a?.position === b?.position;
}
