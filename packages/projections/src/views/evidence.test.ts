import type { ClaimEvent } from '@monitoring-timeline/core';
import { inspected, reported, sources } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { recordOf } from '../testing/records.ts';
import { because, becauseOfAll, claimIn } from './evidence.ts';

const days = { precision: 'range', from: '2018-04-23', to: '2018-05-18' } as const;
const released = (source: (typeof sources)['release2023']): ClaimEvent =>
  reported({ overall: 'good' }, { days, published: '2018-07-25', source });
const [first, second] = [released(sources.release2023), released(sources.release2024)];
const report = reported({ overall: 'good' }, { days, published: '2018-07-25' });
const assumed = inspected({ days });

describe('the events behind several rows', () => {
  const record = recordOf([second, assumed, first, report]);
  const claimOf = claimIn([recordOf([], 'merton'), record]);
  const inOrder = [report, assumed, first, second].map(({ id }) => id);

  it('are one list in the order of each: what was public first, then editions as they came out', () => {
    const lists = [[second.id], [first.id, assumed.id], [report.id, second.id]];
    expect(becauseOfAll(lists, claimOf)).toEqual(inOrder);
    expect(becauseOfAll(lists.toReversed(), claimOf)).toEqual(inOrder);
    expect(because([...record.claims()])).toEqual(inOrder);
  });

  it('end with what no record at hand holds', () => {
    expect(becauseOfAll([['elsewhere', second.id, report.id]], claimOf)).toEqual([
      report.id,
      second.id,
      'elsewhere',
    ]);
  });
});
