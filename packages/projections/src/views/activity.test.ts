import { claimEvent, day, days, reported, sources } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { context, on, recordOf } from '../testing/records.ts';
import { activity } from './activity.ts';

const report = reported(
  { overall: 'inadequate' },
  { framework: 'SIF', days: days('2015-05-11', '2015-06-04'), published: '2015-07-20' },
);
function visit(from: string, sequence: number, known = from) {
  return claimEvent(
    'VisitCarriedOut',
    { kind: 'monitoring', sequence },
    {
      occurred: day(from),
      known: { from: known, basis: 'announced' },
    },
  );
}
const record = recordOf([
  report,
  visit('2016-11-08', 2),
  visit('2017-02-01', 3),
  visit('2018-03-05', 4, '2018-02-01'),
]);

describe('activity', () => {
  it('tells of the last contact and how long ago it was', () => {
    const view = activity(record, on('2017-06-01'), context);
    expect(view.lastContact).toMatchObject({
      activity: 'visit',
      sequence: 3,
      start: '2017-02-01',
      daysAgo: 120,
      uncertain: true,
    });
  });

  it('counts the visits since the last grade, and those that their numbers imply', () => {
    const { sinceLastGrade } = activity(record, on('2017-06-01'), context);
    expect(sinceLastGrade).toEqual({
      published: '2015-07-20',
      monitoring: { documented: 2, atLeast: 3 },
      focused: 0,
    });
  });

  it('names what is announced for a later day, and what has no report on record', () => {
    const view = activity(record, on('2018-02-10'), context);
    expect(view.next).toMatchObject([{ start: '2018-03-05', basis: 'announced' }]);
    expect(view.withoutReport.map(({ sequence }) => sequence)).toEqual([2, 3]);
  });

  it('says of each what its report graded, and who says otherwise', () => {
    const told = reported(
      { overall: 'good' },
      {
        framework: 'SIF',
        days: days('2015-05-11', '2015-06-03'),
        published: '2015-07-20',
        source: sources.council,
      },
    );
    const { activities } = activity(recordOf([report, told]), on('2017-06-01'), context);
    expect(activities).toHaveLength(1);
    expect(activities[0]?.grades).toEqual({ overall: 'inadequate' });
    expect(activities[0]?.disagreements).toMatchObject([
      { field: 'end', publisher: 'A council' },
      { field: 'overall', value: 'good' },
    ]);
  });

  it('begins on the day asked for, and leaves the last contact as it is', () => {
    const view = activity(record, on('2017-06-01'), context, { since: '2017-03-01' });
    expect(view.activities).toEqual([]);
    expect(view.lastContact?.sequence).toBe(3);
  });

  it('has no contact where none is on record, and says how far the record reaches', () => {
    const covered = claimEvent(
      'CoverageStated',
      { activity: 'monitoring_visit', axis: 'published' },
      {
        authority: 'england',
        occurred: days('2022-04-01', '2025-03-31'),
        known: '2022-04-01',
      },
    );
    const national = recordOf([covered], 'england');
    const view = activity(recordOf([]), on('2024-01-01'), { ...context, national });
    expect(view).toMatchObject({
      lastContact: null,
      recordTo: { monitoring_visit: '2024-01-01', jtai: null },
    });
  });
});
