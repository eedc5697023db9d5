import type { GradeOrNot } from '@monitoring-timeline/core';
import { claimEvent, day, days, reported } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { visited } from '../../testing/due.ts';
import { context, on, recordOf } from '../../testing/records.ts';
import { trajectory } from './trajectory.ts';

const sif = { framework: 'SIF', version: '2013' } as const;
type Pair = readonly [GradeOrNot, GradeOrNot];

const first = (grades: Parameters<typeof reported>[0]) =>
  reported(grades, { ...sif, days: days('2015-05-11', '2015-06-04'), published: '2015-07-20' });
const second = (grades: Parameters<typeof reported>[0]) =>
  reported(grades, { ...sif, days: days('2018-04-23', '2018-05-18'), published: '2018-07-25' });

const seen = (events: Parameters<typeof recordOf>[0], asOf = '2019-01-24', knownAt = asOf) =>
  trajectory(recordOf(events), on(asOf, knownAt), context);

/** The label of two reports by their grades for leadership, for adoption and overall. */
function label(leadership: Pair, adoption: Pair, overall: Pair) {
  const at = (index: 0 | 1) => ({
    leadership: leadership[index],
    adoption: adoption[index],
    overall: overall[index],
  });
  return seen([first(at(0)), second(at(1))]).summary.label;
}

describe('the label of a trajectory', () => {
  it.each([
    ['improving', ['good', 'outstanding'], ['good', 'good']],
    ['declining', ['good', 'inadequate'], ['good', 'good']],
    ['mixed', ['good', 'outstanding'], ['good', 'inadequate']],
    ['unchanged', ['good', 'good'], ['good', 'good']],
  ] as const)('is %s by areas that went %j and %j', (expected, leadership, adoption) => {
    expect(label(leadership, adoption, ['good', 'good'])).toBe(expected);
  });

  it('takes in the overall, which is in no list of areas', () => {
    const same = ['good', 'good'] as const;
    expect(label(same, same, ['good', 'outstanding'])).toBe('improving');
    expect(label(same, same, ['good', 'inadequate'])).toBe('declining');
    expect(label(['good', 'outstanding'], same, ['good', 'inadequate'])).toBe('mixed');
    const { summary } = seen([
      first({ overall: 'good', adoption: 'good' }),
      second({ overall: 'outstanding', adoption: 'good' }),
    ]);
    expect(summary).toMatchObject({ improved: [], unchanged: ['adoption'] });
  });

  it('is not comparable where nothing that the latest judged was judged before', () => {
    const { summary, overall, areas } = seen([
      first({ leadership: 'good' }),
      second({ adoption: 'good' }),
    ]);
    expect(summary).toMatchObject({ label: 'not_comparable', notComparable: ['adoption'] });
    expect(overall).toBeNull();
    expect(areas.leadership).toMatchObject({ judgedInLatest: false });
  });

  it('leaves out an overall that the latest report did not judge', () => {
    const { summary } = seen([
      first({ overall: 'good', adoption: 'good' }),
      second({ adoption: 'good' }),
      reported(
        { adoption: 'good' },
        { ...sif, days: days('2018-09-03', '2018-09-14'), published: '2018-11-01' },
      ),
    ]);
    expect(summary.label).toBe('unchanged');
  });

  it('is that of a first inspection, or of none', () => {
    expect(seen([first({ adoption: 'good' })]).summary).toMatchObject({
      label: 'first_inspection',
      from: null,
      to: '2015-07-20',
    });
    expect(seen([])).toMatchObject({
      areas: {},
      overall: null,
      summary: { label: 'not_inspected', from: null, to: null, monthsSince: null },
      standing: { overall: null, published: null, inadequateAreas: [] },
      because: [],
    });
  });
});

describe('the summary of a trajectory', () => {
  it('counts from the latest report that something is compared with', () => {
    const third = reported(
      { adoption: 'good', leadership: 'good' },
      { ...sif, days: days('2018-09-03', '2018-09-14'), published: '2018-11-01' },
    );
    const { summary, areas } = seen([
      first({ adoption: 'inadequate', leadership: 'inadequate' }),
      second({ adoption: 'inadequate' }),
      third,
    ]);
    expect(areas.leadership?.from).toBe('2015-07-20');
    expect(summary).toMatchObject({ from: '2018-07-25', to: '2018-11-01', monthsSince: 2 });
  });

  it('counts from the report before where nothing is compared', () => {
    const { summary } = seen([first({ leadership: 'good' }), second({ adoption: 'good' })]);
    expect(summary).toMatchObject({ from: '2015-07-20', to: '2018-07-25', monthsSince: 5 });
  });

  it('counts no months before the latest report was out, in hindsight', () => {
    const { summary } = seen([first({ leadership: 'good' })], '2015-06-10', '2019-01-01');
    expect(summary).toMatchObject({ to: '2015-07-20', monthsSince: 0 });
  });

  it('stands beside the standing, with the areas that are inadequate', () => {
    const { standing, because } = seen([
      first({ overall: 'good', adoption: 'inadequate', leadership: 'good' }),
    ]);
    expect(standing).toEqual({
      overall: 'good',
      published: '2015-07-20',
      inadequateAreas: ['adoption'],
    });
    expect(because).toHaveLength(1);
  });

  it('rests on the reports of the overall and of every area', () => {
    const events = [first({ overall: 'good' }), second({ adoption: 'good' })];
    expect(seen(events).because).toEqual(events.map(({ id }) => id).sort());
  });

  it('says the instant up to which the record was read, where that is asked', () => {
    const record = recordOf([first({ adoption: 'good' })]);
    const recordedAt = '2026-06-01T00:00:00.000Z';
    expect(trajectory(record, { ...on('2019-01-24'), recordedAt }, context).recordedAt).toBe(
      recordedAt,
    );
    expect('recordedAt' in trajectory(record, on('2019-01-24'), context)).toBe(false);
    expect(seen([first({ adoption: 'good' })], '2016-01-01', '2017-01-01')).toMatchObject({
      asOf: '2016-01-01',
      knownAt: '2017-01-01',
    });
  });
});

describe('visits between graded reports', () => {
  const history = [first({ adoption: 'good' }), second({ adoption: 'good' })];
  const after = (...events: Parameters<typeof recordOf>[0]) =>
    seen([...history, ...events]).visits.map(({ start, afterReport }) => [start, afterReport]);

  it('come after the report that was valid before they began, and before all of them after none', () => {
    expect(
      after(
        ...visited('monitoring', '2014-06-10'),
        ...visited('monitoring', '2016-06-10'),
        ...visited('monitoring', '2018-05-18'),
        ...visited('focused', '2018-05-19'),
      ),
    ).toEqual([
      ['2014-06-10', null],
      ['2016-06-10', '2015-07-20'],
      ['2018-05-18', '2015-07-20'],
      ['2018-05-19', '2018-07-25'],
    ]);
  });

  it('whose days are not on record come by their letter', () => {
    const letter = claimEvent(
      'ReportPublished',
      { of: { activity: 'visit', visitKind: 'monitoring' }, published: '2016-07-01' },
      { occurred: day('2016-07-01'), known: '2016-07-01' },
    );
    expect(after(letter)).toEqual([[null, '2015-07-20']]);
  });
});
