import { map, of, throwError, timer } from 'rxjs';
import { describe, it } from 'vitest';
import { marbles } from '../testing/marbles.ts';
import { conflateScan } from './conflate-scan.ts';

const joined = (a: string, b: string): string => a + b;
/** Three frames of work that write down what a round was given. */
const slowly = (before: string | undefined, value: string) =>
  timer(3).pipe(map(() => `${before ?? ''}[${value}]`));

describe('conflateScan', () => {
  it('takes the state on by one round at a time, with what came meanwhile joined', () => {
    marbles(({ hot, expectObservable }) => {
      const source = hot('  a-bc-----d---|');
      const expected = '    ---x--y-----z|';
      expectObservable(source.pipe(conflateScan(slowly, joined))).toBe(expected, {
        x: '[a]',
        y: '[a][bc]',
        z: '[a][bc][d]',
      });
    });
  });

  it('gives the state of a round also where it is the one before', () => {
    marbles(({ hot, expectObservable }) => {
      const same = conflateScan((before: string | undefined) => of(before ?? 'x'), joined);
      expectObservable(hot('a-b-c|').pipe(same)).toBe('x-x-x|');
    });
  });

  it('begins without a state for each who listens', () => {
    marbles(({ cold, expectObservable }) => {
      const counted = cold('a-b|').pipe(
        conflateScan((before: number | undefined) => of((before ?? 0) + 1), joined),
      );
      const values = { x: 1, y: 2 };
      expectObservable(counted).toBe('x-y|', values);
      expectObservable(counted, '--^').toBe('--x-y|', values);
    });
  });

  it('passes on the end of its source once the last round is done, and its error', () => {
    marbles(({ cold, expectObservable }) => {
      const worked = conflateScan(slowly, joined);
      expectObservable(cold('a|').pipe(worked)).toBe('---(x|)', { x: '[a]' });
      expectObservable(cold<string>('--|').pipe(worked)).toBe('--|');
      expectObservable(cold('a#').pipe(worked)).toBe('-#');
    });
  });

  it('ends with an error of the work, and lets go of its source', () => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source = hot('  --a--b|');
      const broken = conflateScan(() => throwError(() => 'error'), joined);
      expectObservable(source.pipe(broken)).toBe('--#');
      expectSubscriptions(source.subscriptions).toBe('^-!');
    });
  });

  it('stops its work when nobody listens any more', () => {
    marbles(({ hot, cold, expectObservable, expectSubscriptions }) => {
      const work = cold('-----x|');
      const source = hot('  a--');
      expectObservable(source.pipe(conflateScan(() => work, joined)), '^--!').toBe('----');
      expectSubscriptions(work.subscriptions).toBe('^--!');
    });
  });
});
