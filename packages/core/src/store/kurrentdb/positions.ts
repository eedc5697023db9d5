import { toPosition } from '../../events/envelope.ts';
import { UnknownPosition } from '../errors.ts';
import { beginning, type Position } from '../event-store.ts';

const width = 20;
const pattern = /^\d{20}$/;

/** A place in the server's own log. Commit and prepare are one for every event that an append writes. */
export interface ServerPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** Position of an event: its commit position in fixed width, so text order is log order. Steps between two are of any size. */
export function positionAt({ commit }: { readonly commit: bigint }): Position {
  return toPosition(commit.toString().padStart(width, '0'));
}

/**
 * The server's form of a position.
 * @throws UnknownPosition where the text is not a position of this engine
 */
export function serverPosition(position: Position): ServerPosition {
  if (position === beginning) return { commit: 0n, prepare: 0n };
  const commit = pattern.test(position) ? BigInt(position) : undefined;
  if (commit === undefined || commit > 0x7fff_ffff_ffff_ffffn) {
    throw new UnknownPosition(position, 'it is not written in 20 digits');
  }
  return { commit, prepare: commit };
}
