import { describe, expect, it } from 'vitest';
import { plainCharacters, unmeantCharacters } from './plain-characters.ts';

describe('characters of a document', () => {
  it('that stand for others in every text are those others', () => {
    expect(plainCharacters('e\ufb03cient\u00a0work \u2013 re\u00adport non\u2011stop\u200b')).toBe(
      'efficient work \u2013 report non-stop',
    );
  });

  it('of a font with a wrong table are put right only inside a word', () => {
    expect(plainCharacters('protec\u019fon')).toBe('protection');
    expect(plainCharacters('\u019f')).toBe('\u019f');
  });

  it('of a symbol font are the marks of a list, but a whole text of them is not readable', () => {
    expect(plainCharacters('\uf0b7 visits')).toBe('\u2022 visits');
    const text = '\uf043\uf068\uf069\uf06c\uf064';
    expect(unmeantCharacters(plainCharacters(text))).toBe(5);
  });

  it('leave accents and dashes as they are', () => {
    expect(plainCharacters('M\u00e1ire \u2013 \u00a3')).toBe('M\u00e1ire \u2013 \u00a3');
  });
});
