import { describe, expect, it } from 'vitest';
import { monthsBefore, readMoment } from './moments.ts';
import { followsFrom, numberPattern, readNumber } from './numbers.ts';

describe('printed numbers', () => {
  it.each([
    ['2,929', 2929],
    ['78.5', 78.5],
    ['Four', 4],
    ['none', 0],
    ['82%', 82],
    ['14 per cent', 14],
    ['Sixty three per cent', 63],
    ['thirty-two', 32],
    ['forty', 40],
  ])('reads %s', (printed, value) => {
    expect(readNumber(printed)).toBe(value);
  });

  it('answers nothing for words that are no number', () => {
    expect(readNumber('several')).toBeUndefined();
    expect(readNumber('nearly half')).toBeUndefined();
  });

  it('finds no number in a part of another', () => {
    expect(new RegExp(numberPattern, 'i').exec('Thirty-two care leavers')?.[0]).toBe('Thirty-two');
    expect(new RegExp(numberPattern, 'i').exec('the 16-17 group')?.[0]).toBe('16');
  });
});

describe('a percentage and its parts', () => {
  it('agree within the rounding of what is printed', () => {
    expect(followsFrom(42, 72, 173)).toBe(true);
    expect(followsFrom(82.4, 103, 125)).toBe(true);
    expect(followsFrom(82, 69, 78)).toBe(false);
  });
});

describe('printed moments', () => {
  it.each([
    ['23 April 2018', { precision: 'day', from: '2018-04-23' }],
    ['31st March 2017', { precision: 'day', from: '2017-03-31' }],
    ['March 2017', { precision: 'month', from: '2017-03' }],
    ['2017/18', { precision: 'financial_year', from: '2017' }],
    ['2014\u201315', { precision: 'financial_year', from: '2014' }],
    ['2015', { precision: 'year', from: '2015' }],
  ])('reads %s as precisely as it is printed', (printed, moment) => {
    expect(readMoment(printed)).toEqual(moment);
  });

  it('takes no two years that do not follow each other for a financial year', () => {
    expect(readMoment('2014/19')).toBeUndefined();
  });

  it('counts months back over the turn of a year', () => {
    expect(monthsBefore('2018-04-23', 6)).toBe('2017-10');
    expect(monthsBefore('2018-01-10', 1)).toBe('2017-12');
  });
});
