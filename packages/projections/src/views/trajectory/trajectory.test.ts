import { days, reported, sources } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { context, on, recordOf } from '../../testing/records.ts';
import { trajectory } from './trajectory.ts';

const sif = { framework: 'SIF', version: '2013' } as const;
const ilacs = (version: string) => ({ framework: 'ILACS', version }) as const;

function seen(
  events: readonly ReturnType<typeof reported>[],
  asOf = '2026-01-01',
  crosswalk = false,
) {
  return trajectory(recordOf(events), on(asOf), context, { crosswalk });
}

describe('the change of an area', () => {
  const first = reported(
    { overall: 'inadequate', leadership: 'inadequate', adoption: 'inadequate', lscb: 'good' },
    { ...sif, days: days('2015-05-11', '2015-06-04'), published: '2015-07-20' },
  );
  const second = reported(
    { overall: 'inadequate', leadership: 'requires_improvement', adoption: 'good' },
    {
      ...sif,
      kind: 'reinspection',
      days: days('2018-04-23', '2018-05-18'),
      published: '2018-07-25',
    },
  );

  it('is the latest grade against the one before, in grades on the ladder', () => {
    const { areas, overall, summary, standing } = seen([first, second]);
    expect(areas.adoption).toMatchObject({ change: 2, direction: 'improving', from: '2015-07-20' });
    expect(areas.leadership).toMatchObject({ change: 1, comparable: 'same_series' });
    expect(overall).toMatchObject({ change: 0, direction: 'unchanged' });
    expect(summary).toEqual({
      improved: ['leadership', 'adoption'],
      declined: [],
      unchanged: [],
      notComparable: [],
      label: 'improving',
      from: '2015-07-20',
      to: '2018-07-25',
      monthsSince: 89,
    });
    expect(standing.overall).toBe('inadequate');
  });

  it('is in no summary where the latest report did not judge the area', () => {
    const { areas, summary } = seen([first, second]);
    expect(areas.lscb).toMatchObject({ change: null, judgedInLatest: false });
    expect(JSON.stringify(summary)).not.toContain('lscb');
  });

  it('counts only what was known, and what had been inspected by then', () => {
    expect(seen([first, second], '2018-07-24').summary.label).toBe('first_inspection');
    expect(seen([first, second], '2015-07-19').summary.label).toBe('not_inspected');
    const hindsight = trajectory(
      recordOf([first, second]),
      on('2018-05-17', '2020-01-01'),
      context,
    );
    expect(hindsight.summary.to).toBe('2015-07-20');
  });

  it('passes over a report that made no judgement of the area', () => {
    const between = reported(
      { overall: 'inadequate', adoption: 'not_judged' },
      { ...sif, days: days('2016-09-05', '2016-09-16'), published: '2016-10-20' },
    );
    const { areas } = seen([first, between, second]);
    expect(areas.adoption?.points.map(({ comparable }) => comparable)).toEqual([
      null,
      'not_comparable',
      'same_series',
    ]);
    expect(areas.adoption).toMatchObject({ change: 2, from: '2015-07-20' });
  });

  it('names the events of both reports', () => {
    const { areas } = seen([first, second]);
    expect(areas.adoption?.because).toEqual([first.id, second.id].sort());
  });
});

