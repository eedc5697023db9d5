import { toPosition } from '../events/envelope.ts';
import { UnknownPosition } from './errors.ts';
import type { Position } from './event-store.ts';
import { beginning } from './event-store.ts';

const zeros = '00000000000000';
const lastTwo = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));
const pattern = /^\d{16}$/;

/** What the positions of a hundred events begin with: those that follow each other are read and written together. */
let begun = { hundred: 0, digits: zeros };

/** Position of the event that is the `ordinal`-th of its log (from 1): fixed width, so text order is log order. */
export function positionOf(ordinal: number): Position {
  if (ordinal === 0) return beginning;
  // by hand, since every event that is read or written asks for it
  const hundred = Math.floor(ordinal / 100);
  if (hundred !== begun.hundred) {
    const digits = String(hundred);
    begun = { hundred, digits: zeros.slice(digits.length) + digits };
  }
  return toPosition(begun.digits + lastTwo[ordinal - hundred * 100]!);
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
