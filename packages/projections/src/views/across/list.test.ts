import { authorityKey } from '@monitoring-timeline/core';
import { days, reported } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import type { DueRow } from '../../answers/due.ts';
import { context, on, recordOf } from '../../testing/records.ts';
import { board } from './board.ts';
import { InvalidCondition, parseCondition } from './condition.ts';
import { list } from './list.ts';
import { UnknownRegion } from './regions-meant.ts';

function graded(authority: string, care: 'good' | 'inadequate', combined = false) {
  const event = reported(
    { overall: 'good', children_in_care: care, ...(combined ? {} : { care_leavers: care }) },
    {
      authority,
      framework: 'ILACS',
      version: combined ? '2018' : '2023',
      days: days('2022-03-07', '2022-03-18'),
      published: '2022-05-09',
      ...(combined ? { covers: ['children_in_care', 'care_leavers'] as const } : {}),
    },
  );
  return [authorityKey(authority), recordOf([event], authority)] as const;
}

const records = new Map([
  graded('sunderland', 'good'),
  graded('stockton-on-tees', 'inadequate'),
  graded('durham', 'inadequate', true),
  graded('cheshire-east', 'inadequate'),
]);
const at = on('2024-01-01');

const names = (...where: string[]) =>
  list(records, at, context, { where: where.map(parseCondition), region: 'NE' }).map(
    ({ authority }) => authority.key,
  );

describe('a list of authorities', () => {
  it('holds those in that standing, in the region, alphabetical', () => {
    expect(names('children_in_care=inadequate')).toEqual(['durham', 'stockton-on-tees']);
    expect(names('care-leavers=good', 'overall=good')).toEqual(['sunderland']);
  });

  it('takes a combined grade as one of every area that it covers, and says so', () => {
    const [durham] = list(records, at, context, {
      where: [parseCondition('care_leavers=inadequate')],
      region: 'North East',
    });
    expect(durham).toMatchObject({
      authority: { key: 'durham' },
      grades: [{ area: 'children_in_care', covers: ['children_in_care', 'care_leavers'] }],
    });
  });

  it('can be of the statistical neighbours of one', () => {
    const keys = list(records, at, context, { neighboursOf: 'Sunderland' }).map(
      ({ authority }) => authority.key,
    );
    expect(keys).toHaveLength(context.directory.neighbours(authorityKey('sunderland')).length);
    expect(keys).not.toContain('sunderland');
  });

  it('refuses a condition or a region that there is not, with those there are', () => {
    expect(() => parseCondition('care_leavers:good')).toThrow(InvalidCondition);
    expect(() => parseCondition('care_leavers=splendid')).toThrow(/outstanding, good/);
    expect(() => list(records, at, context, { region: 'Narnia' })).toThrow(UnknownRegion);
  });
});

describe('the board', () => {
  it('has one row an authority, inspected or not, with what the caller knows to be due', () => {
    const due = (key: string) => [{ explanation: `${key} soon` } as DueRow];
    const rows = board(records, at, context, { region: 'NE', due });
    expect(rows).toHaveLength(12);
    expect(rows.map(({ authority }) => authority.name)).toEqual(
      rows.map(({ authority }) => authority.name).toSorted(),
    );
    const sunderland = rows.find(({ authority }) => authority.key === 'sunderland');
    expect(sunderland).toMatchObject({
      standing: { status: 'graded', overall: 'good', published: '2022-05-09' },
      trajectory: { label: 'first_inspection' },
      lastActivity: { start: '2022-03-07', end: '2022-03-18', daysAgo: 654 },
      nextActivity: null,
      due: [{ explanation: 'sunderland soon' }],
    });
    expect(rows[0]).toMatchObject({ standing: { status: 'not_inspected' }, lastActivity: null });
  });
});
