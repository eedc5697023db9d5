import { type Activity, epochDay } from '@monitoring-timeline/core';
import { claimEvent, day, days, inspected, reported } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { visited } from '../../testing/due.ts';
import { on, recordOf } from '../../testing/records.ts';
import {
  areaInspections,
  inspectionsSince,
  isReported,
  reportInForce,
  statementOn,
  underWay,
  visitsAfter,
} from './facts.ts';

type Event = Parameters<typeof recordOf>[0][number];

const known = (...events: readonly Event[]) => recordOf(events).at(on('2030-01-01'));
const starts = (begun: readonly { readonly start: number }[]) => begun.map(({ start }) => start);
const epoch = (...all: readonly string[]) => all.map((date) => epochDay(date));
const activity = (...events: readonly Event[]): Activity => known(...events).activities[0]!;

const onSite = days('2018-04-23', '2018-05-18');
const report = reported({ overall: 'good' }, { published: '2018-07-25', days: onSite });

describe('what has begun', () => {
  const next = inspected({ framework: 'ILACS', days: days('2021-01-11', '2021-01-22') });
  const later = inspected({ framework: 'ILACS', days: days('2023-01-09', '2023-01-20') });
  const history = known(later, report, next);
  const inForce = reportInForce(history, epochDay('2030-01-01'));

  it('is the graded inspections after the report in force, in order, up to the day', () => {
    const since = (date: string) => starts(inspectionsSince(history, epochDay(date), inForce));
    expect(since('2021-01-10')).toEqual([]);
    expect(since('2021-01-11')).toEqual(epoch('2021-01-11'));
    expect(since('2030-01-01')).toEqual(epoch('2021-01-11', '2023-01-09'));
  });

  it('counts every inspection where no report is in force', () => {
    const all = inspectionsSince(history, epochDay('2030-01-01'), undefined);
    expect(starts(all)).toEqual(epoch('2018-04-23', '2021-01-11', '2023-01-09'));
  });

  it('leaves out what began no later than the report was valid', () => {
    const inspection = (date: string) =>
      known(report, inspected({ framework: 'ILACS', days: day(date) }));
    const since = (date: string) =>
      inspectionsSince(inspection(date), epochDay('2030-01-01'), inForce).length;
    expect(since('2018-05-18')).toBe(0);
    expect(since('2018-05-19')).toBe(1);
  });

  it('takes an inspection whose days are not on record by its publication', () => {
    const bare = reported({ overall: 'good' }, { framework: 'ILACS', published: '2022-02-02' });
    const begun = inspectionsSince(known(report, bare), epochDay('2030-01-01'), inForce);
    expect(starts(begun)).toEqual(epoch('2022-02-02'));
    const undated = reported({ overall: 'good' }, { framework: 'ILACS' });
    expect(inspectionsSince(known(report, undated), epochDay('2030-01-01'), inForce)).toEqual([]);
  });

  it('of a coarse date begins on its first day, and is later than a report if its last day is', () => {
    const coarse = reported(
      { overall: 'good' },
      { framework: 'ILACS', days: { precision: 'month', from: '2018-05' }, known: '2019-01-01' },
    );
    const begun = inspectionsSince(known(report, coarse), epochDay('2030-01-01'), inForce);
    expect(starts(begun)).toEqual(epoch('2018-05-01'));
  });

  it('takes no area inspection and no visit for a graded inspection, nor the other way round', () => {
    const send = inspected({ framework: 'AREA_SEND', days: days('2023-11-06', '2023-11-24') });
    const mixed = known(report, send, ...visited('monitoring', '2019-01-15'), next);
    const asOf = epochDay('2030-01-01');
    expect(starts(inspectionsSince(mixed, asOf, inForce))).toEqual(epoch('2021-01-11'));
    expect(starts(areaInspections(mixed, asOf))).toEqual(epoch('2023-11-06'));
    expect(areaInspections(mixed, epochDay('2023-11-05'))).toEqual([]);
  });

  it('is of visits those of the kinds asked for, after the report and up to the day', () => {
    const visits = known(
      report,
      ...visited('monitoring', '2018-05-18'),
      ...visited('monitoring', '2019-01-15'),
      ...visited('focused', '2019-06-11'),
      ...visited('monitoring', '2020-01-21'),
    );
    const after = (date: string, ...kinds: readonly string[]) =>
      starts(visitsAfter(visits, epochDay(date), inForce, new Set(kinds)));
    expect(after('2030-01-01', 'monitoring')).toEqual(epoch('2019-01-15', '2020-01-21'));
    expect(after('2030-01-01', 'focused', 'monitoring')).toHaveLength(3);
    expect(after('2019-01-15', 'focused', 'monitoring')).toEqual(epoch('2019-01-15'));
    expect(after('2030-01-01')).toEqual([]);
  });

  it('is of every framework that grades, on one day in the order of ids', () => {
    const all = ['SLAC', 'CPI', 'TLAC', 'SIF', 'ILACS'].map((framework) =>
      inspected({ framework, days: day('2021-01-11') }),
    );
    const others = ['JTAI', 'AREA_SEND'].map((framework) =>
      inspected({ framework, days: day('2021-01-11') }),
    );
    const order = (...events: readonly Event[]) =>
      inspectionsSince(known(...events), epochDay('2030-01-01'), undefined).map(
        (begun) => begun.activity.claims[0]!.event.id,
      );
    const expected = all.map(({ id }) => id).sort();
    expect(order(...all, ...others)).toEqual(expected);
    expect(order(...others, ...all.toReversed())).toEqual(expected);
  });

  it('takes no visit for an inspection, whatever framework it was made under', () => {
    const visits = ['ILACS', 'AREA_SEND'].map((framework) =>
      claimEvent(
        'VisitCarriedOut',
        { kind: framework === 'ILACS' ? 'monitoring' : 'focused', framework },
        { occurred: day('2021-01-11') },
      ),
    );
    const asOf = epochDay('2030-01-01');
    expect(inspectionsSince(known(...visits), asOf, undefined)).toEqual([]);
    expect(areaInspections(known(...visits), asOf)).toEqual([]);
  });

  it('leaves out what could be any of several', () => {
    const could = (framework: string) => [
      inspected({ framework, days: day('2021-01-11') }),
      inspected({ framework, days: day('2021-09-13') }),
      claimEvent('ReportPublished', {
        of: { activity: 'inspection', framework, days: { precision: 'year', from: '2021' } },
      }),
    ];
    const asOf = epochDay('2030-01-01');
    const both = epoch('2021-01-11', '2021-09-13');
    expect(starts(inspectionsSince(known(...could('ILACS')), asOf, undefined))).toEqual(both);
    expect(starts(areaInspections(known(...could('AREA_SEND')), asOf))).toEqual(both);
  });

  it('leaves out the inspection of the report itself, also where its days are coarse', () => {
    const coarse = reported(
      { overall: 'good' },
      {
        framework: 'ILACS',
        days: { precision: 'month', from: '2021-01' },
        published: '2021-03-01',
      },
    );
    const history = known(coarse);
    const asOf = epochDay('2030-01-01');
    expect(inspectionsSince(history, asOf, reportInForce(history, asOf))).toEqual([]);
    expect(inspectionsSince(history, asOf, undefined)).toHaveLength(1);
  });
});

