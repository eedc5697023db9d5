import { authorityKey } from '@monitoring-timeline/core';
import { describe, expect, it } from 'vitest';
import type { Disagreeing, Side } from './proposed.ts';
import { Questions } from './questions.ts';

const side = (value: string, ...ids: readonly string[]): Side =>
  ({ value, claims: ids.map((id) => ({ id })) }) as unknown as Side;

const asks = (...sides: readonly Side[]): Disagreeing => ({
  kind: 'disagreement',
  authority: authorityKey('kent'),
  of: 'SIF inspection',
  field: 'overall',
  sides: [...sides],
});

describe('questions about claims that differ', () => {
  it('are like each other where they share a claim, of one field and authority', () => {
    const questions = new Questions();
    const first = asks(side('good', 'a'), side('inadequate', 'b'));
    questions.add('1', first);
    expect([...questions.like(asks(side('good', 'c'), side('x', 'b')))]).toMatchObject([
      { id: '1' },
    ]);
    expect(questions.like({ ...first, field: 'leadership' }).size).toBe(0);
    expect(questions.like({ ...first, authority: authorityKey('norfolk') }).size).toBe(0);
    expect(questions.like(asks(side('good', 'c'), side('inadequate', 'd'))).size).toBe(0);
  });

  it('were put before where one shares a claim and has the same values, in whatever order', () => {
    const questions = new Questions();
    questions.add('1', asks(side('good', 'a'), side('inadequate', 'b')));
    expect(questions.has(asks(side('inadequate', 'b', 'c'), side('good', 'a')))).toBe(true);
    expect(questions.has(asks(side('inadequate', 'b'), side('outstanding', 'a')))).toBe(false);
    expect(questions.has(asks(side('inadequate', 'd'), side('good', 'e')))).toBe(false);
  });

  it('are looked at one by one only where they share a claim, however many there are', () => {
    const questions = new Questions();
    for (let n = 0; n < 2000; n += 1) {
      const question = asks(side('good', `a${n}`), side('inadequate', `b${n}`));
      expect(questions.has(question)).toBe(false);
      questions.add(String(n), question);
      expect(questions.has(question)).toBe(true);
    }
    // each is found by both of its claims, when it is asked about again
    expect(questions.looked).toBe(2 * 2000);
  });
});