describe('a comparison across frameworks', () => {
  const before = reported(
    { overall: 'good', leadership: 'good', help_and_protection: 'good', children_in_care: 'good' },
    { ...sif, days: days('2016-05-23', '2016-06-16'), published: '2016-08-05' },
  );
  const after = reported(
    {
      overall: 'requires_improvement',
      leadership: 'requires_improvement',
      help_and_protection: 'requires_improvement',
      children_in_care: 'outstanding',
    },
    {
      ...ilacs('2018'),
      days: days('2019-05-20', '2019-05-24'),
      published: '2019-07-01',
      covers: ['children_in_care', 'care_leavers'],
    },
  );

  it('is a crosswalk where the question changed, and counts only on request', () => {
    const plain = seen([before, after]);
    expect(plain.areas.leadership).toMatchObject({
      change: -1,
      comparable: 'crosswalk',
      direction: 'not_comparable',
    });
    expect(plain.summary).toMatchObject({
      improved: [],
      declined: ['help_and_protection'],
      notComparable: ['leadership', 'children_in_care'],
      label: 'declining',
    });
    const asked = seen([before, after], '2026-01-01', true);
    expect(asked.summary).toMatchObject({
      improved: ['children_in_care'],
      declined: ['leadership', 'help_and_protection'],
      label: 'mixed',
    });
  });

  it('shows a combined care grade in the series of both areas and counts it once', () => {
    const { areas, summary } = seen([before, after], '2026-01-01', true);
    const covers = ['children_in_care', 'care_leavers'];
    expect(areas.children_in_care?.points[1]).toMatchObject({ covers, grade: 'outstanding' });
    expect(areas.care_leavers?.points).toHaveLength(1);
    expect(areas.care_leavers).toMatchObject({ judgedInLatest: false });
    expect(summary.improved).toEqual(['children_in_care']);
  });

  it('takes children in care alone after a combined grade as a crosswalk, on both sides of the split', () => {
    const apart = reported(
      { overall: 'good', children_in_care: 'good', care_leavers: 'good' },
      { ...ilacs('2023'), days: days('2023-03-06', '2023-03-17'), published: '2023-05-09' },
    );
    const { areas, summary } = seen([after, apart]);
    expect(areas.children_in_care).toMatchObject({ change: -1, comparable: 'crosswalk' });
    expect(areas.care_leavers).toMatchObject({ change: -1, comparable: 'crosswalk' });
    expect(summary.notComparable).toEqual(['children_in_care', 'care_leavers']);
    // nothing but the overall can be compared, and it went up
    expect(summary.label).toBe('improving');
  });

  it('flags a change of scale, and counts it only on request', () => {
    const slac = reported(
      { help_and_protection: 'adequate' },
      { framework: 'SLAC', published: '2011-03-04' },
    );
    const plain = seen([slac, before]);
    expect(plain.areas.help_and_protection).toMatchObject({
      change: 1,
      comparable: 'scale_changed',
      direction: 'not_comparable',
    });
    expect(plain.summary.label).toBe('not_comparable');
    expect(seen([slac, before], '2026-01-01', true).summary.label).toBe('improving');
  });

  it('compares nothing with a grade whose framework no source names', () => {
    const unnamed = reported(
      { overall: 'inadequate' },
      { published: '2013', known: '2014-01-14', source: sources.council, framework: 'SIF' },
    );
    const { framework: _, ...of } = (unnamed.data as { of: { framework?: string } }).of;
    const nameless = { ...unnamed, data: { ...unnamed.data, of } } as typeof unnamed;
    expect(seen([nameless, before]).overall).toMatchObject({ change: null });
  });
});

describe('an overall that the framework no longer gives', () => {
  const last = reported(
    { overall: 'inadequate', leadership: 'inadequate' },
    { ...ilacs('2023'), days: days('2023-03-06', '2023-03-17'), published: '2023-05-09' },
  );
  const without = reported(
    { leadership: 'requires_improvement' },
    { ...ilacs('2026'), days: days('2026-05-11', '2026-05-22'), published: '2026-07-01' },
  );

  it('is a point that is compared with nothing, while the areas go on', () => {
    const { overall, areas, summary } = seen([last, without], '2026-08-01');
    expect(overall).toMatchObject({ change: null, direction: 'not_comparable' });
    expect(overall?.points.at(-1)).toMatchObject({ grade: 'not_reported' });
    expect(areas.leadership).toMatchObject({ change: 1, comparable: 'same_series' });
    expect(summary.label).toBe('improving');
  });

  it('neither ends nor extends a spell', () => {
    const { spells } = seen([last, without], '2026-12-01');
    expect(spells.inadequate).toEqual([
      {
        from: '2023-05-09',
        outOf: null,
        outcome: 'not_reported',
        days: 1149,
        months: 37,
      },
    ]);
  });
});
