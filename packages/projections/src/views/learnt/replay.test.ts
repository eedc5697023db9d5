import { epochDay } from '@monitoring-timeline/core';
import {
  claimEvent,
  correction,
  day,
  days,
  inspected,
  reported,
  sources,
} from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { answering, recordOf } from '../../testing/records.ts';
import { replay } from './replay.ts';

const on = days('2018-04-23', '2018-05-18');
const visited = inspected({ framework: 'SIF', days: on });
const report = reported(
  { overall: 'inadequate', leadership: 'good' },
  { framework: 'SIF', version: '2013', days: on, published: '2018-07-25' },
);

describe('a replay', () => {
  it('goes by the days on which things became known, whatever the order of arrival', () => {
    const forth = [...replay([recordOf([visited, report])], answering())];
    const back = [...replay([recordOf([report, visited])], answering())];
    expect(forth.map(({ day, event }) => [day, event?.type])).toEqual([
      ['2018-04-23', 'InspectionCarriedOut'],
      ['2018-07-25', 'ReportPublished'],
    ]);
    expect(back.map(({ event }) => event?.id)).toEqual(forth.map(({ event }) => event?.id));
    expect(back.map(({ changes }) => changes)).toEqual(forth.map(({ changes }) => changes));
  });

  it('says what each event changed', () => {
    const [began, published] = [...replay([recordOf([visited, report])], answering())];
    expect(began?.changes).toContainEqual({
      field: 'standing.awaitingReport',
      before: null,
      after: '2018-04-23',
    });
    expect(published?.changes).toContainEqual({
      field: 'standing.overall',
      before: null,
      after: 'inadequate',
    });
  });

  it('tells of an edition that came out later as a change by the day', () => {
    const listed = reported(
      { overall: 'inadequate', leadership: 'good' },
      { framework: 'SIF', days: on, published: '2018-07-25', source: sources.release2023 },
    );
    const steps = [...replay([recordOf([report, listed])], answering())];
    expect(steps.find(({ day }) => day === '2023-07-06')).toMatchObject({
      event: null,
      changes: [{ field: 'standing.assurance', before: 'report', after: 'official_statistics' }],
    });
  });

  it('tells on its own day, in between the events, what falls due without any', () => {
    const record = recordOf([
      reported(
        { overall: 'inadequate' },
        {
          framework: 'SIF',
          version: '2013',
          days: days('2015-05-11', '2015-06-04'),
          published: '2015-07-20',
        },
      ),
    ]);
    const other = recordOf(
      [
        reported(
          { overall: 'good' },
          {
            framework: 'ILACS',
            version: '2018',
            days: days('2018-05-11', '2018-06-04'),
            published: '2018-07-20',
          },
        ),
      ],
      'durham',
    );
    const steps = [...replay([record, other], answering(), { to: epochDay('2018-12-31') })];
    const fell = steps.find(({ changes }) =>
      changes.some(({ after }) => after?.startsWith('overdue')),
    );
    expect(fell).toMatchObject({ day: '2017-07-21', authority: 'sunderland', event: null });
    const order = steps.map(({ day }) => day);
    expect(order).toEqual([...order].sort());
  });

  it('tells on its own day what grows old or comes true without any event', () => {
    const seen = claimEvent(
      'LeadershipObserved',
      { role: 'dcs', person: 'p-000000000000000000ab', status: 'interim' },
      { occurred: day('2018-01-10'), known: '2018-01-10' },
    );
    const planned = claimEvent(
      'InterventionStarted',
      { instrument: 'improvement_notice' },
      { occurred: day('2018-03-01'), known: '2018-01-10' },
    );
    const steps = [
      ...replay([recordOf([seen, planned])], answering(), { to: epochDay('2020-12-31') }),
    ];
    const byTime = steps.filter(({ event }) => event === null);
    const when = (field: string) =>
      byTime.filter(({ changes }) => changes.some((one) => one.field === field));
    const [began] = when('standing.interventions.improvement_notice');
    expect(began?.day).toBe('2018-03-01');
    expect(began?.changes).toContainEqual({
      field: 'standing.interventions.improvement_notice',
      before: null,
      after: 'since 2018-03-01',
    });
    expect(when('standing.leadership.dcs')).toMatchObject([{ day: '2020-01-11' }]);
  });

  it('tells on its own day what a correction put on another day', () => {
    const planned = claimEvent(
      'LeadershipChanged',
      { role: 'dcs', change: 'started', person: 'p-000000000000000000ab', status: 'permanent' },
      { occurred: day('2018-03-01'), known: '2018-01-10' },
    );
    const later = correction(planned, '/occurred', day('2018-06-01'), {
      occurred: day('2018-02-01'),
      known: '2018-02-01',
      cause: 'source',
    });
    const steps = [
      ...replay([recordOf([planned, later])], answering(), { to: epochDay('2018-12-31') }),
    ];
    const began = steps.filter(({ changes }) =>
      changes.some(({ field }) => field === 'standing.leadership.dcs'),
    );
    expect(began.map((step) => [step.day, step.event])).toEqual([['2018-06-01', null]]);
  });

  it('asks who holds which post no oftener than that can read otherwise', () => {
    const seen = claimEvent(
      'LeadershipObserved',
      { role: 'dcs', person: 'p-000000000000000000ab', status: 'permanent' },
      { occurred: day('2018-07-25'), known: '2018-07-25' },
    );
    let asked = 0;
    const nameOf = () => {
      asked += 1;
      return 'Somebody';
    };
    const steps = [
      ...replay(
        [recordOf([visited, report, seen])],
        { ...answering(), nameOf },
        { to: epochDay('2028-07-25') },
      ),
    ];
    const due = steps.filter(({ changes }) => changes.some(({ field }) => /^due/.test(field)));
    expect(due.length).toBeGreaterThan(asked);
  });

  it('shows what was misread right from the day on which it became known', () => {
    const mended = correction(report, '/data/judgements/0/grade', 'good', { known: '2020-01-01' });
    const steps = [...replay([recordOf([report, mended])], answering())];
    expect(steps.map(({ day, event }) => [day, event?.type])).toEqual([
      ['2018-07-25', 'ReportPublished'],
      ['2018-07-25', 'FactCorrected'],
    ]);
  });

  it('plays the days asked for alone, starting from what was known before them', () => {
    const steps = [
      ...replay([recordOf([visited, report])], answering(), {
        from: epochDay('2018-07-01'),
        to: epochDay('2018-07-31'),
      }),
    ];
    expect(steps.map(({ event }) => event?.type)).toEqual(['ReportPublished']);
    expect(steps[0]?.changes).toContainEqual({
      field: 'standing.awaitingReport',
      before: '2018-04-23',
      after: null,
    });
  });

  it('of nothing is empty', () => {
    expect([...replay([], answering())]).toEqual([]);
    expect([...replay([recordOf([])], answering())]).toEqual([]);
  });
});
