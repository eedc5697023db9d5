import { authorityKey } from '@monitoring-timeline/core';
import { describe, expect, it } from 'vitest';
import type { AnswerChange, AuthorityDiff, EventChange } from '../../answers/diff.ts';
import { summaryOf } from './summary.ts';

const row = (
  name: string,
  answers: readonly (readonly [field: string, before: string | null, after: string | null])[],
  kinds: readonly EventChange['kind'][] = [],
): AuthorityDiff => ({
  authority: authorityKey(name.toLowerCase()),
  name,
  events: kinds.map((kind) => ({ kind })) as unknown as EventChange[],
  answers: answers.map(([field, before, after]): AnswerChange => ({ field, before, after })),
  because: [],
});

const rows = [
  row('Leeds', [
    ['trajectory.label', 'steady', 'declining'],
    ['due.ilacs-cycle', 'not_yet, due 2026-03-24', 'window_open, due 2026-03-24'],
    ['due.action-statement', 'not_shown, due 2024-01-01', null],
    ['due.yearly', 'due, due 2025-01-01', 'not_yet, due 2026-01-01'],
    ['standing.leadership.dcs', null, 'Jo Example, interim'],
  ]),
  row(
    'Hull',
    [
      ['standing.report', '2022-01-01', '2026-01-01'],
      ['standing.areas.care_leavers', null, 'good'],
      ['standing.overall', 'good', 'outstanding'],
      ['due.ilacs-cycle', 'due, due 2025-01-01', 'overdue, due 2025-01-01'],
      ['standing.interventions.direction', null, 'since 2026-01-01'],
    ],
    ['learnt', 'learnt', 'corrected'],
  ),
  row('York', [
    ['standing.areas.leadership', 'good', 'requires_improvement'],
    ['standing.overall', 'good', 'inadequate'],
  ]),
];

describe('the summary of a diff', () => {
  const summary = summaryOf(
    rows,
    (key) => (key === 'leeds' ? undefined : 'Yorkshire'),
    new Set(['yearly']),
  );

  it('has the standing first, then what is due, then the rest by weight', () => {
    expect(summary.parts.map(({ part, weight }) => `${part} ${weight}`)).toEqual([
      'standing 5',
      'due 4',
      'interventions 4',
      'leadership 3',
      'trajectory 2',
      'record 1',
    ]);
  });

  it('tells first of grades that fell, by how far, and of clocks that ask most', () => {
    const [standing, due] = summary.parts;
    expect(standing?.changes.map(({ name, field }) => `${name} ${field}`)).toEqual([
      'York standing.overall',
      'York standing.areas.leadership',
      'Hull standing.overall',
      'Hull standing.areas.care_leavers',
    ]);
    expect(due?.changes.map(({ name }) => name)).toEqual(['Hull', 'Leeds']);
  });

  it('counts changes, authorities and facts, and loses none', () => {
    expect(summary).toMatchObject({ authorities: 3, learnt: 2, corrected: 1, retracted: 0 });
    expect(summary.parts[0]).toMatchObject({ authorities: 2 });
    const changes = summary.parts.flatMap((part) => part.changes);
    expect(changes).toHaveLength(rows.flatMap(({ answers }) => answers).length);
    expect(changes.find(({ name }) => name === 'Hull')?.region).toBe('Yorkshire');
    expect(changes.find(({ name }) => name === 'Leeds')?.region).toBeNull();
  });

  it('does not press for what nothing would ever show', () => {
    const record = summary.parts.find(({ part }) => part === 'record');
    expect(record?.changes.map(({ field }) => field)).toContain('due.action-statement');
  });
});
