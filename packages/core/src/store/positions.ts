import { toPosition } from '../events/envelope.ts';
import { UnknownPosition } from './errors.ts';
import type { Position } from './event-store.ts';
import { beginning } from './event-store.ts';

const zeros = '0000000000000000';
const pattern = /^\d{16}$/;

/** Position of the event that is the `ordinal`-th of its log (from 1): fixed width, so text order is log order. */
export function positionOf(ordinal: number): Position {
  if (ordinal === 0) return beginning;
  // by hand, since every event that is read or written asks for it
  const digits = String(ordinal);
  return toPosition(zeros.slice(digits.length) + digits);
}

/**
 * Ordinal (from 1; 0 for `beginning`) of a position of a log that numbers its events without a gap.
 * @throws UnknownPosition where the text is not such a position
 */
export function ordinalOf(position: Position): number {
  if (position === beginning) return 0;
  if (!pattern.test(position))
    throw new UnknownPosition(position, 'it is not written in 16 digits');
  return Number(position);
}

/** The position that follows, in a log that numbers its events without a gap. */
export function positionAfter(position: Position): Position {
  return positionOf(ordinalOf(position) + 1);
}