describe('the report in force', () => {
  it('is the latest that was valid by the day', () => {
    const second = reported(
      { overall: 'good' },
      { framework: 'ILACS', published: '2021-03-01', days: days('2021-01-11', '2021-01-22') },
    );
    const history = known(second, report);
    const on = (date: string) => reportInForce(history, epochDay(date))?.published;
    expect(on('2018-05-17')).toBeUndefined();
    expect(on('2018-05-18')).toBe(epochDay('2018-07-25'));
    expect(on('2021-01-21')).toBe(epochDay('2018-07-25'));
    expect(on('2021-01-22')).toBe(epochDay('2021-03-01'));
  });
});

describe('whether a report is out', () => {
  it('is told from its publication, of a coarse one from its last day', () => {
    const exact = activity(report);
    expect(isReported(exact, epochDay('2018-07-24'))).toBe(false);
    expect(isReported(exact, epochDay('2018-07-25'))).toBe(true);
    const coarse = activity(
      reported({ overall: 'good' }, { published: '2018-07', known: '2018-07' }),
    );
    expect(isReported(coarse, epochDay('2018-07-30'))).toBe(false);
    expect(isReported(coarse, epochDay('2018-07-31'))).toBe(true);
    expect(isReported(activity(inspected({ days: onSite })), epochDay('2030-01-01'))).toBe(false);
  });
});

