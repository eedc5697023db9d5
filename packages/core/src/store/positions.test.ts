import { describe, expect, it } from 'vitest';
import { beginning } from './event-store.ts';
import { ordinalOf, positionAfter, positionOf } from './positions.ts';

describe('a position of a log that numbers its events', () => {
  const ordinals = [1, 9, 99, 100, 101, 100, 99, 199, 200, 12_345, 7, 9_999_999_999, 10 ** 15, 2];

  it('is written in sixteen digits, whichever was written before it', () => {
    expect(ordinals.map(positionOf)).toEqual(
      ordinals.map((ordinal) => String(ordinal).padStart(16, '0')),
    );
    expect(positionOf(0)).toBe(beginning);
  });

  it('is read as it was written, and another follows it', () => {
    expect(ordinals.map((ordinal) => ordinalOf(positionOf(ordinal)))).toEqual(ordinals);
    expect(positionAfter(positionOf(99))).toBe(positionOf(100));
    expect(positionAfter(beginning)).toBe(positionOf(1));
  });
});
