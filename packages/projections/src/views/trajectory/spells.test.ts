import { addDays, epochDay, type GradeOrNot, isoDay } from '@monitoring-timeline/core';
import { days, reported } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { on, recordOf } from '../../testing/records.ts';
import { seriesOf } from './points.ts';
import { spells } from './spells.ts';

function after(asOf: string, ...grades: readonly (readonly [string, GradeOrNot, string?])[]) {
  const events = grades.map(([published, overall, version = '2023']) =>
    reported(version === '2026' ? { leadership: 'good' } : { overall, leadership: 'good' }, {
      framework: 'ILACS',
      version,
      days: days(
        isoDay(addDays(epochDay(published), -50)),
        isoDay(addDays(epochDay(published), -40)),
      ),
      published,
    }),
  );
  const { reports } = recordOf(events).at(on(asOf));
  return spells(seriesOf('overall', reports), epochDay(asOf));
}

describe('a spell at one grade', () => {
  it('runs from the report that began it to the one that said otherwise', () => {
    const { overall, timeAtGrade } = after(
      '2024-01-01',
      ['2018-01-01', 'inadequate'],
      ['2020-01-01', 'inadequate'],
      ['2022-01-01', 'good'],
    );
    expect(overall).toMatchObject([
      { grade: 'inadequate', from: '2018-01-01', to: '2022-01-01', outcome: 'ended', reports: 2 },
      { grade: 'good', from: '2022-01-01', to: null, outcome: 'ongoing', days: 730, months: 24 },
    ]);
    expect(overall[0]).toMatchObject({ days: 1461, months: 48 });
    expect(timeAtGrade).toEqual({
      inadequate: { spells: 1, days: 1461 },
      good: { spells: 1, days: 730 },
    });
  });

  it('lasts through a report without an overall where a later one gives the grade again', () => {
    const { overall } = after(
      '2028-01-01',
      ['2023-01-01', 'inadequate'],
      ['2026-06-01', 'not_reported', '2026'],
      ['2027-06-01', 'inadequate'],
    );
    expect(overall).toMatchObject([{ outcome: 'ongoing', reports: 2, months: 60 }]);
  });

  it('ends with the report that gives another grade after one without', () => {
    const { inadequate } = after(
      '2028-01-01',
      ['2023-01-01', 'inadequate'],
      ['2026-06-01', 'not_reported', '2026'],
      ['2027-06-01', 'good'],
    );
    expect(inadequate).toMatchObject([{ outOf: '2027-06-01', outcome: 'ended' }]);
  });

  it('is a relapse where it is inadequate again after having been out of it', () => {
    const { relapses } = after(
      '2024-01-01',
      ['2016-01-01', 'inadequate'],
      ['2018-01-01', 'requires_improvement'],
      ['2020-01-01', 'good'],
      ['2022-01-01', 'inadequate'],
    );
    expect(relapses).toMatchObject([{ published: '2022-01-01', outForDays: 1461 }]);
  });

  it('does not fall back by a decline that stops short of inadequate', () => {
    const { relapses } = after(
      '2024-01-01',
      ['2018-01-01', 'good'],
      ['2020-01-01', 'requires_improvement'],
    );
    expect(relapses).toEqual([]);
  });

  it('is out for the days from the report that said otherwise, the last time', () => {
    const { relapses, inadequate, timeAtGrade } = after(
      '2024-01-01',
      ['2012-01-01', 'inadequate'],
      ['2014-01-01', 'good'],
      ['2016-01-01', 'inadequate'],
      ['2018-01-01', 'requires_improvement'],
      ['2019-01-01', 'inadequate'],
    );
    expect(relapses).toMatchObject([
      { published: '2016-01-01', outForDays: 730 },
      { published: '2019-01-01', outForDays: 365 },
    ]);
    expect(inadequate).toEqual([
      { from: '2012-01-01', outOf: '2014-01-01', outcome: 'ended', days: 731, months: 24 },
      { from: '2016-01-01', outOf: '2018-01-01', outcome: 'ended', days: 731, months: 24 },
      { from: '2019-01-01', outOf: null, outcome: 'ongoing', days: 1826, months: 60 },
    ]);
    expect(timeAtGrade).toEqual({
      inadequate: { spells: 3, days: 3288 },
      good: { spells: 1, days: 730 },
      requires_improvement: { spells: 1, days: 365 },
    });
  });

  it('is not reported from the first report without an overall, to which its length is counted', () => {
    const { overall } = after(
      '2030-01-01',
      ['2023-01-01', 'good'],
      ['2026-06-01', 'not_reported', '2026'],
      ['2029-06-01', 'not_reported', '2026'],
    );
    expect(overall).toMatchObject([
      { grade: 'good', outcome: 'not_reported', to: null, days: 1247, months: 41, reports: 1 },
    ]);
  });

  it('does not begin with a report that has no overall', () => {
    const { overall } = after(
      '2030-01-01',
      ['2026-06-01', 'not_reported', '2026'],
      ['2029-01-01', 'good'],
    );
    expect(overall).toMatchObject([{ grade: 'good', from: '2029-01-01', days: 365 }]);
    expect(after('2030-01-01')).toEqual({
      overall: [],
      timeAtGrade: {},
      inadequate: [],
      relapses: [],
    });
  });

  it('has no length yet on a day before the report came out, in hindsight', () => {
    const report = reported(
      { overall: 'good' },
      { framework: 'ILACS', days: days('2021-01-11', '2021-01-22'), published: '2021-03-01' },
    );
    const { reports } = recordOf([report]).at(on('2030-01-01'));
    const series = seriesOf('overall', reports);
    expect(spells(series, epochDay('2021-02-01')).overall).toMatchObject([{ days: 0, months: 0 }]);
    expect(spells(series, epochDay('2021-03-02')).overall).toMatchObject([{ days: 1 }]);
  });

  it('names every report behind it, also the one that ended it or had no overall', () => {
    const said = (published: string, overall: 'good' | 'inadequate', version = '2023') =>
      reported(version === '2026' ? { leadership: 'good' } : { overall }, {
        framework: 'ILACS',
        version,
        days: days(
          isoDay(addDays(epochDay(published), -50)),
          isoDay(addDays(epochDay(published), -40)),
        ),
        published,
      });
    const [first, again, ended] = [
      said('2018-01-01', 'inadequate'),
      said('2020-01-01', 'inadequate'),
      said('2022-01-01', 'good'),
    ];
    const [back, without] = [said('2024-01-01', 'inadequate'), said('2026-08-01', 'good', '2026')];
    const { reports } = recordOf([first, again, ended, back, without]).at(on('2027-01-01'));
    const { overall, relapses } = spells(seriesOf('overall', reports), epochDay('2027-01-01'));
    expect(overall.map((spell) => spell.because)).toEqual([
      [first.id, again.id, ended.id].sort(),
      [ended.id, back.id].sort(),
      [back.id, without.id].sort(),
    ]);
    expect(relapses.map((relapse) => relapse.because)).toEqual([[ended.id, back.id].sort()]);
  });
});
