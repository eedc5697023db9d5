import { authorityKey } from '@monitoring-timeline/core';
import { claimEvent, day, days, inspected, reported } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { englandChildren } from '../../policy/england-children/index.ts';
import {
  covered,
  coveredLong,
  inspectedAndReported,
  policyWith,
  rowsOn,
  visited,
} from '../../testing/due.ts';

type Events = Extract<Parameters<typeof rowsOn>[0], readonly unknown[]>;
const of = (rule: string, events: Events, on: string, asked = {}) =>
  rowsOn(events, on, { rule, ...asked })[0];
const graded = (events: Events, on: string, asked = {}) =>
  rowsOn(events, on, asked).filter(({ activity }) => activity === 'graded_inspection');

const dated = { version: '2018', from: '2021-11-15', to: '2021-11-30', published: '2022-01-17' };
const good = inspectedAndReported({ ...dated, grades: { overall: 'good', leadership: 'good' } });
const inadequate = inspectedAndReported({ ...dated, grades: { overall: 'inadequate' } });
const listed = covered('monitoring_visit', '2021-01-01', '2030-12-31', 'carried_out');

/** An inspection whose report came out, and of which nobody has read the grades. */
const unread = (from: string, to: string, published: string) => [
  inspected({ framework: 'ILACS', days: days(from, to) }),
  claimEvent(
    'ReportPublished',
    { of: { activity: 'inspection', framework: 'ILACS', days: days(from, to) }, published },
    { occurred: day(published), known: published },
  ),
];

describe('the next graded inspection', () => {
  it('is not met by a visit', () => {
    const events = [...good, ...visited('focused', '2023-06-06', { published: '2023-07-20' })];
    expect(graded([...events, coveredLong], '2024-12-01')).toMatchObject([{ status: 'due' }]);
  });

  it('under way where no rule says when it comes is in progress all the same', () => {
    const sif = inspectedAndReported({
      framework: 'SIF',
      version: '2013',
      from: '2016-05-23',
      to: '2016-06-16',
      published: '2016-08-05',
      grades: { overall: 'good' },
    });
    const begun = inspected({ framework: 'ILACS', days: days('2019-05-20', '2019-05-24') });
    const asKnown = { policy: englandChildren };
    const [before] = graded([...sif, begun, coveredLong], '2019-05-19', asKnown);
    expect(before).toMatchObject({ status: 'no_rule', rule: null, underWay: null });
    const [row] = graded([...sif, begun, coveredLong], '2019-05-20', asKnown);
    expect(row).toMatchObject({
      status: 'in_progress',
      rule: null,
      underWay: { start: '2019-05-20', end: '2019-05-24' },
      verified: true,
    });
    expect(row!.because).toContain(sif[1]!.id);
  });

  it('of an authority that is no successor and was never inspected has no rule', () => {
    const rows = graded([coveredLong], '2024-06-01');
    expect(rows).toMatchObject([{ status: 'no_rule', rule: null, because: [] }]);
  });

  it('of a successor counts from its first day, surely, and by no other rule once it was inspected', () => {
    const asked = { authority: 'cumberland' };
    expect(graded([coveredLong], '2024-06-01', asked)).toMatchObject([
      { verified: false, anchor: { exact: true, assumed: false }, because: [], expects: null },
    ]);
    const first = inspectedAndReported({
      authority: 'cumberland',
      from: '2024-10-07',
      to: '2024-10-18',
      published: '2024-12-02',
      grades: { overall: 'good' },
    });
    const rows = graded([...first, coveredLong], '2025-01-01', asked);
    expect(rows.map(({ rule }) => rule)).toEqual(['ilacs-cycle']);
  });

  it('of a successor is met by one whose report is out, though nobody has read its grades', () => {
    const first = unread('2024-10-07', '2024-10-18', '2024-12-02').map((event) => ({
      ...event,
      authority: authorityKey('cumberland'),
    }));
    const on = (date: string) =>
      graded([...first, coveredLong], date, { authority: 'cumberland' }).map(({ rule, status }) => [
        rule,
        status,
      ]);
    expect(on('2024-12-01')).toEqual([['first-inspection-observed', 'in_progress']]);
    expect(on('2024-12-02')).toEqual([['first-inspection-observed', 'met']]);
  });

  it('is counted from the day on which the grades became known, where no day at all is on record', () => {
    const bare = reported(
      { overall: 'good' },
      { framework: 'ILACS', version: '2018', known: '2022-01-20' },
    );
    expect(graded([bare, coveredLong], '2024-01-01')).toMatchObject([
      {
        due: '2025-01-20',
        anchor: {
          kind: 'publication',
          date: '2022-01-20',
          exact: false,
          assumed: true,
          event: bare.id,
        },
      },
    ]);
  });
});

