import { describe, expect, it } from 'vitest';
import { onSiteText, visitText } from './words.ts';

describe('in words', () => {
  it('days on site are one span, or each of the parts in which inspectors came', () => {
    const visit = { start: '2024-07-15', end: '2024-07-21' };
    expect(onSiteText({ ...visit, parts: null })).toBe('15 to 21 July 2024');
    const parts = [
      { from: '2024-07-15', to: '2024-07-16' },
      { from: '2024-07-21', to: '2024-07-21' },
    ];
    expect(onSiteText({ ...visit, parts })).toBe('15 to 16 July 2024 and 21 July 2024');
    expect(onSiteText({ start: null, end: null, parts: null })).toBeUndefined();
  });

  it('a visit is called as people call it, once', () => {
    expect(visitText('jtai', null)).toBe('Joint targeted area inspection');
    expect(visitText('monitoring', 2)).toBe('Monitoring visit 2');
    expect(visitText(null, null)).toBe('Visit');
  });
});
