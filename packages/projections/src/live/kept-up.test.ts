import type { Position } from '@monitoring-timeline/core';
import { materialize, type Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { marbles } from '../testing/marbles.ts';
import { keptUp } from './kept-up.ts';

const at = (position: number) => ({
  to: { position: `${position}` as Position, day: '2026-01-01' },
});
const steps = { a: at(1), b: at(2) };
const ends: Readonly<Record<string, readonly string[]>> = { '|': ['C'], '#': ['E'] };

describe('keptUp', () => {
  it.each(['a-b|', 'a-b#', 'a-b-'])('passes on %s, and says how far its listener is', (drawn) => {
    const kept: Observable<Position>[] = [];
    let left = 0;
    marbles(({ hot, expectObservable, flush }) => {
      const seen = hot(drawn, steps).pipe(
        keptUp(({ reached$ }) => {
          kept.push(reached$);
          return () => (left += 1);
        }),
      );
      expect(kept).toEqual([]);
      expectObservable(seen, '^---!').toBe(drawn.replace(/-$/, ''), steps);
      flush();
      expect(left).toBe(1);
    });
    // whoever waits is told the last place, and the end
    const told: string[] = [];
    kept[0]?.pipe(materialize()).subscribe(({ kind, value }) => told.push(value ?? kind));
    expect(told).toEqual(['2', ...(ends[drawn.charAt(3)] ?? [])]);
  });
});
