import { describe, expect, it } from 'vitest';
import { fieldText } from './fields.ts';

describe('a part of the answers', () => {
  it.each([
    ['due.ilacs-cycle', 'Due: ILACS inspection'],
    ['due.a-rule-of-our-own', 'Due: a rule of our own'],
    ['standing.areas.care_leavers', 'Care leavers'],
  ])('%s reads %s', (field, text) => {
    expect(fieldText(field)).toBe(text);
  });
});
