import { createDirectory } from '@monitoring-timeline/core';
import { describe, expect, it } from 'vitest';
import { readAuthority } from './authority.ts';

const directory = createDirectory();
const read = (printed: string, asOf = '2024-01-01') => readAuthority(printed, [], directory, asOf);

describe('a printed authority', () => {
  it.each([
    ['London Borough of Barnet', 'barnet'],
    ['Wakefield District Metropolitan Council', 'wakefield'],
    ['Southend-on-Sea city council', 'southend-on-sea'],
    ['City of Westminster', 'westminster'],
    ['Cheshire West and Chester', 'cheshire-west-and-chester'],
    ['the Royal Borough of Kensington and Chelsea', 'kensington-and-chelsea'],
  ])('"%s" is %s, and sure', (printed, key) => {
    expect(read(printed)).toMatchObject({ value: { key }, confidence: 'high' });
  });

  it('is the one that had the name on the day', () => {
    expect(read('Dorset', '2016-05-01')?.value.key).toBe('dorset-to-2019');
    expect(read('Dorset', '2024-05-01')?.value.key).toBe('dorset');
  });

  it('among words that are no legal form is less than sure', () => {
    expect(read('Progress made by Sunderland since spring')).toMatchObject({
      value: { key: 'sunderland' },
      confidence: 'medium',
    });
  });

  it('that the directory does not know is not guessed at', () => {
    expect(read('Barsetshire County Council')).toBeUndefined();
  });
});
