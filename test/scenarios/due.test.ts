import { authorityKey, epochDay } from '@monitoring-timeline/core';
import { type DueRow, due, englandChildren } from '@monitoring-timeline/projections';
import { describe, expect, it } from 'vitest';
import { directory, recordsOf, shippedEvents } from '../support/record.ts';

const records = recordsOf(shippedEvents());

interface Asked {
  readonly knownAt?: string;
  readonly publicOnly?: boolean;
  readonly authority?: string;
  readonly rule?: string;
}

function rows(asOf: string, { knownAt, publicOnly, ...options }: Asked = {}): readonly DueRow[] {
  const at = { asOf: epochDay(asOf), knownAt: epochDay(knownAt ?? asOf), publicOnly };
  return due(records, at, englandChildren, directory, options);
}

const rowOf = (authority: string, rule: string, asOf: string, asked: Asked = {}) =>
  rows(asOf, { authority, rule, ...asked })[0];

describe('Sunderland on 23 April 2018', () => {
  const rule = 'sif-inadequate-reinspection';

  it('was 277 days past the two-year point of 20 July 2017, by all that was public', () => {
    expect(rowOf('sunderland', rule, '2018-04-23', { publicOnly: true })).toMatchObject({
      status: 'overdue',
      due: '2017-07-20',
      daysPast: 277,
      owedBy: 'inspectorate',
      anchor: { kind: 'publication', date: '2015-07-20', assumed: false },
    });
  });

  it('was, as the later report tells, being inspected from that very day', () => {
    expect(rowOf('sunderland', rule, '2018-04-22')).toMatchObject({
      status: 'overdue',
      daysPast: 276,
      certainty: 'may_be_under_way',
    });
    expect(rowOf('sunderland', rule, '2018-04-23')).toMatchObject({
      status: 'in_progress',
      byCalendar: 'overdue',
      daysPast: 277,
      underWay: { start: '2018-04-23', basis: 'assumed' },
    });
  });
});

describe('Cheshire East after its report of January 2020', () => {
  it('was due from 9 September 2023 to 8 September 2024, the 468 days of suspension not counted, and inspected within', () => {
    const before = rowOf('cheshire-east', 'ilacs-cycle', '2024-02-25');
    expect(before).toMatchObject({
      opens: '2023-09-09',
      due: '2024-03-11',
      closes: '2024-09-08',
      status: 'window_open',
      daysPast: 0,
      expects: 'standard',
      suspensions: [{ from: '2020-03-17', to: '2021-06-27' }],
    });
    expect(rowOf('cheshire-east', 'ilacs-cycle', '2024-02-26')).toMatchObject({
      status: 'in_progress',
      daysPast: 0,
    });
  });

  it('is told of the suspension in plain words', () => {
    const text = rowOf('cheshire-east', 'ilacs-cycle', '2023-06-01')?.explanation;
    expect(text).toContain('suspended from 2020-03-17 to 2021-06-27');
    expect(text).toContain('those days are not counted');
  });
});

describe('the statement of action is due, by law, 70 working days after the report was received', () => {
  it.each([
    ['sunderland', '2018-07-26', '2018-11-01'],
    ['stockton-on-tees', '2016-08-05', '2016-11-14'],
    ['cheshire-east', '2020-01-10', '2020-04-20'],
  ])(
    '%s, asked on %s: by %s, counted from publication since the receipt is not on record',
    (authority, asOf, dueDay) => {
      expect(rowOf(authority, 'action-statement', asOf)).toMatchObject({
        due: dueDay,
        status: 'not_yet',
        basis: 'statutory',
        owedBy: 'authority',
        anchor: { kind: 'publication', assumed: true },
      });
    },
  );

  it('and nobody is called late by it: no statement is on record anywhere', () => {
    const clocks = rows('2026-08-20').filter(({ owedBy }) => owedBy === 'authority');
    const statuses = new Set(clocks.map(({ status }) => status));
    expect(clocks.length).toBeGreaterThan(100);
    expect([...statuses].sort()).toEqual(['due', 'not_shown', 'not_yet']);
    // two years after their reports of 20 August 2024, by the table
    const today = clocks.filter(({ status }) => status === 'due');
    expect(today.map(({ authority, rule, due: on }) => [authority.key, rule, on])).toEqual([
      ['hackney', 'annual-engagement', '2026-08-20'],
      ['waltham-forest', 'annual-engagement', '2026-08-20'],
    ]);
  });
});

