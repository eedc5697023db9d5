import { map, timer } from 'rxjs';
import { describe, it } from 'vitest';
import { marbles } from '../testing/marbles.ts';
import { conflateMap } from './conflate-map.ts';

const joined = (a: string, b: string): string => a + b;
/** Work of three frames that gives what it was given. */
const slowly = (value: string) => timer(3).pipe(map(() => value));

describe('conflateMap', () => {
  it('works on one value at a time and joins what comes meanwhile', () => {
    marbles(({ hot, expectObservable }) => {
      const source = hot('  a-bc-----d---|', undefined);
      const expected = '    ---a--x-----d|';
      expectObservable(source.pipe(conflateMap(slowly, joined))).toBe(expected, {
        a: 'a',
        x: 'bc',
        d: 'd',
      });
    });
  });

  it('gives what every round comes to, also where values come in without a pause', () => {
    marbles(({ hot, expectObservable }) => {
      const source = hot('  abcdefgh|');
      const expected = '    ---a--x--y--(h|)';
      expectObservable(source.pipe(conflateMap(slowly, joined))).toBe(expected, {
        a: 'a',
        x: 'bcd',
        y: 'efg',
        h: 'h',
      });
    });
  });

  it('takes each value by itself where the work is done at once', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('(abc|)');
      expectObservable(source.pipe(conflateMap((value) => [value], joined))).toBe('(abc|)');
    });
  });

  it('ends with an error of the work, or of the source while work is under way', () => {
    marbles(({ hot, cold, expectObservable, expectSubscriptions }) => {
      const broken = hot('a----b--', undefined);
      expectObservable(broken.pipe(conflateMap(() => cold('--#'), joined))).toBe('--#');
      expectSubscriptions(broken.subscriptions).toBe('^-!');
      expectObservable(hot('a-#').pipe(conflateMap(slowly, joined))).toBe('--#');
    });
  });

  it('stops the work, and keeps nothing for it, once nobody listens', () => {
    marbles(({ hot, cold, expectObservable, expectSubscriptions }) => {
      const source = hot('a-b-c---');
      const work = cold('  -----x|');
      const conflated = source.pipe(conflateMap(() => work, joined));
      expectObservable(conflated, '^--!').toBe('----');
      expectSubscriptions(source.subscriptions).toBe('^--!');
      expectSubscriptions(work.subscriptions).toBe('^--!');
    });
  });

  it('keeps what waits of each subscriber apart', () => {
    marbles(({ cold, expectObservable }) => {
      const conflated = cold('ab|').pipe(conflateMap(slowly, joined));
      expectObservable(conflated).toBe('---a--(b|)');
      expectObservable(conflated, '-^').toBe('----a--(b|)');
    });
  });
});
