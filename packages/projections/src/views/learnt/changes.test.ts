import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween, composeChanges } from './changes.ts';

const state = fc
  .dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('x', 'y', 'z'))
  .map((given) => new Map(Object.entries(given)));

describe('changes between states', () => {
  it('name what came, what went and what is other', () => {
    const before = new Map([
      ['gone', '1'],
      ['other', '2'],
      ['same', '3'],
    ]);
    const after = new Map([
      ['came', '4'],
      ['other', '5'],
      ['same', '3'],
    ]);
    expect([...changesBetween(before, after)]).toEqual([
      ['came', { before: null, after: '4' }],
      ['gone', { before: '1', after: null }],
      ['other', { before: '2', after: '5' }],
    ]);
  });

  it('compose to the change between the outer two', () => {
    fc.assert(
      fc.property(state, state, state, (one, two, three) => {
        const composed = composeChanges(changesBetween(one, two), changesBetween(two, three));
        expect([...composed]).toEqual([...changesBetween(one, three)]);
      }),
    );
  });
});
