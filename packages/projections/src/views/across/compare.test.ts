import { type ClaimEvent, isoDay } from '@monitoring-timeline/core';
import { days, type Grades, reported } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { comparisonSchema } from '../../answers/compare.ts';
import { context, on, recordOf } from '../../testing/records.ts';
import { claimIn } from '../evidence.ts';
import { picture } from '../picture/picture.ts';
import { standing } from '../standing/standing.ts';
import { compare } from './compare.ts';
import { withPeers } from './peers.ts';

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

describe('where a comparison does not hold', () => {
  const saidOf = (of: string, name: string | null) =>
    answer.notes
      .filter(({ kind, area: about }) => kind === of && about === name)
      .map(({ says }) => says);

  it('a sentence says so of who has no grade, and of questions that are related and not one', () => {
    expect(saidOf('not_inspected', null)).toEqual([
      'No graded report of Merton is on record by this day.',
    ]);
    expect(saidOf('other_framework', 'leadership')).toEqual([
      'Leadership: Sunderland and Trafford. They stand by two frameworks (ILACS 2018 and SIF 2013), whose questions are related, not one.',
    ]);
    expect(saidOf('no_such_area', 'adoption')).toEqual([
      'Adoption: Trafford has no grade of it; its latest report (ILACS) gave none.',
    ]);
    expect(saidOf('other_framework', 'overall')).toEqual([]);
  });

  it('a sentence says so of reports years apart, of other scales, and of who was not there', () => {
    const early = reported(
      { help_and_protection: 'adequate' },
      {
        authority: 'dorset-to-2019',
        framework: 'SLAC',
        version: '2009',
        days: days('2012-01-09', '2012-01-20'),
        published: '2012-02-20',
      },
    );
    const late = ilacs({ help_and_protection: 'good' }, 'trafford');
    const { notes } = side(['dorset-to-2019', [early]], ['trafford', [late]], ['dorset', []]);
    const kinds = notes.map(({ kind }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining(['abolished', 'not_inspected', 'years_apart', 'other_scale']),
    );
    expect(notes.find(({ kind }) => kind === 'years_apart')?.says).toContain(
      'that of Dorset (to 2019) came out on 20 February 2012',
    );
  });

  it('there is none where it holds', () => {
    const both = side(
      ['sunderland', [ilacs({ overall: 'good', leadership: 'good' }, 'sunderland')]],
      ['trafford', [ilacs({ overall: 'good', leadership: 'good' }, 'trafford')]],
    );
    expect(both.notes.filter(({ area: about }) => about === 'overall' || about === null)).toEqual(
      [],
    );
  });
});

describe('the peers of an authority', () => {
  const records = new Map(
    [
      recordOf([ilacs({ overall: 'good' }, 'sunderland')], 'sunderland'),
      recordOf([ilacs({ overall: 'good' }, 'hartlepool')], 'hartlepool'),
      recordOf([sif({ overall: 'inadequate' }, 'south-tyneside')], 'south-tyneside'),
      recordOf([], 'dorset-to-2019'),
    ].map((record) => [record.authority, record] as const),
  );
  const asked = (key: string, day = at) => {
    const record = [...records.values()].find(({ authority }) => authority === key)!;
    const own = compare([standing(record, day, context)], day, claimIn([record]));
    return withPeers(own, records, day, context.directory);
  };

  it('are its statistical neighbours and its region, counted as a picture counts them', () => {
    const whole = asked('sunderland');
    expect(comparisonSchema.parse(whole)).toEqual(whole);
    const [neighbours, region] = whole.peers!;
    const listed = context.directory.neighbours(whole.authorities[0]!.authority.key);
    expect(neighbours).toMatchObject({ of: 'sunderland', kind: 'neighbours', name: '2025' });
    expect(neighbours!.members.map(({ key }) => key)).toEqual(listed);
    const { authorities, areas } = picture(
      records,
      at,
      { region: 'North East' },
      context.directory,
    );
    expect(region).toMatchObject({ kind: 'region', name: 'North East', authorities, areas });
    expect(areas.overall?.counts).toMatchObject({ good: 2, inadequate: 1 });
  });

  it('that stand by another framework are told of', () => {
    expect(asked('sunderland').notes.map(({ kind }) => kind)).toContain('peers_elsewhere');
  });

  it('are its region alone where the record names no neighbours of it', () => {
    const { peers, notes } = asked('dorset-to-2019');
    expect(peers![0]).toMatchObject({ kind: 'neighbours', name: null, members: [] });
    expect(notes.find(({ kind }) => kind === 'no_neighbours')?.says).toContain(
      'names no statistical neighbours of Dorset (to 2019)',
    );
    expect(peers![1]!.members.length).toBeGreaterThan(5);
  });
});
