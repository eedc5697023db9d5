import { describe, expect, it } from 'vitest';
import { testContext } from '../../testing/documents.ts';
import { authoritiesNamed, namesAnother } from './authorities-named.ts';

const { directory } = testContext('paper.txt');

describe('the authorities that a sentence names', () => {
  it('are found by their capitalised names, once each', () => {
    const line = 'Leeds, Bournemouth, Christchurch and Poole, and Leeds again';
    expect(authoritiesNamed(line, directory, undefined).map(({ key }) => key)).toEqual([
      'leeds',
      'bournemouth-christchurch-and-poole',
    ]);
  });

  it('are two where "and" joins them, and one where it is a part of the name', () => {
    const keys = (line: string) =>
      authoritiesNamed(line, directory, undefined).map(({ key }) => key);
    expect(keys('In Leeds and Durham')).toEqual(['leeds', 'durham']);
    expect(keys('Leeds and Brighton and Hove')).toEqual(['leeds', 'brighton-and-hove']);
    expect(keys('Durham and Darlington Hospitals')).toEqual([]);
  });

  it('are not the own alone where it stands beside another', () => {
    const words = 'Leeds and Durham share a team.';
    expect(namesAnother(words, 'durham', directory)).toBe(false);
    expect(namesAnother(words, 'durham', directory, true)).toBe(true);
    expect(namesAnother('Leeds and Bury share a team.', 'durham', directory)).toBe(true);
  });

  it.each([
    ['Durham was rated good.', false],
    ['Leeds was rated good.', true],
    ['Durham, unlike Leeds, was rated good.', true],
    ['It was first launched in another council.', true],
    ['Children are reading in the bath.', false],
  ])('are another than the own, or not: %s', (words, another) => {
    expect(namesAnother(words, 'durham', directory)).toBe(another);
  });
});
