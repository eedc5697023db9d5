import { authorityKey, positionWritten } from '@monitoring-timeline/core';
import type { Checkpoint, Step } from '@monitoring-timeline/projections';
import { expect, it } from 'vitest';
import { RecentSteps } from './recent-steps.ts';

const at = (position: string): Checkpoint => ({
  day: '2026-03-01',
  position: positionWritten(position),
});

/** Steps in which one answer takes each of some values in turn; what a value says beside `grade` is days gone by. */
function stepsOf(values: readonly { readonly grade: string; readonly days: number }[]) {
  const steps = values.slice(1).map((after, index): Step => {
    const [from, to] = [at(`${index}`), at(`${index + 1}`)];
    const change = { key: 'leeds', authority: authorityKey('leeds'), before: values[index], after };
    return { from, to, rows: new Map(), changes: [change] };
  });
  const first: Step = { from: at(''), to: at('0'), rows: new Map(), changes: [] };
  return steps.reduce(RecentSteps.after, RecentSteps.after(undefined, first));
}

const gradeOf = (answer: unknown): string => (answer as { readonly grade: string }).grade;

it('who was slow is told of no answer that came back to what they had, were it not for days gone by', () => {
  const steps = stepsOf([
    { grade: 'good', days: 1 },
    { grade: 'inadequate', days: 2 },
    { grade: 'good', days: 3 },
  ]);
  expect(steps.between(at('0'), at('2'), gradeOf)?.changes).toEqual([]);
  // who was there in between had another answer, and has this one back
  expect(steps.between(at('1'), at('2'), gradeOf)?.changes).toHaveLength(1);
});

it('who was slow is told once how an answer changed over several steps', () => {
  const values = ['good', 'inadequate', 'outstanding'].map((grade, days) => ({ grade, days }));
  const changes = stepsOf(values).between(at('0'), at('2'), gradeOf)?.changes;
  expect(changes).toEqual([
    { key: 'leeds', authority: 'leeds', before: values[0], after: values[2] },
  ]);
});
