import { handlerThrew, type Refusal } from './errors.ts';
import type { EventLog } from './log.ts';

interface PositionFields {
  getCommitPosition(): string;
  getPreparePosition(): string;
}

/**
 * Refuses a position at which no record begins, as the server's reader does when it stumbles over one.
 * Past the start of the last record there is nothing left to stumble over. A `prepare` of 0 stands in
 * checkpoints and is taken as given; one beyond its commit is not.
 */
export function checkPosition(
  log: EventLog,
  position: PositionFields | undefined,
): Refusal | undefined {
  if (position === undefined) return undefined;
  const commit = Number(position.getCommitPosition());
  const prepare = Number(position.getPreparePosition());
  if (prepare > commit) return handlerThrew();
  return log.isBoundary(commit) || commit > log.lastPosition ? undefined : handlerThrew();
}
