import type { Position } from '@monitoring-timeline/core';
import { describe, expect, it } from 'vitest';
import { marbles } from '../testing/marbles.ts';
import { upToDate } from './up-to-date.ts';

const at = (position: number, day: string) => ({
  to: { position: `${position}` as Position, day },
});
const steps = {
  a: at(1, '2026-01-01'),
  b: at(2, '2026-01-01'),
  c: at(2, '2026-01-02'),
  d: at(1, '2026-01-03'),
};
const now = { n: steps.c.to };

describe('upToDate', () => {
  it('leaves out what lies before the end of the log or before the day, and nothing after it was reached', () => {
    marbles(({ hot, cold, expectObservable }) => {
      const standing = () => cold('(n|)', now);
      const seen = hot('abcdab|', steps).pipe(upToDate(standing, () => {}));
      expectObservable(seen).toBe('--cdab|', steps);
    });
  });

  it('listens once it is known where the log stands, and has the clock looked at then', () => {
    let looks = 0;
    marbles(({ hot, cold, expectObservable, expectSubscriptions, flush }) => {
      const source = hot('a-c-c', steps);
      const seen = source.pipe(
        upToDate(
          () => cold('---(n|)', now),
          () => (looks += 1),
        ),
      );
      expectObservable(seen).toBe('----c', steps);
      expectSubscriptions(source.subscriptions).toBe('---^');
      expect(looks).toBe(0);
      flush();
    });
    expect(looks).toBe(1);
  });

  it('ends with its source, and with an error of either', () => {
    marbles(({ hot, cold, expectObservable }) => {
      const standing = () => cold('(n|)', now);
      expectObservable(hot('--|', steps).pipe(upToDate(standing, () => {}))).toBe('--|');
      expectObservable(hot('--#', steps).pipe(upToDate(standing, () => {}))).toBe('--#');
      const lost = upToDate(
        () => cold('-#', now),
        () => {},
      );
      expectObservable(hot('----', steps).pipe(lost)).toBe('-#');
    });
  });
});
