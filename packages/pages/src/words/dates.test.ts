import { expect, it } from 'vitest';
import { shortDate, spanText } from './dates.ts';

it.each([
  ['2018-04-23', '2018-05-18', '23 April to 18 May 2018'],
  ['2018-04-23', '2018-04-23', '23 April 2018'],
  ['2016-08', null, 'August 2016'],
  [null, '2016-08-02', '2 August 2016'],
  ['by 2018-03', '2018-07', 'by March 2018 to July 2018'],
  ['since 2017-11', '2018-07-25', 'since November 2017 to 25 July 2018'],
  [null, null, 'a day not given'],
])('a span from %s to %s reads %s', (start, end, text) => {
  expect(spanText(start, end)).toBe(text);
});

it('a month is short in a narrow column', () => {
  expect(shortDate('2018-09-03')).toBe('3 Sep 2018');
});
