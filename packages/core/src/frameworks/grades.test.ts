import { describe, expect, it } from 'vitest';
import {
  type GradeOrNot,
  gradeLabels,
  gradeOrNot,
  gradePattern,
  gradeRank,
  grades,
  isGrade,
  readGrade,
  scaleChanged,
} from './grades.ts';

describe('a printed grade', () => {
  it.each([
    ['Outstanding', 'outstanding'],
    ['GOOD', 'good'],
    ['Requires improvement to be good', 'requires_improvement'],
    ['Requires Improvement', 'requires_improvement'],
    ['requires improvement to be\ngood.', 'requires_improvement'],
    ['Requires\u00a0improvement', 'requires_improvement'],
    ['requires_improvement', 'requires_improvement'],
    [' RI ', 'requires_improvement'],
    ['Inadequate', 'inadequate'],
    ['Adequate', 'adequate'],
    ['Not judged', 'not_judged'],
    ['not_reported_post_reform', 'not_reported'],
  ])('"%s" is %s', (printed, code) => {
    expect(readGrade(printed)).toBe(code);
  });

  it.each([
    '',
    '-',
    '–',
    'n/a',
    'data_unreadable',
    'inspection_pre_dates_judgement',
    'to good',
    'not good',
  ])('"%s" is none that anyone could tell', (printed) => {
    expect(readGrade(printed)).toBeUndefined();
  });

  it('reads back from its own label and its own code', () => {
    for (const code of gradeOrNot) {
      expect(readGrade(gradeLabels[code])).toBe(code);
      expect(readGrade(code)).toBe(code);
    }
  });
});

describe('the ladder', () => {
  it('has four rungs, adequate on that of requires improvement, and none for a missing grade', () => {
    expect(
      ['inadequate', 'requires_improvement', 'good', 'outstanding'].map((g) =>
        gradeRank(g as 'good'),
      ),
    ).toEqual([1, 2, 3, 4]);
    expect(gradeRank('adequate')).toBe(2);
    expect(gradeRank('not_judged')).toBeUndefined();
    expect(gradeRank('not_reported')).toBeUndefined();
    expect(isGrade('not_judged')).toBe(false);
    expect(isGrade('toString')).toBe(false);
  });

  it('changed between adequate and the rest', () => {
    expect(scaleChanged('adequate', 'requires_improvement')).toBe(true);
    expect(scaleChanged('adequate', 'adequate')).toBe(false);
    expect(scaleChanged('good', 'inadequate')).toBe(false);
  });
});

describe('the pattern of grades', () => {
  const found = (text: string, among = grades as readonly GradeOrNot[]) =>
    text.match(new RegExp(String.raw`\b(?:${gradePattern(among)})\b`, 'gi'));

  it('finds each as running text prints it, whole and over line breaks, and `readGrade` reads what it finds', () => {
    const text =
      'Outstanding, requires\n improvement to be good, requiring improvement or inadequate';
    expect(found(text)?.map(readGrade)).toEqual([
      'outstanding',
      'requires_improvement',
      'requires_improvement',
      'inadequate',
    ]);
    expect(found('RI, no judgement, not reported', gradeOrNot)).toBeNull();
  });

  it('finds those alone that were asked for', () => {
    expect(found('adequate and not judged')).toEqual(['adequate']);
    expect(found('adequate and not judged', ['good', 'not_judged'])).toEqual(['not judged']);
  });
});
