import { claimEvent, day, days, inspected } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import {
  covered,
  coveredLong,
  inspectedAndReported,
  policyWith,
  recordsOf,
  rowsOn,
  visited,
} from '../../testing/due.ts';
import { compareDue } from './compare.ts';

const good = inspectedAndReported({
  version: '2018',
  from: '2021-11-15',
  to: '2021-11-30',
  published: '2022-01-17',
  grades: { overall: 'good', leadership: 'good' },
});
const inadequate = inspectedAndReported({
  version: '2018',
  from: '2021-11-15',
  to: '2021-11-30',
  published: '2022-01-17',
  grades: { overall: 'inadequate', leadership: 'inadequate' },
});
const cycle = (events: Parameters<typeof rowsOn>[0], on: string, asked = {}) =>
  rowsOn(events, on, asked).find(({ activity }) => activity === 'graded_inspection')!;

describe('an inspection that has begun', () => {
  const begun = inspected({ framework: 'ILACS', days: days('2025-07-07', '2025-07-18') });
  const events = [...good, begun, coveredLong];

  it('is in progress from its first day, with what knowing of it rests on', () => {
    expect(cycle(events, '2025-07-06').status).toBe('overdue');
    const row = cycle(events, '2025-07-07');
    expect(row).toMatchObject({
      status: 'in_progress',
      byCalendar: 'overdue',
      daysPast: 219,
      underWay: { start: '2025-07-07', end: '2025-07-18', basis: 'assumed' },
    });
    expect(row.because).toContain(begun.id);
    expect(row.explanation).toContain('has begun (7 July 2025, known by assumption), and its');
  });

  it('is left out where only what was public counts, and nothing is certain then', () => {
    expect(cycle(events, '2025-10-30', { publicOnly: true })).toMatchObject({
      status: 'overdue',
      underWay: null,
      certainty: 'may_be_under_way',
    });
  });

  it('that is announced is public', () => {
    const announced = inspected({
      framework: 'ILACS',
      days: days('2025-07-07', '2025-07-18'),
      known: { from: '2025-06-30', basis: 'announced' },
    });
    const row = cycle([...good, announced, coveredLong], '2025-07-10', { publicOnly: true });
    expect(row).toMatchObject({ status: 'in_progress', underWay: { basis: 'announced' } });
  });

  it('meets the clock once its report is out, though nobody has read its grades', () => {
    const report = claimEvent(
      'ReportPublished',
      {
        of: { activity: 'inspection', framework: 'ILACS', days: days('2025-07-07', '2025-07-18') },
        published: '2025-09-01',
      },
      { occurred: day('2025-09-01'), known: '2025-09-01' },
    );
    expect(cycle([...events, report], '2025-08-31').status).toBe('in_progress');
    expect(cycle([...events, report], '2025-09-01')).toMatchObject({
      status: 'met',
      met: { on: '2025-07-07' },
    });
  });

  it('starts the next clock once its grades are out', () => {
    const next = inspectedAndReported({
      from: '2025-07-07',
      to: '2025-07-18',
      published: '2025-09-01',
      grades: { overall: 'requires_improvement' },
    });
    expect(cycle([...good, ...next, coveredLong], '2025-09-01')).toMatchObject({
      status: 'not_yet',
      due: '2028-07-18',
      expects: 'standard',
    });
  });
});

