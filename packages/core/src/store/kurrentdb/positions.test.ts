import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPosition } from '../../events/envelope.ts';
import { positionAt, serverPosition } from './positions.ts';

const commit = fc.bigInt({ min: 1n, max: 0x7fff_ffff_ffff_ffffn });

describe('a position on the server', () => {
  it('compares as text as it does as a number', () => {
    fc.assert(
      fc.property(commit, commit, (a, b) => {
        expect(positionAt({ commit: a }) < positionAt({ commit: b })).toBe(a < b);
      }),
    );
  });

  it('comes back as it was given out', () => {
    fc.assert(
      fc.property(commit, (a) => {
        expect(serverPosition(positionAt({ commit: a }))).toEqual({ commit: a, prepare: a });
      }),
    );
  });

  it.each(['0000000000000001', 'x', `1${'0'.repeat(20)}`, '9'.repeat(20)])(
    'is refused where it is another log’s: %s',
    (text) => {
      expect(() => serverPosition(toPosition(text))).toThrow(
        expect.objectContaining({ code: 'UnknownPosition' }),
      );
    },
  );
});
