import { type Grades, reported } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { doubtAbout } from './plausibility.ts';

const doubt = (framework: string, grades: Grades) => doubtAbout(reported(grades, { framework }));

describe('an overall grade', () => {
  it.each([
    ['SIF', { overall: 'requires_improvement', help_and_protection: 'inadequate' }],
    ['SIF', { overall: 'requires_improvement', children_in_care: 'inadequate' }],
    ['SIF', { overall: 'good', leadership: 'inadequate' }],
    ['ILACS', { overall: 'requires_improvement', help_and_protection: 'inadequate' }],
    ['ILACS', { overall: 'requires_improvement', children_in_care: 'inadequate' }],
    ['ILACS', { overall: 'outstanding', care_leavers: 'inadequate' }],
  ] satisfies [string, Grades][])('is doubted under %s beside %j', (framework, grades) => {
    expect(doubt(framework, grades)).toMatchObject({ reason: 'overall_above_limit' });
  });

  it.each([
    ['SIF', { overall: 'inadequate', leadership: 'inadequate' }],
    // Lambeth, May 2018, and the safeguarding board, which is a body of its own
    ['SIF', { overall: 'requires_improvement', adoption: 'inadequate' }],
    ['SIF', { overall: 'requires_improvement', care_leavers: 'inadequate' }],
    ['SIF', { overall: 'good', lscb: 'inadequate' }],
    // Bournemouth 2018, Herefordshire 2018, Doncaster 2022, Slough 2023; Trafford 2019
    ['ILACS', { overall: 'requires_improvement', leadership: 'inadequate' }],
    ['ILACS', { overall: 'inadequate', leadership: 'inadequate' }],
    ['ILACS', { overall: 'not_reported', help_and_protection: 'inadequate' }],
    ['ILACS', { help_and_protection: 'inadequate' }],
    ['ILACS', { overall: 'good', help_and_protection: 'good' }],
    ['SLAC', { overall: 'good', help_and_protection: 'inadequate' }],
  ] satisfies [string, Grades][])('is not doubted under %s beside %j', (framework, grades) => {
    expect(doubt(framework, grades)).toBeUndefined();
  });

  it('names the areas that speak against it, and says that it stays as printed', () => {
    const found = doubt('SIF', {
      overall: 'good',
      help_and_protection: 'inadequate',
      leadership: 'inadequate',
    });
    expect(found?.message).toContain('inadequate help and protection and leadership');
    expect(found?.message).toContain('recorded as printed');
  });
});