describe('an inspection under way', () => {
  const begun = (basis: string, source = 'A') =>
    claimEvent(
      'InspectionCarriedOut',
      { framework: 'SIF', kind: source === 'A' ? 'full' : 'standard' },
      { occurred: onSite, known: { from: '2018-04-23', basis: basis as 'assumed' } },
    );

  it('has its days, and rests on the firmest of what tells of it', () => {
    const [assumed, announced] = [begun('assumed'), begun('announced', 'B')];
    expect(underWay(activity(assumed, announced))).toEqual({
      start: '2018-04-23',
      end: '2018-05-18',
      basis: 'announced',
      because: [announced.id, assumed.id],
    });
    expect(underWay(activity(assumed)).basis).toBe('assumed');
    expect(underWay(activity(announced, report)).basis).toBe('published');
    expect(underWay(activity(begun('letter_dated'), announced)).basis).toBe('letter_dated');
  });

  it('has no last day where none is given', () => {
    const start = inspected({ days: day('2018-04-23') });
    expect(underWay(activity(start))).toMatchObject({ start: '2018-04-23', end: null });
    const published = reported({ overall: 'good' }, { published: '2018-07-25' });
    expect(underWay(activity(published))).toMatchObject({ start: null, end: null });
  });
});

describe('what is said of a statement', () => {
  const said = (date: string, done: boolean, clock = 'action_statement') =>
    claimEvent(
      'StatementPublished',
      { of: { activity: 'inspection', framework: 'SIF', days: onSite }, clock, done },
      { occurred: day(date), known: '2020-01-01' },
    );
  const on = (date: string, ...events: readonly Event[]) =>
    statementOn(activity(...events), 'action_statement', epochDay(date));

  it('is nothing where nobody speaks of it, or of another alone', () => {
    expect(on('2019-01-01', report)).toBeUndefined();
    expect(on('2019-01-01', said('2018-10-05', true, 'priority_action_plan'))).toBeUndefined();
  });

  it('counts from its day', () => {
    const done = said('2018-10-05', true);
    expect(on('2018-10-04', done)).toBeUndefined();
    expect(on('2018-10-05', done)).toEqual({
      done: true,
      met: { on: '2018-10-05', because: [done.id] },
    });
  });

  it('is that it was done, the first time, whatever else is said', () => {
    const [first, second] = [said('2018-10-05', true), said('2018-11-05', true)];
    const denied = said('2018-12-01', false);
    expect(on('2019-01-01', denied, second, first)?.met).toEqual({
      on: '2018-10-05',
      because: [first.id],
    });
  });

  it('is that it was not done, by who says so last, where nobody says that it was', () => {
    const [first, second] = [said('2018-10-20', false), said('2018-12-20', false)];
    expect(on('2019-01-01', second, first)).toEqual({
      done: false,
      met: { on: null, because: [second.id] },
    });
    expect(on('2018-12-19', second, first)?.met.because).toEqual([first.id]);
  });

  it.each(['2020-01-02', '2020-01-03', '2020-01-04', '2020-01-05'])(
    'on one day is that of the smaller id, also where the other came on %s',
    (knownFrom) => {
      const one = said('2018-10-05', true);
      const other = claimEvent(
        'StatementPublished',
        { ...one.data },
        {
          occurred: day('2018-10-05'),
          known: knownFrom,
        },
      );
      expect(on('2019-01-01', one, other)?.met.because).toEqual(
        [one.id, other.id].sort().slice(0, 1),
      );
    },
  );
});
