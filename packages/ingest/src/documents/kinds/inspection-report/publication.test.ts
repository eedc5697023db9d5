import { describe, expect, it } from 'vitest';
import { dayInName } from './publication.ts';

describe('the day in the name of a file', () => {
  it.each([
    'barnet - 21 november 2022.txt',
    'barnet_21st_Nov_2022.pdf',
    'barnet 21-nov-2022.pdf',
    'Barnet 21st of November, 2022.pdf',
    'november 21 2022 barnet.pdf',
    'barnet-2022-11-21.pdf',
    'barnet 20221121.pdf',
    'barnet 21.11.2022.pdf',
  ])('is told from "%s"', (name) => {
    expect(dayInName(name)).toBe('2022-11-21');
  });

  it('is none where there is only a month, a year or a number', () => {
    for (const name of ['barnet november 2022.pdf', '50112233 2022.pdf', 'mayor 21 2022.pdf']) {
      expect(dayInName(name), name).toBeUndefined();
    }
  });
});
