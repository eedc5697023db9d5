import { describe, expect, it } from 'vitest';
import { asAt, writtenDay } from './written-days.ts';

describe('a day as releases write it', () => {
  it.each([
    '25 September 2025',
    '25th September 2025',
    '25 Sept. 2025',
    '25-Sep-2025',
    'September 25, 2025',
    'Sep 25th 2025',
    '25/09/2025',
    '25.9.2025',
    '2025-09-25',
    '2025-09-25T00:00:00Z',
    '25\u00a0September\u00a02025',
    '２５ September ２０２５',
    '25_September_2025',
    'Thursday 25 September 2025',
    'the 25th of September 2025',
    'the twenty-fifth of September 2025',
    'Twenty fifth September 2025',
    '25September2025',
  ])('is told from "%s"', (text) => {
    expect(writtenDay(`Published on ${text}, at 9.30am`)).toBe('2025-09-25');
    expect(asAt(`Outcomes as at ${text}`)).toBe('2025-09-25');
  });

  it('is none where the calendar has no such day', () => {
    for (const text of [
      '31 February 2025',
      '32/01/2025',
      '2025-13-01',
      'May 2025',
      '12 of 13',
      '',
    ]) {
      expect(writtenDay(text), text).toBeUndefined();
    }
  });
});

describe('the day to which a release counts', () => {
  it('is its last day where only a month is given', () => {
    expect(asAt('Outcomes as at March 2024')).toBe('2024-03-31');
    expect(asAt('Outcomes as of Feb 2024')).toBe('2024-02-29');
    expect(asAt('Local authorities at 31 March 2023')).toBe('2023-03-31');
    expect(asAt('Outcomes of inspections')).toBeUndefined();
    expect(asAt('Outcomes as at the end of March 2024')).toBe('2024-03-31');
  });

  it.each([
    'as at: 31 March 2026',
    'as-at-31-march-2026',
    'as at end March 2026',
    'as at 31/3/26',
    'as at 31 March ’26',
    'year ending 31 March 2026',
    '1 April 2025 to 31 March 2026',
    'between 1 April 2025 and 31 March 2026',
    'as at thirty-first March 2026',
    'of 12 May 2026, as at 31 March 2026',
  ])('is told from "%s"', (text) => {
    expect(asAt(`Outcomes of inspections ${text}`)).toBe('2026-03-31');
  });
});
