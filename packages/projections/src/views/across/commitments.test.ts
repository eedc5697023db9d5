import { authorityKey, type PartialDate } from '@monitoring-timeline/core';
import { claimEvent, day } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { context, on, recordOf } from '../../testing/records.ts';
import { commitments } from './commitments.ts';

function made(topic: string, due?: PartialDate) {
  return claimEvent(
    'CommitmentMade',
    { topic, ...(due ? { due } : {}) },
    {
      occurred: day('2020-01-14'),
      known: '2020-01-14',
    },
  );
}

const month = (from: string): PartialDate => ({ precision: 'month', from });
const record = recordOf([
  made('one day'),
  made('July', month('2020-07')),
  made('evaluation', { precision: 'by', from: '2020-02' }),
  made('review', { precision: 'by', from: '2020-01-31' }),
]);
const records = new Map([[authorityKey('sunderland'), record]]);

const topics = (asOf: string, options = {}) =>
  commitments(records, on(asOf), context, options).map(({ topic, status }) => [topic, status]);

describe('commitments', () => {
  it('come by due date, the undated last, and pass without a word on whether they were kept', () => {
    expect(topics('2020-02-10')).toEqual([
      ['review', 'day_passed'],
      ['evaluation', 'due'],
      ['July', 'upcoming'],
      ['one day', 'undated'],
    ]);
    const [first] = commitments(records, on('2020-02-10'), context);
    expect(first).toMatchObject({ kept: 'not_known', dueFrom: '2020-01-31', dueTo: '2020-01-31' });
  });

  it('can be those due by the end of a month, or within it', () => {
    const february = month('2020-02');
    expect(topics('2020-01-20', { dueBy: february }).map(([topic]) => topic)).toEqual([
      'review',
      'evaluation',
    ]);
    expect(topics('2020-01-20', { dueWithin: february }).map(([topic]) => topic)).toEqual([
      'evaluation',
    ]);
  });

  it('are of those asked about alone, and of none before they were made', () => {
    expect(topics('2020-01-13')).toEqual([]);
    expect(topics('2020-02-10', { authority: 'Sunderland' })).toHaveLength(4);
    expect(topics('2020-02-10', { region: 'London' })).toEqual([]);
  });
});
