import { dayNumber } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { oncePer, oncePerStretch } from './once.ts';

describe('what a thing shows of itself', () => {
  it('is worked out once for each thing, also where things are equal', () => {
    let worked = 0;
    const length = oncePer((list: readonly string[]) => {
      worked += 1;
      return list.length;
    });
    const [empty, one, alike] = [[], ['a'], ['a']];
    expect([empty, one, empty, alike, one, alike].map(length)).toEqual([0, 1, 0, 1, 1, 1]);
    expect(worked).toBe(3);
  });

  it('is worked out once for each stretch of days between those on which it turns', () => {
    const worked: number[] = [];
    const lastOf = oncePerStretch(
      (list: readonly number[]) => list.map(dayNumber),
      (list, day) => {
        worked.push(day);
        return `${list.filter((one) => one <= day).length} of ${list.length}`;
      },
    );
    const list = [20, 10, 20];
    const told = [9, 10, 19, 20, 30, 5].map((day) => lastOf(list, dayNumber(day)));
    expect(told).toEqual(['0 of 3', '1 of 3', '1 of 3', '3 of 3', '3 of 3', '0 of 3']);
    expect(worked).toEqual([9, 10, 20].map(dayNumber));
  });

  it('is kept for a number of stretches, the last that were worked out', () => {
    const worked: number[] = [];
    const on = oncePerStretch(
      ({ days }: { readonly days: number }) => Array.from({ length: days }, (_, n) => dayNumber(n)),
      (_, day) => {
        worked.push(day);
        return String(day);
      },
    );
    const many = { days: 200 };
    const days = Array.from({ length: 200 }, (_, n) => n);
    for (const day of [...days, 199, 0])
      expect(on(many, dayNumber(day))).toBe(String(dayNumber(day)));
    expect(worked).toEqual([...days, 0].map(dayNumber));
  });
});
