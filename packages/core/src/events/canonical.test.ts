import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical.ts';

/** What a renderer gives, or that it refuses. */
function outcome(render: () => string | undefined): string | undefined {
  try {
    return render();
  } catch {
    return 'refused';
  }
}

describe('canonical JSON', () => {
  it('is what the RFC 8785 library gives, for any JSON whatever its keys', () => {
    const key = fc.oneof(fc.string({ unit: 'binary' }), fc.nat().map(String));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        fc.string({ unit: 'binary' }),
        fc.double(),
        fc.boolean(),
        fc.constant(null),
        fc.constant(undefined),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        expect(outcome(() => canonicalJson(value))).toBe(outcome(() => canonicalize(value)));
      }),
    );
  });

  it('leaves what is not plain data to the library', () => {
    const value = { at: new Date('2018-07-25T00:00:00Z'), nested: { toJSON: () => [2, 1] } };
    expect(canonicalJson(value)).toBe('{"at":"2018-07-25T00:00:00.000Z","nested":[2,1]}');
  });

  it('refuses half a surrogate pair and keeps text that only spells one out', () => {
    expect(() => canonicalJson({ name: '\ud800' })).toThrow('surrogate');
    expect(canonicalJson({ name: '\\ud800' })).toBe('{"name":"\\\\ud800"}');
  });

  it('refuses a cycle', () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    expect(() => canonicalJson(cycle)).toThrow('Circular');
  });
});
