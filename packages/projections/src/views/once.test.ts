import { describe, expect, it } from 'vitest';
import { oncePer } from './once.ts';

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
});