describe('at the end of the record, 20 August 2026', () => {
  const reinspections = (asOf: string) =>
    rows(asOf).filter(({ activity }) => activity === 'graded_inspection');
  const past = (list: readonly DueRow[]) => list.filter((row) => (row.daysPastWindow ?? 0) > 0);

  it('every authority has one row for its next graded inspection', () => {
    const keys = reinspections('2026-08-20').map(({ authority }) => authority.key);
    expect(keys).toHaveLength(153);
    expect(new Set(keys).size).toBe(153);
  });

  it('8 authorities are past the window, Nottingham furthest, and of none is it certain', () => {
    const overdue = past(reinspections('2026-08-20'));
    expect(overdue.map(({ authority }) => authority.name)).toEqual([
      'Bexley',
      'Bristol',
      'Dudley',
      'East Riding of Yorkshire',
      'Hertfordshire',
      'Nottingham',
      'Rochdale',
      'Slough',
    ]);
    expect(new Set(overdue.map(({ status }) => status))).toEqual(new Set(['overdue']));
    expect(new Set(overdue.map(({ certainty }) => certainty))).toEqual(
      new Set(['may_be_under_way']),
    );
    const [furthest] = [...overdue].sort((a, b) => b.daysPast! - a.daysPast!);
    expect(furthest?.authority.key).toBe('nottingham');
  });

  it('three months on 14 would be, of which 6 windows closed unseen', () => {
    const later = past(reinspections('2026-11-21'));
    expect(later).toHaveLength(14);
    const unseen = later.filter(({ status }) => status === 'not_known');
    expect(unseen).toHaveLength(6);
    for (const { certainty, recordTo } of unseen) {
      expect({ certainty, recordTo }).toEqual({
        certainty: 'beyond_record',
        recordTo: '2026-08-20',
      });
    }
  });

  it('no monitoring visit is called late, for the record of them ended in March 2025', () => {
    const visits = rows('2026-08-20').filter(({ activity }) => activity === 'monitoring_visit');
    expect(visits.length).toBeGreaterThan(10);
    expect(visits.filter(({ status }) => status === 'overdue')).toEqual([]);
    expect(new Set(visits.map(({ recordTo }) => recordTo))).toEqual(new Set(['2025-03-31']));
  });

  it('authorities that were abolished have no row', () => {
    const keys = new Set(rows('2026-08-20').map(({ authority }) => authority.key));
    expect(keys.has(authorityKey('cumbria'))).toBe(false);
    expect(keys.has(authorityKey('northamptonshire'))).toBe(false);
  });

  it('every row names its rule, or says that there is none, and the events behind it', () => {
    for (const row of rows('2026-08-20')) {
      expect(row.explanation.length).toBeGreaterThan(40);
      if (row.status === 'awaiting_first') continue;
      expect(row.because.length).toBeGreaterThan(0);
      for (const id of row.because) {
        expect(records.get(row.authority.key)?.claim(id)).toBeDefined();
      }
    }
  });
});

describe('successor authorities', () => {
  it('awaited their first inspection and owed nothing to what their predecessors were graded', () => {
    const awaiting = rows('2023-06-01').filter(({ status }) => status === 'awaiting_first');
    expect(awaiting.map(({ authority }) => authority.key)).toEqual([
      'cumberland',
      'westmorland-and-furness',
    ]);
    const all = rows('2026-08-20').filter(({ status }) => status === 'awaiting_first');
    expect(all).toEqual([]);
  });
});

describe('hindsight', () => {
  it('on a day before the second report came out sees the inspection that had ended', () => {
    const [row] = rows('2018-06-01', { knownAt: '2026-01-01', authority: 'sunderland' });
    expect(row).toMatchObject({ anchor: { date: '2018-07-25' }, status: 'not_yet' });
    expect(epochDay(row!.due!)).toBe(epochDay('2020-07-25'));
  });
});

