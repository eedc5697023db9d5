import { authorityKey } from '@monitoring-timeline/core';
import { claimEvent, day, days, reported, sources } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { context, recordOf } from '../../testing/records.ts';
import { reconcile, UnknownSnapshot } from './reconcile.ts';

const first = reported(
  { overall: 'inadequate', adoption: 'good' },
  {
    framework: 'SIF',
    version: '2013',
    days: days('2014-05-12', '2014-06-04'),
    published: '2014-07-20',
  },
);
const second = reported(
  { overall: 'good', adoption: 'not_judged' },
  {
    framework: 'SIF',
    version: '2013',
    days: days('2016-01-11', '2016-02-04'),
    published: '2016-03-20',
  },
);
const table = (counts: string, title = 'Outcomes at 5 August 2016') =>
  claimEvent(
    'SnapshotPublished',
    {
      title,
      framework: 'SIF',
      counts,
      published: 2,
      rows: [
        {
          area: 'overall',
          counts: { good: 1, requires_improvement: 0, inadequate: 1 },
          percent: { good: 50, requires_improvement: 0, inadequate: 51 },
        },
        { area: 'adoption', counts: { good: 1, requires_improvement: 0, inadequate: 0 } },
      ],
    },
    {
      authority: 'england',
      occurred: day('2016-08-05'),
      known: '2016-09-28',
      source: sources.council,
    },
  );

function recordsWith(...tables: ReturnType<typeof table>[]) {
  return new Map([
    [authorityKey('sunderland'), recordOf([first, second])],
    [authorityKey('england'), recordOf(tables, 'england')],
  ]);
}

describe('a published table beside ours', () => {
  it('names the authority whose earlier report the table counts too', () => {
    const result = reconcile(recordsWith(table('authorities')), 'outcomes at', context.directory);
    expect(result).toMatchObject({ countedAs: 'authorities', cells: 6, equal: 4, tried: null });
    expect(result.differing).toEqual([
      {
        area: 'overall',
        grade: 'inadequate',
        published: 1,
        ours: 0,
        difference: 1,
        explainedBy: ['sunderland'],
        unexplained: 0,
      },
      {
        area: 'adoption',
        grade: 'good',
        published: 1,
        ours: 0,
        difference: 1,
        explainedBy: ['sunderland'],
        unexplained: 0,
      },
    ]);
  });

  it('is counted in the way that leaves fewer cells different where it does not say', () => {
    const result = reconcile(recordsWith(table('not_stated')), 'outcomes at', context.directory);
    expect(result).toMatchObject({
      countedAs: 'reports',
      tried: { reports: 0, authorities: 2 },
      equal: 6,
      repeated: ['sunderland'],
    });
  });

  it('shows which rows do not add up, who was not judged, and percentages that are off', () => {
    const result = reconcile(recordsWith(table('reports')), 'outcomes at', context.directory);
    expect(result.rowsThatDoNotAddUp).toEqual(['adoption']);
    expect(result.rows).toMatchObject([
      { area: 'overall', sum: 2, missing: 0, percentSum: 101, percentOff: ['inadequate'] },
      { area: 'adoption', sum: 1, missing: 1, notJudged: ['sunderland'], percentSum: null },
    ]);
  });

  it('is found by id, or by words that only one title holds', () => {
    const [north, south] = [
      table('reports', 'Outcomes, North'),
      table('reports', 'Outcomes, South'),
    ];
    const records = recordsWith(north, south);
    expect(reconcile(records, north.id, context.directory).title).toBe('Outcomes, North');
    expect(reconcile(records, 'south', context.directory).title).toBe('Outcomes, South');
    expect(() => reconcile(records, 'outcomes', context.directory)).toThrow(
      /Outcomes, North; Outcomes, South/,
    );
    expect(() => reconcile(records, 'west', context.directory)).toThrow(UnknownSnapshot);
  });
});
