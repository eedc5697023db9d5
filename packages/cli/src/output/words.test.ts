import { describe, expect, it } from 'vitest';
import { plainWords, visitText } from './words.ts';

describe('a code in words', () => {
  it.each([
    ['area_send', 'area SEND'],
    ['cse_safeguarding', 'CSE safeguarding'],
    ['jtai', 'JTAI'],
    ['lscb_chair', 'LSCB chair'],
    ['sending_letters', 'sending letters'],
  ])('%s reads "%s"', (code, words) => {
    expect(plainWords(code)).toBe(words);
  });

  it('a visit is called as people call it, once', () => {
    expect(visitText('jtai', null)).toBe('Joint targeted area inspection');
    expect(visitText('monitoring', 2)).toBe('Monitoring visit 2');
    expect(visitText(null, null)).toBe('Visit');
  });
});
