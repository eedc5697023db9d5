import { authorityKey } from '@monitoring-timeline/core';
import { dayNumber } from '@monitoring-timeline/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DueIndex } from './due-index.ts';

function indexOf(...entries: readonly (readonly [string, number])[]): DueIndex {
  const index = new DueIndex();
  for (const [key, day] of entries) index.set(authorityKey(key), dayNumber(day));
  return index;
}

describe('the due index', () => {
  it('gives what has come by a day, earliest first, and keeps the rest', () => {
    const index = indexOf(['b', 20], ['a', 20], ['c', 10], ['d', 30]);
    expect(index.takeUntil(dayNumber(20))).toEqual(['c', 'a', 'b']);
    expect(index.next()).toBe(30);
    expect(index.size).toBe(1);
  });

  it('takes nothing before its day', () => {
    const index = indexOf(['a', 20]);
    expect(index.takeUntil(dayNumber(19))).toEqual([]);
    expect(index.takeUntil(dayNumber(20))).toEqual(['a']);
    expect(index.takeUntil(dayNumber(21))).toEqual([]);
  });

  it('holds one day for a key: a later setting takes the place of the earlier', () => {
    const index = indexOf(['a', 10], ['a', 30], ['b', 20]);
    expect(index.next()).toBe(20);
    expect(index.takeUntil(dayNumber(25))).toEqual(['b']);
    expect(index.takeUntil(dayNumber(30))).toEqual(['a']);
  });

  it('forgets a key that is removed or set to no day', () => {
    const index = indexOf(['a', 10], ['b', 20]);
    index.remove(authorityKey('a'));
    index.set(authorityKey('b'), undefined);
    expect(index.next()).toBeUndefined();
    expect(index.takeUntil(dayNumber(100))).toEqual([]);
    expect(index.size).toBe(0);
  });

  it('answers as a sorted list would, whatever is set, moved and taken', () => {
    const step = fc.oneof(
      fc.record({ key: fc.integer({ min: 0, max: 40 }), day: fc.integer({ min: 0, max: 60 }) }),
      fc.record({ key: fc.integer({ min: 0, max: 40 }), day: fc.constant(undefined) }),
      fc.record({ take: fc.integer({ min: 0, max: 60 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        const index = new DueIndex();
        const plain = new Map<string, number>();
        for (const one of steps) {
          if ('take' in one) {
            const expected = [...plain]
              .filter(([, day]) => day <= one.take)
              .sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))
              .map(([key]) => key);
            for (const key of expected) plain.delete(key);
            expect(index.takeUntil(dayNumber(one.take))).toEqual(expected);
          } else if (one.day === undefined) {
            index.remove(authorityKey(`k${one.key}`));
            plain.delete(`k${one.key}`);
          } else {
            index.set(authorityKey(`k${one.key}`), dayNumber(one.day));
            plain.set(`k${one.key}`, one.day);
          }
          expect(index.size).toBe(plain.size);
          expect(index.next()).toBe(plain.size === 0 ? undefined : Math.min(...plain.values()));
        }
      }),
      { numRuns: 60 },
    );
  });
});