describe('how certain overdue is', () => {
  const to = (last: string, axis?: 'carried_out') =>
    covered('graded_inspection', '2009-01-01', last, axis);

  it.each([
    ['2025-05-31', 'may_be_under_way'],
    ['2025-08-27', 'may_be_under_way'],
    ['2025-08-28', 'certain'],
  ])('on %s, looked at years later, is %s', (on, certainty) => {
    const events = [...good, to('2040-12-31')];
    const later = { knownAt: '2030-01-01' };
    expect(cycle(events, on, later)).toMatchObject({ status: 'overdue', certainty });
  });

  it('is never certain on the day itself from publications alone, however far they are said to reach', () => {
    const events = [...good, to('2040-12-31')];
    expect(cycle(events, '2026-11-01')).toMatchObject({
      status: 'overdue',
      certainty: 'may_be_under_way',
      recordTo: '2026-11-01',
    });
  });

  it('is not certain while an inspection may have begun of which no report could be out yet', () => {
    // 225 days is the longest that a report took from the first day on site
    const events = [...good, to('2026-04-10')];
    const later = { knownAt: '2026-04-10' };
    expect(cycle(events, '2025-08-28', later).certainty).toBe('certain');
    expect(cycle(events, '2025-08-29', later).certainty).toBe('may_be_under_way');
  });

  it('is certain at once where a source lists every inspection that begins', () => {
    const events = [...good, to('2025-06-30', 'carried_out')];
    expect(cycle(events, '2025-06-01').certainty).toBe('certain');
    expect(cycle(events, '2025-06-30').certainty).toBe('certain');
    expect(cycle(events, '2025-07-01').certainty).toBe('may_be_under_way');
  });

  it('gives way to not known where the window closed after the end of the record', () => {
    const row = cycle([...good, to('2025-05-29')], '2025-06-10');
    expect(row).toMatchObject({
      status: 'not_known',
      byCalendar: 'overdue',
      certainty: 'beyond_record',
      recordTo: '2025-05-29',
      daysPastWindow: 11,
    });
    expect(cycle([...good, to('2025-05-30')], '2025-06-10').status).toBe('overdue');
  });

  it('of a window that opened after the end of the record is beyond it', () => {
    const events = [...good, to('2024-05-29')];
    expect(cycle(events, '2024-05-29')).toMatchObject({ status: 'not_yet', certainty: 'certain' });
    expect(cycle(events, '2024-05-30')).toMatchObject({
      status: 'window_open',
      certainty: 'beyond_record',
    });
    expect(cycle(events, '2024-12-01')).toMatchObject({
      status: 'due',
      certainty: 'beyond_record',
    });
  });

  it('is not known to reach anywhere in a store that does not say how far its record goes', () => {
    expect(cycle(good, '2025-09-10')).toMatchObject({
      status: 'overdue',
      certainty: 'beyond_record',
      recordTo: null,
    });
  });
});

describe('monitoring visits', () => {
  const of = (rule: string, events: Parameters<typeof rowsOn>[0], on: string) =>
    rowsOn(events, on, { rule })[0];
  const complete = covered('monitoring_visit', '2021-01-01', '2025-03-31', 'carried_out');
  const first = visited('monitoring', '2022-09-06');

  it.each([
    ['2022-06-16', 'not_yet'],
    ['2022-06-17', 'window_open'],
    ['2022-10-17', 'due'],
    ['2023-03-17', 'due'],
    ['2023-03-18', 'overdue'],
  ])('the first after an inadequate judgement is, on %s, %s', (on, status) => {
    expect(of('monitoring-first-published-observed', [...inadequate, complete], on)).toMatchObject({
      basis: 'observed',
      owedBy: 'inspectorate',
      status,
    });
  });

  it('are not known to be late where the record of them ended before', () => {
    const ended = covered('monitoring_visit', '2021-01-01', '2023-03-16', 'carried_out');
    const row = of('monitoring-first-published-observed', [...inadequate, ended], '2023-03-18');
    expect(row).toMatchObject({ status: 'not_known', certainty: 'beyond_record' });
    const late = covered('monitoring_visit', '2022-04-01', '2025-03-31', 'carried_out');
    expect(
      of('monitoring-first-published-observed', [...inadequate, late], '2023-03-18')?.status,
    ).toBe('not_known');
    expect(of('monitoring-first-published-observed', inadequate, '2023-03-18')?.status).toBe(
      'not_shown',
    );
  });

  it('once begun meet the first clock and start the quarterly one', () => {
    const events = [...inadequate, ...first, complete];
    expect(of('monitoring-first-published-observed', events, '2022-09-05')?.status).toBe(
      'window_open',
    );
    expect(of('monitoring-quarterly', events, '2022-09-05')).toBeUndefined();
    expect(of('monitoring-first-published-observed', events, '2022-09-06')).toMatchObject({
      status: 'met',
      met: { on: '2022-09-06' },
    });
    expect(of('monitoring-quarterly', events, '2022-12-06')).toMatchObject({
      anchor: { kind: 'last_visit', date: '2022-09-06' },
      due: '2022-12-06',
      closes: null,
      status: 'due',
      basis: 'usual',
      verified: true,
    });
    expect(of('monitoring-gap-observed', events, '2023-01-06')).toMatchObject({
      closes: '2023-05-06',
      status: 'due',
      basis: 'observed',
      verified: false,
    });
  });

  it('count on from the latest visit', () => {
    const second = visited('monitoring', '2023-01-17');
    const events = [...inadequate, ...first, ...second, complete];
    expect(of('monitoring-quarterly', events, '2023-02-01')).toMatchObject({ due: '2023-04-17' });
  });

  it('are not owed to an authority that is not inadequate', () => {
    expect(
      of('monitoring-first-published-observed', [...good, complete], '2023-03-18'),
    ).toBeUndefined();
  });
});

