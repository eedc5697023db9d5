import { describe, expect, it } from 'vitest';
import type { Area } from './areas.ts';
import type { Framework } from './codes.ts';
import { type ComparedGrade, comparability } from './crosswalk.ts';
import type { GradeOrNot } from './grades.ts';
import { areasOf, frameworkVersion, frameworkVersions, versionJudging } from './registry.ts';

function point(name: string, area: Area, grade: GradeOrNot = 'good'): ComparedGrade {
  const [framework, version] = name.split(' ') as [Framework, string | undefined];
  const covers = areasOf(framework, version).find((judged) => judged.area === area)?.covers;
  return { framework, version, area, grade, ...(covers === undefined ? {} : { covers }) };
}

describe('two grades', () => {
  it.each([
    ['SIF', 'SIF', 'help_and_protection', 'same_series'],
    ['SIF', 'ILACS 2018', 'help_and_protection', 'same_series'],
    ['SIF', 'ILACS 2018', 'overall', 'same_series'],
    ['SIF', 'ILACS 2018', 'leadership', 'crosswalk'],
    ['SIF', 'ILACS 2018', 'children_in_care', 'crosswalk'],
    ['SIF', 'ILACS 2023', 'children_in_care', 'crosswalk'],
    ['SIF', 'ILACS 2023', 'care_leavers', 'same_series'],
    ['ILACS 2018', 'ILACS 2023', 'children_in_care', 'crosswalk'],
    ['ILACS 2023', 'ILACS 2018', 'children_in_care', 'crosswalk'],
    ['ILACS 2018', 'ILACS 2023', 'overall', 'same_series'],
    ['ILACS 2018', 'ILACS 2018', 'children_in_care', 'same_series'],
    ['ILACS 2023', 'ILACS 2026', 'children_in_care', 'same_series'],
    ['ILACS 2018', 'ILACS 2026', 'leadership', 'same_series'],
    ['ILACS', 'ILACS 2023', 'leadership', 'same_series'],
    ['SLAC', 'SIF', 'help_and_protection', 'crosswalk'],
    ['SLAC', 'CPI', 'help_and_protection', 'crosswalk'],
    ['SLAC', 'SLAC', 'children_in_care', 'same_series'],
    ['CPI', 'SIF', 'help_and_protection', 'crosswalk'],
  ] as const)('of %s and %s on %s are %s', (from, to, area, expected) => {
    expect(comparability(point(from, area), point(to, area))).toBe(expected);
  });

  it('one of which is adequate crossed a change of scale', () => {
    expect(
      comparability(
        point('SLAC', 'help_and_protection', 'adequate'),
        point('SIF', 'help_and_protection', 'requires_improvement'),
      ),
    ).toBe('scale_changed');
    expect(
      comparability(
        point('SLAC', 'help_and_protection', 'adequate'),
        point('SLAC', 'help_and_protection', 'adequate'),
      ),
    ).toBe('same_series');
  });

  it('on the scale that had adequate did not cross a change of scale', () => {
    const adequate = point('SLAC', 'help_and_protection', 'adequate');
    expect(comparability(adequate, point('SLAC', 'help_and_protection'))).toBe('same_series');
    expect(comparability(adequate, point('CPI', 'help_and_protection'))).toBe('crosswalk');
    expect(comparability(point('CPI', 'help_and_protection', 'inadequate'), adequate)).toBe(
      'crosswalk',
    );
  });

  it('are not comparable where one is none, or nothing is common to them', () => {
    expect(comparability(point('SIF', 'adoption', 'not_judged'), point('SIF', 'adoption'))).toBe(
      'not_comparable',
    );
    expect(
      comparability(point('ILACS 2023', 'overall'), point('ILACS 2026', 'overall', 'not_reported')),
    ).toBe('not_comparable');
    expect(comparability(point('SIF', 'overall'), point('SIF', 'leadership'))).toBe(
      'not_comparable',
    );
  });

  it('of the combined care grade and of care leavers alone cross the split', () => {
    expect(
      comparability(point('ILACS 2018', 'children_in_care'), point('ILACS 2023', 'care_leavers')),
    ).toBe('crosswalk');
    expect(
      comparability(point('SIF', 'children_in_care'), point('ILACS 2023', 'care_leavers')),
    ).toBe('not_comparable');
  });
});

describe('the framework versions', () => {
  it('have a unique code and version, and no area or own code twice', () => {
    const names = frameworkVersions.map(({ code, version }) => `${code} ${version}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { areas, hasOverall, graded, scale, overall, code } of frameworkVersions) {
      expect(new Set(areas.map(({ area }) => area)).size).toBe(areas.length);
      expect(new Set(areas.map((area) => area.code)).size).toBe(areas.length);
      for (const area of areas) expect(area.code).toMatch(/^[a-z0-9]+(_[a-z0-9]+)*$/);
      expect(areas.some(({ area }) => area === 'overall')).toBe(hasOverall);
      expect(overall === 'judged').toBe(hasOverall);
      if (code !== 'APA') expect(scale.length > 0).toBe(graded);
    }
  });

  it('are not guessed where a framework has several', () => {
    expect(frameworkVersion('SIF')?.version).toBe('2013');
    expect(frameworkVersion('ILACS')).toBeUndefined();
    expect(frameworkVersion('ILACS', '2024')).toBeUndefined();
    expect(areasOf('ILACS', '2023').map(({ area }) => area)).toEqual([
      'overall',
      'leadership',
      'help_and_protection',
      'children_in_care',
      'care_leavers',
    ]);
  });

  it('are told by the judgements made, never by a date', () => {
    const four: Area[] = ['leadership', 'help_and_protection', 'children_in_care', 'care_leavers'];
    expect(versionJudging('ILACS', [...four, 'overall'])?.version).toBe('2023');
    expect(versionJudging('ILACS', four)?.version).toBe('2026');
    expect(versionJudging('ILACS', ['overall', ...four.slice(0, 3)])?.version).toBe('2018');
    expect(versionJudging('ILACS', ['overall'])).toBeUndefined();
    expect(versionJudging('JTAI', [])).toBeUndefined();
  });

  it('show the overall of April 2026 as not reported and that of a strand as absent', () => {
    expect(frameworkVersion('ILACS', '2026')?.overall).toBe('not_reported');
    expect(frameworkVersion('SLAC')?.overall).toBe('absent');
    expect(frameworkVersion('CPI')?.overall).toBe('absent');
  });

  it('keep adequate to the scale before the single inspection framework', () => {
    const withAdequate = frameworkVersions.filter(({ scale }) => scale.includes('adequate'));
    expect(withAdequate.map(({ code }) => code)).toEqual(['SLAC', 'CPI', 'TLAC']);
  });
});
