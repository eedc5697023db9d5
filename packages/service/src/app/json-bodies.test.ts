import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { depthOf } from './json-bodies.ts';

function nested(value: unknown): number {
  if (value === null || typeof value !== 'object') return 0;
  return 1 + Math.max(0, ...Object.values(value).map(nested));
}

describe('the depth of a body', () => {
  it('is that of the value that it holds, whatever stands in its texts', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), fc.constantFrom(undefined, 1), (value, indent) => {
        expect(depthOf(JSON.stringify(value, null, indent))).toBe(nested(value));
      }),
    );
  });

  it('is found of a body that no parser would come to the end of', () => {
    expect(depthOf('['.repeat(1_000_000))).toBe(1_000_000);
  });
});
