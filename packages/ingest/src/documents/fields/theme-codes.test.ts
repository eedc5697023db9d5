import { describe, expect, it } from 'vitest';
import { followedThemes } from './themes.ts';
import { findingSubjects } from './topics.ts';

describe('the codes of themes', () => {
  const all = [...followedThemes, ...findingSubjects];

  it('are one list: none means two things, and no label has two codes', () => {
    expect(new Set(all.map(({ theme }) => theme)).size).toBe(all.length);
    expect(new Set(all.map(({ label }) => label)).size).toBe(all.length);
  });

  it('name for each followed theme the subject of findings that it is a part of', () => {
    const subjects = new Set(findingSubjects.map(({ theme }) => theme));
    expect(followedThemes.filter(({ within }) => within && !subjects.has(within))).toEqual([]);
    expect(followedThemes.filter(({ within }) => !within).map(({ theme }) => theme)).toEqual([
      'general_recurring',
    ]);
  });
});
