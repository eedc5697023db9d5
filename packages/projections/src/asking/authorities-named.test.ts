import { UnknownAuthority } from '@monitoring-timeline/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { context, on } from '../testing/records.ts';
import { authoritiesNamed } from './authorities-named.ts';

const { directory } = context;
const named = (...words: readonly string[]) =>
  authoritiesNamed(words, directory, on('2026-08-20')).map(({ key }) => key as string);

describe('words that name authorities', () => {
  it('are one name where all of them together are, and otherwise as many as the longest runs are', () => {
    expect(named('stockton', 'on', 'tees')).toEqual(['stockton-on-tees']);
    expect(named('sunderland', 'stockton', 'on', 'tees', '80566', 'Cheshire East')).toEqual([
      'sunderland',
      'stockton-on-tees',
      'cheshire-east',
    ]);
    expect(named('sunderland', 'london', 'borough', 'of', 'merton')).toEqual([
      'sunderland',
      'merton',
    ]);
  });

  it('may be parted by commas, which a name may hold itself', () => {
    expect(named('sunderland,trafford', 'merton')).toEqual(['sunderland', 'trafford', 'merton']);
    expect(named('Bournemouth, Christchurch and Poole, Leeds,')).toEqual([
      'bournemouth-christchurch-and-poole',
      'leeds',
    ]);
    expect(() => named('sunderland, atlantis')).toThrow('"atlantis"');
  });

  it('are refused by the words from which no name begins', () => {
    expect(() => named('sunderland', 'atlantis', 'merton')).toThrow(UnknownAuthority);
    expect(() => named('sunderland', 'atlantis', 'merton')).toThrow('"atlantis"');
    expect(() => named('sunderlnd', 'leeds')).toThrow('"sunderlnd". The nearest: Sunderland');
    expect(() => named('lost', 'atlantis', 'stockton', 'on', 'tees')).toThrow('"lost atlantis"');
    expect(() => named('stockton', 'on', 'atlantis')).toThrow('"on atlantis"');
  });

  it('are refused where they are more than anybody would type', () => {
    const many = Array.from({ length: 61 }, () => 'sunderland');
    expect(() => named(...many)).toThrow('61 words are too many');
  });

  it('are found again, however many names of existing authorities stand in a row', () => {
    const existing = directory.existing('2026-08-20');
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...existing), { minLength: 1, maxLength: 6 }),
        (chosen) => {
          const found = named(...chosen.map(({ name }) => name));
          expect(found).toEqual(chosen.map(({ key }) => key));
        },
      ),
    );
  });
});