describe('the suspension of 2020 and 2021', () => {
  const graded = (asOf: string, knownAt?: string) =>
    rows(asOf, knownAt === undefined ? {} : { knownAt }).filter(
      ({ activity, rule }) => activity === 'graded_inspection' && rule !== null,
    );
  const overdue = (asOf: string) => graded(asOf).filter(({ status }) => status === 'overdue');

  it('stopped the clocks: nobody was overdue on 1 January 2021 or 30 June 2022, and nine on 30 June 2023', () => {
    expect(overdue('2021-01-01')).toEqual([]);
    expect(overdue('2022-06-30')).toEqual([]);
    expect(overdue('2023-06-30')).toHaveLength(9);
  });

  it('had no end that was known in June 2020: the clock stands still, and no day of it is told', () => {
    const [row] = rows('2020-06-30', { authority: 'cheshire-east', rule: 'ilacs-cycle' });
    expect(row).toMatchObject({
      status: 'suspended',
      opens: null,
      due: null,
      closes: null,
      daysPast: null,
      next: null,
      suspensions: [{ from: '2020-03-17', to: null }],
    });
    expect(row?.explanation).toContain('The clock stands still');
  });

  it('with hindsight has its end, and the clock goes on from it', () => {
    const asked = { authority: 'cheshire-east', rule: 'ilacs-cycle', knownAt: '2026-11-29' };
    expect(rows('2020-06-30', asked)[0]).toMatchObject({
      status: 'suspended',
      due: '2024-03-11',
      next: { status: 'not_yet', on: '2021-06-28' },
    });
  });

  it('was not known of before it was announced', () => {
    const [row] = rows('2020-06-30', {
      authority: 'cheshire-east',
      rule: 'ilacs-cycle',
      knownAt: '2020-03-16',
    });
    expect(row).toMatchObject({ status: 'not_yet', due: '2022-11-29', suspensions: [] });
  });
});

describe('what was measured in 2026', () => {
  it('is used by no question as known before', () => {
    const rules = (knownAt: string) =>
      new Set(
        rows('2020-06-30', { knownAt })
          .filter(({ basis }) => basis === 'observed')
          .map(({ rule }) => rule),
      );
    expect(rules('2020-06-30')).toEqual(new Set());
    expect(rules('2026-11-29').size).toBeGreaterThan(2);
  });
});

describe('beyond the record, on 29 November 2026', () => {
  const unseen = rows('2026-11-29').filter(
    ({ activity, status }) => activity === 'graded_inspection' && status === 'not_known',
  );

  it('seven authorities are past the window and it is not known whether they were inspected, Stockton among them', () => {
    expect(unseen.map(({ authority }) => authority.name)).toEqual([
      'Birmingham',
      'Lincolnshire',
      'North Somerset',
      'Stockton-on-Tees',
      'West Sussex',
      'Wokingham',
      'Worcestershire',
    ]);
    for (const { explanation, recordTo } of unseen) {
      expect(recordTo).toBe('2026-08-20');
      expect(explanation).toContain('the record does not reach far enough');
    }
  });

  it('nothing that the inspectorate owes is certain', () => {
    const certain = rows('2026-11-29').filter(
      ({ certainty, owedBy, status, recordTo }) =>
        certainty === 'certain' &&
        owedBy === 'inspectorate' &&
        status !== 'met' &&
        recordTo !== null,
    );
    expect(certain).toEqual([]);
  });
});

describe('a joint inspection that names areas for priority action', () => {
  it('starts a statutory clock of 70 working days, in Cheshire East from the letter of September 2022', () => {
    expect(rowOf('cheshire-east', 'joint-inspection-statement', '2022-10-01')).toMatchObject({
      basis: 'statutory',
      owedBy: 'authority',
      verified: true,
      due: '2023-01-05',
      status: 'not_yet',
    });
  });

  it('is told of in 3 of the 64 on record, and of the others it is not known', () => {
    const today = { asOf: epochDay('2026-11-29'), knownAt: epochDay('2026-11-29') };
    const told = [...records.values()].flatMap((record) =>
      record.at(today).activities.filter(({ visitKind }) => visitKind === 'jtai'),
    );
    const named = told.filter(({ claims }) =>
      claims.some(({ event }) => event.type === 'ReportPublished' && event.data.priorityAction),
    );
    expect([named.length, told.length]).toEqual([3, 64]);
  });
});
