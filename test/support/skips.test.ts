import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { expect, it } from 'vitest';
import { skipsTold } from './skips.ts';

it('skipped tests are told in a line a reason, the most frequent first', () => {
  const of = (name: string, reason: string) => ({ name, reason });
  expect(skipsTold([of('a', 'no x'), of('b', 'no y'), of('c', 'no y')])).toEqual({
    lines: ['Skipped 2: no y.', 'Skipped 1: no x.'],
    unexplained: false,
  });
});

it('a test that was skipped without a reason is named and fails the run', () => {
  expect(skipsTold([{ name: 'a.test.ts > b', reason: undefined }])).toEqual({
    lines: ['Skipped without a reason, which fails the run: a.test.ts > b'],
    unexplained: true,
  });
});

it('a test is skipped where there is a reason, and runs where there is none', () => {
  expect(skippedBecause('no x')).toEqual({ skip: true, meta: { skipped: 'no x' } });
  expect(skippedBecause(undefined)).toMatchObject({ skip: false });
});
