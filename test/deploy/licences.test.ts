import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { notAllowed, permits, shippedPackages } from '../../scripts/licences.ts';

describe('what is shipped', () => {
  it('is under licences that were weighed, every package of it', () => {
    const packages = shippedPackages(resolve(import.meta.dirname, '../..'));
    // zod is one of ours, and what fastify leads to is found behind it
    expect(packages.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['zod', 'fastify', 'find-my-way', 'rxjs']),
    );
    expect(notAllowed(packages)).toEqual([]);
  });

  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0)', true],
    ['(BSD-3-Clause AND Apache-2.0)', true],
    ['MIT AND GPL-3.0', false],
    ['GPL-3.0', false],
    ['unknown', false],
    ['(MIT OR GPL-3.0) AND AGPL-3.0', false],
  ])('under %s may be shipped: %s', (licence, may) => {
    expect(permits(licence)).toBe(may);
  });
});