describe('visits that are owed', () => {
  it('expect no kind of inspection', () => {
    expect(
      of('monitoring-first-published-observed', [...inadequate, listed], '2022-07-01'),
    ).toMatchObject({
      expects: null,
      verified: expect.any(Boolean),
    });
    expect(of('ilacs-inadequate-observed', inadequate, '2022-07-01')?.expects).toBe('standard');
  });

  it('are owed no longer once the re-inspection is under way: an inspection is no monitoring visit in progress', () => {
    const again = unread('2022-12-05', '2022-12-16', '2023-03-01');
    const status = (on: string) =>
      of('monitoring-first-published-observed', [...inadequate, ...again, listed], on)?.status;
    expect(status('2022-12-04')).toBe('due');
    expect(status('2022-12-05')).toBeUndefined();
    expect(status('2023-02-28')).toBeUndefined();
    expect(status('2023-03-01')).toBeUndefined();
    expect(status('2023-03-18')).toBeUndefined();
  });

  it('are met by visits of the kind that the rule waits for', () => {
    const focused = policyWith(({ rules }) => {
      for (const rule of rules) {
        if (rule.id === 'monitoring-first-published-observed')
          rule.metBy = { activity: 'focused_visit' };
      }
    });
    const status = (kind: string, policy = focused) =>
      of(
        'monitoring-first-published-observed',
        [...inadequate, ...visited(kind, '2022-07-05'), listed],
        '2022-08-01',
        {
          policy,
        },
      )?.status;
    expect(status('focused')).toBe('met');
    expect(status('monitoring')).toBe('window_open');
    expect(
      status(
        'monitoring',
        policyWith(() => {}),
      ),
    ).toBe('met');
    expect(
      status(
        'focused',
        policyWith(() => {}),
      ),
    ).toBe('window_open');
  });

  it('count on from the last visit by its first day, or by its letter where that is all there is', () => {
    const visit = visited('monitoring', '2022-09-06');
    expect(of('monitoring-quarterly', [...inadequate, ...visit], '2022-10-01')).toMatchObject({
      anchor: { kind: 'last_visit', date: '2022-09-06', assumed: false },
    });
    const letter = claimEvent(
      'ReportPublished',
      { of: { activity: 'visit', visitKind: 'monitoring' }, published: '2022-10-03' },
      { occurred: day('2022-10-03'), known: '2022-10-03' },
    );
    expect(of('monitoring-quarterly', [...inadequate, letter], '2022-10-04')).toMatchObject({
      anchor: { kind: 'last_visit', date: '2022-10-03', assumed: true },
    });
  });
});

describe('what a letter starts', () => {
  const letter = (on: string, published: string, priorityAction?: boolean) =>
    visited('focused', on, {
      published,
      ...(priorityAction === undefined ? {} : { priorityAction }),
    });
  const plan = (events: Events, on: string, asked = {}) =>
    of('priority-action-plan', [...good, ...events], on, asked);

  it('starts with the letter, as sure as the rule is', () => {
    const events = letter('2022-09-14', '2022-10-27', true);
    expect(plan(events, '2022-10-26')).toBeUndefined();
    const confirmed = policyWith(({ rules }) => {
      for (const rule of rules) rule.verified = true;
    });
    expect(plan(events, '2022-10-27', { policy: confirmed })).toMatchObject({ verified: true });
  });

  it('starts again with the latest letter that names areas for priority action', () => {
    const events = [
      ...letter('2022-09-14', '2022-10-27', true),
      ...letter('2023-03-14', '2023-04-27', true),
      ...letter('2023-06-13', '2023-07-20'),
    ];
    expect(plan(events, '2023-03-01')?.anchor?.date).toBe('2022-10-27');
    expect(plan(events, '2023-08-01')?.anchor?.date).toBe('2023-04-27');
  });

  it('starts with any letter, where the rule asks for nothing that it names', () => {
    const any = policyWith(({ rules }) => {
      const { trigger } = rules.find(({ id }) => id === 'priority-action-plan')!;
      if (trigger.event === 'visit') delete trigger.priorityAction;
    });
    const events = letter('2022-09-14', '2022-10-27');
    expect(plan(events, '2022-11-01')).toBeUndefined();
    expect(plan(events, '2022-11-01', { policy: any })?.anchor?.date).toBe('2022-10-27');
  });
});