describe('plans after a letter that names areas for priority action', () => {
  it('are due within 20 and 70 working days, and never called missed', () => {
    const letter = visited('focused', '2022-09-14', {
      published: '2022-10-27',
      priorityAction: true,
    });
    const rows = rowsOn([...good, ...letter], '2023-03-01', { status: 'not_shown' });
    const days = rows.map(({ rule, due }) => [rule, due]);
    expect(days).toContainEqual(['priority-action-plan-draft', '2022-11-24']);
    expect(days).toContainEqual(['priority-action-plan', '2023-02-07']);
  });

  it('are not owed after a letter that names none', () => {
    const letter = visited('focused', '2022-09-14', { published: '2022-10-27' });
    const rules = rowsOn([...good, ...letter], '2022-11-01').map(({ rule }) => rule);
    expect(rules).not.toContain('priority-action-plan');
  });
});

describe('area inspections of special educational needs', () => {
  const report = (outcome: string) => [
    inspected({ framework: 'AREA_SEND', version: '2023', days: days('2023-11-06', '2023-11-24') }),
    claimEvent(
      'ReportPublished',
      {
        of: {
          activity: 'inspection',
          framework: 'AREA_SEND',
          days: days('2023-11-06', '2023-11-24'),
        },
        published: '2023-12-22',
        outcome,
      },
      { occurred: day('2023-12-22'), known: '2023-12-22' },
    ),
  ];

  it.each([
    ['typically_positive', ['area-send-within-five-years 2028-12-22']],
    ['inconsistent', ['area-send-within-three-years 2026-12-22']],
    [
      'widespread_systemic_failings',
      [
        'area-send-within-three-years 2026-12-22',
        'area-send-monitoring 2025-06-22',
        'area-send-priority-action-plan 2024-02-14',
      ],
    ],
  ])('after %s are followed up', (outcome, expected) => {
    const rows = rowsOn([...good, ...report(outcome)], '2024-01-10');
    const area = rows.filter(({ rule }) => rule?.startsWith('area-send'));
    expect(area.map(({ rule, due }) => `${rule} ${due}`)).toEqual(expected);
  });

  it('set no clock for the inspection of children’s services', () => {
    expect(cycle(report('inconsistent'), '2024-01-10').status).toBe('no_rule');
  });
});

describe('authorities that came and went', () => {
  it('that took over and were not inspected yet await their first inspection', () => {
    const row = cycle([coveredLong], '2024-06-01', { authority: 'cumberland' });
    expect(row).toMatchObject({
      status: 'awaiting_first',
      rule: 'first-inspection-observed',
      opens: '2024-04-01',
      anchor: { kind: 'established', date: '2023-04-01', event: null },
    });
  });

  it('are inspected in the end', () => {
    const first = inspectedAndReported({
      authority: 'cumberland',
      from: '2024-10-07',
      to: '2024-10-18',
      published: '2024-12-02',
      grades: { overall: 'requires_improvement' },
    });
    const on = (date: string) => cycle([...first, coveredLong], date, { authority: 'cumberland' });
    expect(on('2024-10-06').status).toBe('awaiting_first');
    expect(on('2024-10-07').status).toBe('in_progress');
    expect(on('2024-12-02')).toMatchObject({ status: 'not_yet', rule: 'ilacs-cycle' });
  });

  it('that are no more owe nothing, and nothing is owed to those not there yet', () => {
    const records = recordsOf(coveredLong);
    const keys = (on: string) =>
      rowsOn(records, on, { authority: undefined }).map(({ authority }) => authority.key);
    expect(keys('2023-03-31')).toContain('cumbria');
    expect(keys('2023-03-31')).not.toContain('cumberland');
    expect(keys('2023-04-01')).not.toContain('cumbria');
    expect(keys('2023-04-01')).toContain('cumberland');
  });
});

