import { type Activity, epochDay } from '@monitoring-timeline/core';
import { claimEvent, day, days, inspected, reported } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { on, recordOf } from '../../testing/records.ts';
import { anchorOf } from './anchor.ts';

type Event = Parameters<typeof recordOf>[0][number];

function activityOf(...events: readonly Event[]): Activity {
  const { activities } = recordOf(events).at(on('2030-01-01'));
  expect(activities).toHaveLength(1);
  return activities[0]!;
}
const asOf = epochDay('2030-01-01');
const onSite = days('2018-04-23', '2018-05-18');
const carriedOut = inspected({ days: onSite });
const report = reported({ overall: 'good' }, { published: '2018-07-25', days: onSite });
const startAlone = reported(
  { overall: 'good' },
  { published: '2018-07-25', days: day('2018-04-23') },
);
const publicationAlone = reported({ overall: 'good' }, { published: '2018-07-25' });
const received = (date: Parameters<typeof day>[0], occurred = day(date)) =>
  claimEvent(
    'ReportReceived',
    { of: { activity: 'inspection', framework: 'SIF', days: onSite } },
    { occurred, known: '2019-01-01' },
  );

const found = (kind: Parameters<typeof anchorOf>[0], activity: Activity) => {
  const anchor = anchorOf(kind, activity, asOf);
  return anchor && [anchor.kind, anchor.date, anchor.assumed];
};

describe('the day that a clock runs from', () => {
  it.each([
    ['start', '2018-04-23'],
    ['end', '2018-05-18'],
    ['publication', '2018-07-25'],
  ] as const)('is the %s, where that is on record', (kind, date) => {
    expect(found(kind, activityOf(carriedOut, report))).toEqual([kind, date, false]);
  });

  it.each([
    ['start', publicationAlone, ['publication', '2018-07-25', true]],
    ['end', startAlone, ['publication', '2018-07-25', true]],
    ['end', inspected({ days: day('2018-04-23') }), ['start', '2018-04-23', true]],
    ['publication', carriedOut, ['end', '2018-05-18', true]],
    ['publication', inspected({ days: day('2018-04-23') }), ['start', '2018-04-23', true]],
    ['receipt', report, ['publication', '2018-07-25', true]],
    ['receipt', carriedOut, ['end', '2018-05-18', true]],
    ['receipt', inspected({ days: day('2018-04-23') }), ['start', '2018-04-23', true]],
  ] as const)(
    'is for the %s, where that is not on record, what follows it: %#',
    (kind, event, expected) => {
      expect(found(kind, activityOf(event))).toEqual(expected);
    },
  );

  it('names the event that gives it, and is exact where its source gives a day', () => {
    expect(anchorOf('publication', activityOf(report), asOf)).toEqual({
      kind: 'publication',
      day: epochDay('2018-07-25'),
      date: '2018-07-25',
      exact: true,
      assumed: false,
      event: report.id,
    });
  });

  it('of a coarse date is its last possible day', () => {
    const coarse = reported({ overall: 'good' }, { published: '2018-07', known: '2018-07' });
    expect(anchorOf('publication', activityOf(coarse), asOf)).toMatchObject({
      day: epochDay('2018-07-31'),
      date: '2018-07',
      exact: false,
    });
  });

  it('is the day on which the grades became known, before anything earlier, where no publication is on record', () => {
    const knownOn = { day: epochDay('2018-08-01'), event: 'grades' };
    const expected = {
      kind: 'publication',
      day: knownOn.day,
      date: '2018-08-01',
      exact: false,
      assumed: true,
      event: 'grades',
    };
    expect(anchorOf('publication', activityOf(carriedOut), asOf, knownOn)).toEqual(expected);
    expect(anchorOf('receipt', activityOf(carriedOut), asOf, knownOn)).toEqual(expected);
    expect(anchorOf('end', activityOf(carriedOut), asOf, knownOn)?.kind).toBe('end');
    for (const kind of ['publication', 'receipt'] as const) {
      expect(anchorOf(kind, activityOf(report), asOf, knownOn)?.event).toBe(report.id);
    }
  });

  it('is nothing for a kind that no inspection has', () => {
    expect(found('established', activityOf(report))).toBeUndefined();
    expect(found('last_visit', activityOf(report))).toBeUndefined();
  });
});

describe('the receipt of a report', () => {
  it('is the first on record by the day asked about', () => {
    const [first, second] = [received('2018-07-18'), received('2018-07-20')];
    const activity = activityOf(carriedOut, second, first);
    expect(anchorOf('receipt', activity, asOf)).toMatchObject({
      kind: 'receipt',
      date: '2018-07-18',
      exact: true,
      assumed: false,
      event: first.id,
    });
    expect(anchorOf('receipt', activity, epochDay('2018-07-18'))?.event).toBe(first.id);
    expect(anchorOf('receipt', activity, epochDay('2018-07-17'))?.kind).toBe('end');
  });

  it('given as a month counts from its last day', () => {
    const coarse = received('2018-07-01', { precision: 'month', from: '2018-07' });
    const activity = activityOf(carriedOut, coarse);
    expect(anchorOf('receipt', activity, asOf)).toMatchObject({
      day: epochDay('2018-07-31'),
      date: '2018-07',
      exact: false,
    });
    expect(anchorOf('receipt', activity, epochDay('2018-07-30'))?.kind).toBe('end');
  });

  it.each(['2019-02-02', '2019-02-03', '2019-02-04', '2019-02-05', '2019-02-06'])(
    'told by two sources is that of the smaller id, also where the other came on %s',
    (known) => {
      const one = received('2018-07-18');
      const other = claimEvent(
        'ReportReceived',
        { of: { activity: 'inspection', framework: 'SIF', days: onSite } },
        { occurred: day('2018-07-18'), known },
      );
      const [smaller] = [one.id, other.id].sort();
      expect(anchorOf('receipt', activityOf(carriedOut, one, other), asOf)?.event).toBe(smaller);
    },
  );
});
