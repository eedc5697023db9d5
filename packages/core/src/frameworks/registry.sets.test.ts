import { expect, it } from 'vitest';
import { frameworks } from './codes.ts';
import { gradesAdequate, setsStanding } from './registry.ts';

it('which frameworks set a standing, and which graded on the scale before 2013, follows from what each judges', () => {
  expect(frameworks.filter(setsStanding)).toEqual(['SLAC', 'CPI', 'TLAC', 'SIF', 'ILACS']);
  expect(frameworks.filter(gradesAdequate)).toEqual(['SLAC', 'CPI', 'TLAC']);
});
