import { authorityKey } from '@monitoring-timeline/core';
import { type Coordinates, onDay, trajectory } from '@monitoring-timeline/projections';
import { describe, expect, it } from 'vitest';
import { recordOf, recordsOf, shippedContext, shippedEvents } from '../support/record.ts';

const records = recordsOf(shippedEvents());
const context = shippedContext();

const on = (asOf: string, knownAt = asOf): Coordinates => ({
  ...onDay(asOf),
  knownAt: onDay(knownAt).knownAt,
});
const of = (authority: string, at: Coordinates, crosswalk = false) =>
  trajectory(recordOf(records, authorityKey(authority)), at, context, { crosswalk });

describe('Sunderland after its re-inspection of 2018', () => {
  const { areas, overall, summary, standing, spells, visits } = of('sunderland', on('2018-07-26'));

  it('moved up in three areas, by how much, and in no other (Q3)', () => {
    const changes = Object.entries(areas).map(([area, { change, direction }]) => [
      area,
      change,
      direction,
    ]);
    expect(changes).toEqual([
      ['leadership', 0, 'unchanged'],
      ['help_and_protection', 0, 'unchanged'],
      ['children_in_care', 1, 'improving'],
      ['care_leavers', 1, 'improving'],
      ['adoption', 2, 'improving'],
      ['lscb', null, 'not_comparable'],
    ]);
    expect(overall).toMatchObject({ change: 0, direction: 'unchanged' });
  });

  it('was worse in none, and is improving while its standing is still inadequate (Q4)', () => {
    expect(summary).toEqual({
      improved: ['children_in_care', 'care_leavers', 'adoption'],
      declined: [],
      unchanged: ['leadership', 'help_and_protection'],
      notComparable: [],
      label: 'improving',
      from: '2015-07-20',
      to: '2018-07-25',
      monthsSince: 0,
    });
    expect(standing).toMatchObject({ overall: 'inadequate', published: '2018-07-25' });
  });

  it('had been inadequate for 1,101 days, 36 full months, on the day of the report (Q5)', () => {
    const onTheDay = of('sunderland', on('2018-07-25')).spells;
    expect(onTheDay.inadequate).toEqual([
      { from: '2015-07-20', outOf: null, outcome: 'ongoing', days: 1101, months: 36 },
    ]);
    expect(spells.relapses).toEqual([]);
  });

  it('had four monitoring visits on record between the grades, of which one states progress', () => {
    expect(
      visits.map(({ sequence, progress, afterReport }) => [sequence, progress, afterReport]),
    ).toEqual([
      [1, null, '2015-07-20'],
      [2, 'steady', '2015-07-20'],
      [3, null, '2015-07-20'],
      [4, null, '2015-07-20'],
    ]);
  });

  it('was not improving the day before the report was out', () => {
    expect(of('sunderland', on('2018-07-24')).summary).toMatchObject({
      improved: [],
      to: '2015-07-20',
    });
  });

  it('came out of inadequate with the report of August 2021', () => {
    const { spells: later, summary: today } = of('sunderland', on('2026-08-20'));
    expect(later.inadequate).toMatchObject([{ from: '2015-07-20', outOf: '2021-08-20' }]);
    expect(today.notComparable).toEqual(['children_in_care', 'care_leavers']);
    expect(of('sunderland', on('2026-08-20'), true).summary).toMatchObject({
      improved: ['help_and_protection'],
      declined: ['care_leavers'],
      label: 'mixed',
    });
  });
});

describe('what was measured', () => {
  const { indicators } = of('sunderland', on('2018-07-26'));
  const indicator = (code: string) => indicators.find((one) => one.indicator === code);
  const values = (code: string) => indicator(code)?.points.map(({ at, value }) => [at, value]);

  it('in Sunderland fell from 269 cases without a worker to 2 (Q11)', () => {
    expect(values('unallocated_cases')).toEqual([
      ['2015-06', 269],
      ['2016-08', 2],
    ]);
    expect(indicator('unallocated_cases')?.change).toBe(-267);
  });

  it('rose by 48 points in care leavers in touch (Q12)', () => {
    expect(values('care_leavers_in_touch')).toEqual([
      ['2015', 30],
      ['2018-04-23/2018-05-18', 78],
    ]);
    expect(indicator('care_leavers_in_touch')?.change).toBe(48);
  });

  it('is flagged where the printed 82% does not follow from 69 of 78 (Q31)', () => {
    expect(indicator('age_16_17_in_education_or_work')?.points).toMatchObject([
      { printed: '69 (82%)', value: 82, computed: 88.5, inconsistent: true },
    ]);
  });
});

describe('the leadership of three authorities', () => {
  it('is judged under frameworks that each answer names (Q28)', () => {
    const last = (authority: string, day: string) => {
      const point = of(authority, on(day)).areas.leadership?.points.at(-1);
      return [point?.grade, point?.framework, point?.published];
    };
    expect(last('sunderland', '2018-07-26')).toEqual(['inadequate', 'SIF', '2018-07-25']);
    expect(last('stockton-on-tees', '2016-08-05')).toEqual(['good', 'SIF', '2016-08-05']);
    expect(last('cheshire-east', '2020-01-10')).toEqual([
      'requires_improvement',
      'ILACS',
      '2020-01-09',
    ]);
    const { leadership } = of('cheshire-east', on('2020-01-10')).areas;
    expect(leadership).toMatchObject({ comparable: 'crosswalk', direction: 'not_comparable' });
  });
});

describe('every authority of the record', () => {
  it('has a label that its lists and its overall bear out', () => {
    for (const record of records.values()) {
      const { summary, overall } = trajectory(record, on('2026-08-20'), context);
      const went = [
        ...summary.improved.map(() => 'improving'),
        ...summary.declined.map(() => 'declining'),
        ...(overall?.judgedInLatest ? [overall.direction] : []),
      ].filter((direction) => direction === 'improving' || direction === 'declining');
      const expected = [...new Set(went)].length === 2 ? 'mixed' : went[0];
      if (expected) expect(summary.label, record.authority).toBe(expected);
      else expect(['improving', 'declining', 'mixed']).not.toContain(summary.label);
    }
  });

  it('of April 2026 or later shows an overall that is not reported, and its areas', () => {
    const { overall, areas } = of('trafford', on('2026-08-20'));
    expect(overall?.points.at(-1)?.grade).toBe('not_reported');
    expect(overall?.change).toBeNull();
    expect(areas.leadership?.points.at(-1)?.grade).toBe('inadequate');
  });
});
