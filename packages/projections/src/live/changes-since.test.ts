import { authorityKey, type Position } from '@monitoring-timeline/core';
import { NEVER } from 'rxjs';
import { describe, it } from 'vitest';
import { marbles } from '../testing/marbles.ts';
import { changesSince, type Step } from './changes-since.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { RowChange } from './rows.ts';

const key = 'sunderland';
const authority = authorityKey(key);
const at = (position: number): Checkpoint => ({
  position: `${position}` as Position,
  day: '2026-01-01',
});

/** What the log came to at a place: one grade. */
const step = (position: number, grade: string): Step => ({
  from: null,
  to: at(position),
  rows: new Map([[key, { authority, answer: grade, settled: grade }]]),
  changes: [],
});
const change = (before: string | null, after: string): RowChange => ({
  key,
  authority,
  before,
  after,
});
const told = (given: Step, from: Checkpoint | null, ...changes: readonly RowChange[]): Step => ({
  ...given,
  from,
  changes,
});

const steps = { a: step(1, 'good'), b: step(2, 'good'), c: step(3, 'inadequate') };

describe('changesSince', () => {
  it('tells all there is as a change from nothing, then what differs, also where that is nothing', () => {
    marbles(({ hot, expectObservable }) => {
      const seen = hot('a-b-c|', steps).pipe(changesSince(null, () => NEVER));
      expectObservable(seen).toBe('a-b-c|', {
        a: told(steps.a, null, change(null, 'good')),
        b: told(steps.b, at(1)),
        c: told(steps.c, at(2), change('good', 'inadequate')),
      });
    });
  });

  it('asks once what lies between a checkpoint and the present; who is slow is given the latest', () => {
    marbles(({ hot, cold, expectObservable, expectSubscriptions }) => {
      const between = cold('---x|', { x: [change('outstanding', 'good')] });
      const seen = hot('abc-----|', steps).pipe(changesSince(at(0), () => between));
      expectObservable(seen).toBe('---ac---|', {
        a: told(steps.a, at(0), change('outstanding', 'good')),
        c: told(steps.c, at(1), change('good', 'inadequate')),
      });
      expectSubscriptions(between.subscriptions).toBe('^---!');
    });
  });

  it('ends with the error of its source, and of what lies between', () => {
    marbles(({ hot, cold, expectObservable }) => {
      expectObservable(hot('--#', steps).pipe(changesSince(null, () => NEVER))).toBe('--#');
      const seen = hot('a---', steps).pipe(changesSince(at(0), () => cold('--#')));
      expectObservable(seen).toBe('--#');
    });
  });
});