describe('asking for less', () => {
  const records = recordsOf(...good, coveredLong);

  it('by region gives those of the region, alphabetical', () => {
    const rows = rowsOn(records, '2025-01-01', { authority: undefined, region: 'North East' });
    const names = [...new Set(rows.map(({ authority }) => authority.name))];
    expect(names).toHaveLength(12);
    expect(names).toEqual([...names].sort());
  });

  it('by a region that is none says which there are', () => {
    expect(() => rowsOn(records, '2025-01-01', { region: 'Atlantis' })).toThrow(/North East/);
  });

  it('by status and by rule gives those alone', () => {
    const due = rowsOn(records, '2025-01-01', { authority: undefined, status: 'due' });
    expect(due.map(({ rule }) => rule)).toEqual(['ilacs-cycle']);
    const cycles = rowsOn(records, '2025-01-01', { authority: undefined, rule: 'ilacs-cycle' });
    expect(cycles).toHaveLength(1);
  });

  it('within some months gives what changes by the calendar until then', () => {
    const within = (on: string, months: number) =>
      rowsOn(records, on, { rule: 'ilacs-cycle', within: months }).length;
    expect(within('2023-11-29', 6)).toBe(0);
    expect(within('2023-11-30', 6)).toBe(1);
    expect(within('2025-06-01', 6)).toBe(0);
  });
});

describe('the same history under another policy', () => {
  const events = recordsOf(...good, coveredLong);
  const shorter = policyWith(({ rules }) => {
    const rule = rules.find(({ id }) => id === 'ilacs-cycle')!;
    rule.offsets = { opens: { months: 24 }, due: { months: 30 }, closes: { months: 36 } };
  });

  it('tells who moves, and by how many days', () => {
    const on = '2024-12-10';
    const moves = compareDue(rowsOn(events, on), rowsOn(events, on, { policy: shorter }));
    expect(moves).toHaveLength(1);
    expect(moves[0]).toMatchObject({
      authority: { key: 'sunderland' },
      rules: { a: 'ilacs-cycle', b: 'ilacs-cycle' },
      a: { status: 'due', due: '2024-11-30' },
      b: { status: 'overdue', due: '2024-05-30' },
      dueMovedBy: -184,
    });
  });

  it('sets a clock without a rule beside the one that another policy has for it', () => {
    const none = policyWith((policy) => {
      policy.rules = policy.rules.filter(({ id }) => id !== 'ilacs-cycle');
    });
    const on = '2024-12-10';
    const moves = compareDue(rowsOn(events, on), rowsOn(events, on, { policy: none }));
    expect(moves).toMatchObject([
      {
        rules: { a: 'ilacs-cycle', b: null },
        a: { status: 'due' },
        b: { status: 'no_rule' },
        dueMovedBy: null,
      },
    ]);
  });

  it('moves nobody where the policies agree', () => {
    expect(compareDue(rowsOn(events, '2024-12-10'), rowsOn(events, '2024-12-10'))).toEqual([]);
  });

  it('that changes its programme on a day is followed from that day on', () => {
    const changed = policyWith(({ rules }) => {
      const rule = rules.find(({ id }) => id === 'ilacs-cycle')!;
      const { effective: _, ...rest } = rule;
      rule.effective = { from: '2018-01-01', to: '2024-12-31' };
      rules.push({
        ...rest,
        version: '2025',
        effective: { from: '2025-01-01' },
        offsets: { due: { months: 48 } },
      });
    });
    expect(cycle(events, '2024-12-31', { policy: changed }).version).toBe('2018');
    expect(cycle(events, '2025-01-01', { policy: changed })).toMatchObject({
      version: '2025',
      due: '2025-11-30',
      status: 'not_yet',
    });
  });
});