describe('the next area inspection', () => {
  const send = { framework: 'AREA_SEND', version: '2023' };
  const found = (from: string, to: string, published: string, outcome?: string) => [
    inspected({ ...send, days: days(from, to) }),
    claimEvent(
      'ReportPublished',
      {
        of: { activity: 'inspection', framework: 'AREA_SEND', days: days(from, to) },
        published,
        ...(outcome ? { outcome } : {}),
      },
      { occurred: day(published), known: published },
    ),
  ];
  const first = found('2023-11-06', '2023-11-24', '2023-12-22', 'inconsistent');
  const next = (events: Events, on: string) =>
    of('area-send-within-three-years', [...first, ...events], on);

  it('follows the latest report with an outcome', () => {
    expect(next([], '2024-01-10')).toMatchObject({ status: 'not_yet', verified: false });
    expect(next([], '2023-12-21')).toBeUndefined();
    const better = found('2026-01-12', '2026-01-30', '2026-03-10', 'typically_positive');
    expect(next(better, '2026-03-10')).toBeUndefined();
    expect(
      of('area-send-within-five-years', [...first, ...better], '2026-03-10')?.anchor,
    ).toMatchObject({ date: '2026-03-10' });
  });

  it('is in progress from its first day, and met once its report is out unread', () => {
    const again = found('2026-01-12', '2026-01-30', '2026-03-10');
    expect(next(again, '2026-01-11')?.status).toBe('not_yet');
    expect(next(again, '2026-01-12')).toMatchObject({
      status: 'in_progress',
      underWay: { start: '2026-01-12', end: '2026-01-30' },
    });
    expect(next(again, '2026-03-09')?.status).toBe('in_progress');
    expect(next(again, '2026-03-10')).toMatchObject({
      status: 'met',
      met: { on: '2026-01-12' },
    });
  });

  it('begins after the day that its clock runs from', () => {
    const begun = (from: string) => [inspected({ ...send, days: day(from) })];
    expect(next(begun('2023-12-22'), '2024-01-10')?.status).toBe('not_yet');
    expect(next(begun('2023-12-23'), '2024-01-10')?.status).toBe('in_progress');
  });
});

describe('the annual engagement meeting', () => {
  const rule = 'annual-engagement';
  const events = [...good, coveredLong];
  const on = (date: string, asked = {}) =>
    rowsOn(events, date, { rule, ...asked }).map(({ due, status, period, next }) => [
      due,
      status,
      period,
      next?.status,
      next?.on,
    ]);

  it('is owed each year after the report, one at a time, and none that is past is left', () => {
    expect(on('2022-01-16')).toEqual([]);
    expect(on('2022-01-17')).toEqual([['2023-01-17', 'not_yet', 1, 'due', '2023-01-17']]);
    expect(on('2023-01-17')).toEqual([['2023-01-17', 'due', 1, 'not_yet', '2023-01-18']]);
    expect(on('2023-01-18')).toEqual([['2024-01-17', 'not_yet', 2, 'due', '2024-01-17']]);
    expect(on('2031-11-29')).toEqual([['2032-01-17', 'not_yet', 10, 'due', '2032-01-17']]);
  });

  it('says that it comes round, and that nothing would show the earlier ones', () => {
    const said = (date: string) => of(rule, events, date)?.explanation;
    expect(said('2022-06-01')).toContain('It comes round every 12 months. No primary source');
    expect(said('2023-06-01')).toContain(
      'This is time 2; no source on record would show whether the earlier one took place.',
    );
    expect(said('2024-06-01')).toContain(
      'This is time 3; no source on record would show whether the earlier ones took place.',
    );
  });

  it('is in lists from 31 days before its day to that day, and whenever its rule or status is asked for', () => {
    const listed = (date: string) => rowsOn(events, date).some((row) => row.rule === rule);
    const days = ['2023-12-16', '2023-12-17', '2024-01-17', '2024-01-18'];
    expect(days.map(listed)).toEqual([false, true, true, false]);
    expect(rowsOn(events, '2023-06-01', { status: 'not_yet' }).map((row) => row.rule)).toContain(
      rule,
    );
  });

  it('counts from the latest report, of SIF as well, since the programme began', () => {
    const sif = inspectedAndReported({
      framework: 'SIF',
      version: '2013',
      from: '2016-05-23',
      to: '2016-06-16',
      published: '2016-08-05',
      grades: { overall: 'good' },
    });
    const due = (date: string) =>
      of(rule, [...sif, ...events], date, { policy: englandChildren })?.due;
    expect(due('2017-12-31')).toBeUndefined();
    expect(due('2018-01-01')).toBe('2018-08-05');
    expect(due('2022-01-16')).toBe('2022-08-05');
    expect(due('2022-01-17')).toBe('2023-01-17');
  });
});
