import { describe, expect, it } from 'vitest';
import { codeWords } from './sentence-words.ts';

describe('a code in words', () => {
  it.each([
    ['area_send', 'area SEND'],
    ['cse_safeguarding', 'CSE safeguarding'],
    ['jtai', 'JTAI'],
    ['lscb_chair', 'LSCB chair'],
    ['former_dcs', 'former DCS'],
    ['ilacs-cycle', 'ilacs-cycle'],
    ['sending_letters', 'sending letters'],
  ])('%s reads "%s"', (code, words) => {
    expect(codeWords(code)).toBe(words);
  });
});
