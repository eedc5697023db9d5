import { type ClaimEvent, isoDay } from '@monitoring-timeline/core';
import { days, type Grades, reported } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { comparisonSchema } from '../../answers/compare.ts';
import { context, on, recordOf } from '../../testing/records.ts';
import { claimIn } from '../evidence.ts';
import { standing } from '../standing/standing.ts';
import { compare } from './compare.ts';

const at = on('2024-01-01');
const sif = (grades: Grades, authority: string) =>
  reported(grades, {
    authority,
    days: days('2018-04-23', '2018-05-18'),
    published: '2018-07-25',
  });
const ilacs = (grades: Grades, authority: string) =>
  reported(grades, {
    authority,
    framework: 'ILACS',
    version: '2018',
    days: days('2019-06-24', '2019-07-05'),
    published: '2019-08-20',
  });

function side(...histories: readonly (readonly [string, readonly ClaimEvent[]])[]) {
  const records = histories.map(([key, events]) => recordOf(events, key));
  const standings = records.map((record) => standing(record, at, context));
  return compare(standings, at, claimIn(records));
}

const answer = side(
  [
    'sunderland',
    [sif({ overall: 'inadequate', leadership: 'inadequate', adoption: 'good' }, 'sunderland')],
  ],
  ['trafford', [ilacs({ overall: 'good', leadership: 'good' }, 'trafford')]],
  ['merton', []],
);
const area = (name: string) => answer.areas.find((row) => row.area === name);

describe('authorities side by side', () => {
  it('stand in the order in which they were named, with the grades of each area', () => {
    expect(comparisonSchema.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({ asOf: isoDay(at.asOf), knownAt: isoDay(at.knownAt) });
    expect(answer.authorities).toMatchObject([
      { authority: { key: 'sunderland' }, status: 'graded' },
      { authority: { key: 'trafford' }, status: 'graded' },
      { authority: { key: 'merton' }, status: 'not_inspected' },
    ]);
    expect(area('overall')?.grades).toMatchObject([
      { authority: 'sunderland', grade: 'inadequate', framework: 'SIF' },
      { authority: 'trafford', grade: 'good', framework: 'ILACS' },
    ]);
    expect(answer.because).toHaveLength(2);
  });

  it('say of each area how far it can be compared, and which pairs are not of one series', () => {
    expect(area('overall')).toMatchObject({ comparable: 'same_series', apart: [] });
    expect(area('leadership')).toMatchObject({
      comparable: 'crosswalk',
      apart: [{ authorities: ['sunderland', 'trafford'], comparable: 'crosswalk' }],
    });
  });

  it('leave the comparison open where only one of them is graded', () => {
    expect(area('adoption')).toMatchObject({ comparable: null, apart: [] });
    expect(area('adoption')?.grades).toHaveLength(1);
  });

  it('show a grade that was given to several areas together under each of them', () => {
    const combined = reported(
      { children_in_care: 'good' },
      {
        authority: 'trafford',
        framework: 'ILACS',
        version: '2018',
        days: days('2019-06-24', '2019-07-05'),
        published: '2019-08-20',
        covers: ['children_in_care', 'care_leavers'],
      },
    );
    const together = side(
      ['trafford', [combined]],
      ['sunderland', [sif({ care_leavers: 'good', children_in_care: 'good' }, 'sunderland')]],
    );
    const found = together.areas.map((row) => [row.area, row.comparable]);
    expect(found).toContainEqual(['care_leavers', 'crosswalk']);
    expect(found).toContainEqual(['children_in_care', 'crosswalk']);
  });
});
