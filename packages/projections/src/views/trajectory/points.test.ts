import { addDays } from '@monitoring-timeline/core';
import { days, type Grades, reported } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { context, on, recordOf } from '../../testing/records.ts';
import { publishedText, reportsInForce, seriesOf } from './points.ts';
import { trajectory } from './trajectory.ts';

type Events = Parameters<typeof recordOf>[0];
const seen = (events: Events, asOf = '2030-01-01') =>
  trajectory(recordOf(events), on(asOf), context);
const reportsOf = (...events: Events) => recordOf(events).at(on('2030-01-01')).reports;

const ilacs = (version: string, published: string, grades: Grades, more = {}) =>
  reported(grades, { framework: 'ILACS', version, published, ...more });
const sif = (published: string, grades: Grades) =>
  reported(grades, { framework: 'SIF', version: '2013', published });

/** A report whose source names no framework. */
function nameless(published: string, grades: Grades) {
  const event = reported(grades, { published });
  const { framework: _, ...of } = (event.data as { of: { framework?: string } }).of;
  return { ...event, data: { ...event.data, of } } as typeof event;
}

describe('the series of an area', () => {
  it('holds a grade that the framework combines, though no source says what it covers', () => {
    const report = ilacs('2018', '2019-07-01', { children_in_care: 'good' });
    const { areas } = seen([report]);
    const covers = ['children_in_care', 'care_leavers'];
    expect(areas.care_leavers?.points).toMatchObject([{ grade: 'good', covers }]);
    expect(areas.children_in_care?.points).toMatchObject([{ covers }]);
    expect(areas.children_in_care?.judgedInLatest).toBe(true);
    expect(areas.care_leavers?.judgedInLatest).toBe(false);
    expect(areas.adoption).toBeUndefined();
  });

  it('takes what a source says that a grade covers before what the framework says', () => {
    const covers = ['children_in_care', 'adoption'] as const;
    const report = ilacs('2018', '2019-07-01', { children_in_care: 'good' }, { covers });
    const { areas } = seen([report]);
    expect(areas.adoption?.points).toMatchObject([{ grade: 'good', covers }]);
    expect(areas.care_leavers).toBeUndefined();
  });

  it('takes the area’s own grade where a report gives it beside a combined one', () => {
    const report = ilacs('2018', '2019-07-01', {
      children_in_care: 'good',
      care_leavers: 'inadequate',
    });
    const { areas } = seen([report]);
    expect(areas.care_leavers?.points).toMatchObject([{ grade: 'inadequate' }]);
    expect(areas.care_leavers?.points).toHaveLength(1);
  });

  it('has a point without a grade for the overall alone', () => {
    const { areas, overall } = seen([ilacs('2026', '2026-07-01', { leadership: 'good' })]);
    expect(overall?.points).toMatchObject([{ grade: 'not_reported' }]);
    expect(Object.keys(areas)).toEqual(['leadership']);
  });

  it('is empty where a report that names no framework gives no such grade', () => {
    expect(seen([nameless('2009-01-05', { leadership: 'good' })]).overall).toBeNull();
    expect(seriesOf('overall', [])).toEqual([]);
  });
});

describe('a point', () => {
  it('shows its report, and how far it can be set beside the one before', () => {
    const first = ilacs('2023', '2023-05-09', { leadership: 'good' });
    const second = ilacs('2023', '2026-02-03', { leadership: 'inadequate' });
    expect(seen([first, second]).areas.leadership?.points).toEqual([
      {
        published: '2023-05-09',
        grade: 'good',
        framework: 'ILACS',
        version: '2023',
        comparable: null,
        because: [first.id],
      },
      {
        published: '2026-02-03',
        grade: 'inadequate',
        framework: 'ILACS',
        version: '2023',
        comparable: 'same_series',
        because: [second.id],
      },
    ]);
    expect(seen([first, second]).areas.leadership).toMatchObject({
      change: -2,
      direction: 'declining',
    });
  });

  it('whose framework no source names is compared with nothing, before or after it', () => {
    const events = [
      nameless('2009-01-05', { leadership: 'inadequate' }),
      sif('2016-01-04', { leadership: 'good' }),
      nameless('2018-01-08', { leadership: 'outstanding' }),
    ];
    const { areas } = seen(events);
    expect(areas.leadership).toMatchObject({ change: null, direction: 'not_comparable' });
    expect(areas.leadership?.points).toMatchObject([
      { framework: null, version: null, comparable: null },
      { framework: 'SIF', version: '2013', comparable: 'not_comparable' },
      { framework: null, version: null, comparable: 'not_comparable' },
    ]);
  });

  it('whose publication is not on record stands on the day that its grade became known', () => {
    const listed = reported({ leadership: 'good' }, { framework: 'SIF', known: '2016-02-02' });
    expect(publishedText(reportsOf(listed)[0]!)).toBe('2016-02-02');
    const coarse = reported(
      { leadership: 'good' },
      { framework: 'SIF', published: '2016-02', known: '2016-02' },
    );
    expect(publishedText(reportsOf(coarse)[0]!)).toBe('2016-02');
  });
});

describe('a comparison across frameworks', () => {
  it('has no direction unless it is asked for', () => {
    const events = [
      sif('2016-01-04', { leadership: 'good' }),
      ilacs('2018', '2019-07-01', { leadership: 'outstanding' }),
    ];
    expect(seen(events).areas.leadership).toMatchObject({
      change: 1,
      comparable: 'crosswalk',
      direction: 'not_comparable',
    });
  });
});

describe('the reports that count on a day', () => {
  it('are those whose inspection had ended by then', () => {
    const report = ilacs(
      '2023',
      '2023-05-09',
      { leadership: 'good' },
      {
        days: days('2023-03-06', '2023-03-17'),
      },
    );
    const reports = reportsOf(report);
    const { validFrom } = reports[0]!;
    expect(reportsInForce(reports, addDays(validFrom, -1))).toEqual([]);
    expect(reportsInForce(reports, validFrom)).toEqual(reports);
  });
});

describe('what a summary counts from', () => {
  it('is the latest of the reports that its areas are compared with, in whatever order they stand', () => {
    const events = [
      sif('2014-01-06', { leadership: 'good', adoption: 'good', help_and_protection: 'good' }),
      sif('2015-01-05', { leadership: 'good' }),
      sif('2016-01-04', { help_and_protection: 'good' }),
      sif('2018-01-08', { leadership: 'good', adoption: 'good', help_and_protection: 'good' }),
    ];
    expect(seen(events).summary.from).toBe('2016-01-04');
    const other = [
      events[0]!,
      sif('2015-01-05', { help_and_protection: 'good' }),
      sif('2016-01-04', { leadership: 'good' }),
      events[3]!,
    ];
    expect(seen(other).summary.from).toBe('2016-01-04');
  });

  it('is an earlier report than the one before, where only that judged what the latest did', () => {
    const events = [
      sif('2014-01-06', { leadership: 'good' }),
      sif('2016-01-04', { adoption: 'good' }),
      sif('2018-01-08', { leadership: 'good' }),
    ];
    expect(seen(events).summary).toMatchObject({ from: '2014-01-06', to: '2018-01-08' });
  });
});
