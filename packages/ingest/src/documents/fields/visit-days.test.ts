import { describe, expect, it } from 'vitest';
import { documentOf } from '../testing/documents.ts';
import { readLetter } from './letter.ts';
import { readVisitDays } from './visit-days.ts';

function read(opening: string, date = '8 March 2021') {
  const document = documentOf(`${date}\nAda Quill\nDear Ada\nFocused visit to Leeds\n${opening}`);
  return readVisitDays(readLetter(document, /^focused visit/i));
}

describe('days on site in a letter', () => {
  it.each([
    ['This visit took place on 2 and 3 February 2021.', '2021-02-02', '2021-02-03'],
    ['The visit was on 2 to 3 February 2021.', '2021-02-02', '2021-02-03'],
    ['The visit was on the 2 and 3 of February 2021.', '2021-02-02', '2021-02-03'],
    ['The visit was on 31 January and 1 February 2021.', '2021-01-31', '2021-02-01'],
    ['The visit was between 29 December 2020 and 14 January 2021.', '2020-12-29', '2021-01-14'],
    ['Between 18 January 2021 and 22 January 2021, Ofsted came.', '2021-01-18', '2021-01-22'],
    ['This inspection took place from 18 to 22 January 2021.', '2021-01-18', '2021-01-22'],
    ['This visit took place on 2,\n3 and 4 February 2021.', '2021-02-02', '2021-02-04'],
  ])('are read in every form: %s', (sentence, from, to) => {
    const { days, problems } = read(sentence);
    expect(days).toMatchObject({ value: { from, to }, confidence: 'high' });
    expect(problems).toEqual([]);
  });

  it('are the first day alone where a single one is printed', () => {
    expect(read('The visit was on 2 February 2021.').days?.value).toEqual({ from: '2021-02-02' });
  });

  it('are those of this visit, not of an inspection told of before it', () => {
    const { days } = read(
      'Since the last inspection on 4 March 2019 much changed. The visit was on 2 and 3 February 2021.',
    );
    expect(days?.value.from).toBe('2021-02-02');
  });

  it('have the year of the letter where none is printed and only one fits, and say so', () => {
    const { days } = read('The visit was on 2 and 3 February. Inspectors came.');
    expect(days).toMatchObject({
      value: { from: '2021-02-02', to: '2021-02-03' },
      confidence: 'medium',
    });
    const before = read('The visit was on 8 and 9 December. Inspectors came.');
    expect(before.days?.value.from).toBe('2020-12-08');
  });

  it('stay unread where no year is printed and the letter gives none', () => {
    const { days, letterDate, problems } = read('The visit was on 2 and 3 February.', '8 March');
    expect(days).toBeUndefined();
    expect(letterDate).toBeUndefined();
    expect(problems.map(({ reason }) => reason)).toEqual(['unreadable_date', 'unreadable_date']);
  });

  it('are unsure, as is the letter, where they lie after it or long before it', () => {
    for (const date of ['8 January 2021', '8 March 2022']) {
      const { days, letterDate, problems } = read('The visit was on 2 February 2021.', date);
      expect([days?.confidence, letterDate?.confidence]).toEqual(['low', 'low']);
      expect(problems.map(({ reason }) => reason)).toEqual(['dates_contradict']);
    }
  });

  it('are not taken from a day that does not exist', () => {
    const { days, problems } = read('The visit was on 31 February 2021.');
    expect(days).toBeUndefined();
    expect(problems.map(({ reason }) => reason)).toEqual(['unreadable_date']);
  });
});
