import { describe, expect, it } from 'vitest';
import { normalisedName, personIdOf } from './person-id.ts';

describe('the id of a person', () => {
  it('is opaque and stays what it is for ever', () => {
    expect(personIdOf('Ada Example')).toBe('p-cc2c4c41c5783cba3bc0');
  });

  it.each([
    'Mr Ada Example',
    'Ms. Ada Example',
    'Dr Ada Example OBE',
    'Cllr Ada Example',
    'Councillor Dame Ada Example, CBE',
    'ADA EXAMPLE HMI',
    '  ada\u00a0 example ',
  ])('is the same for %j as for the bare name', (text) => {
    expect(personIdOf(text)).toBe(personIdOf('Ada Example'));
  });

  it('is the same whichever apostrophe and hyphen a source prints', () => {
    expect(personIdOf('Siobhan O\u2019Sample\u2010Smith')).toBe(
      personIdOf("Siobhan O'Sample-Smith"),
    );
  });

  it('differs with the name, also where one word of it is also a style elsewhere', () => {
    expect(personIdOf('Ada Sample')).not.toBe(personIdOf('Ada Example'));
    expect(normalisedName('Ada Dame')).toBe('ada dame');
    expect(normalisedName('Hon Ada')).toBe('ada');
    expect(normalisedName('Zoë Example')).not.toBe(normalisedName('Zoe Example'));
  });

  it.each(['', '  ', 'Mr', 'Dr. OBE'])('is refused to %j, which holds no name', (text) => {
    expect(() => personIdOf(text)).toThrow('holds no name');
  });
});
