import { epochDay, type GradeOrNot, isoDay } from '@monitoring-timeline/core';
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
      days: days(isoDay(epochDay(published) - 50), isoDay(epochDay(published) - 40)),
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
});
