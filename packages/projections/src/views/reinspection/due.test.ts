import type { ClaimEvent } from '@monitoring-timeline/core';
import { describe, expect, it } from 'vitest';
import { englandChildren } from '../../policy/england-children/index.ts';
import {
  coveredLong,
  inspectedAndReported,
  policyWith,
  received,
  rowsOn,
  statement,
} from '../../testing/due.ts';

const ilacs = (overall: 'good' | 'inadequate' | 'requires_improvement', rest = {}) =>
  inspectedAndReported({
    version: '2018',
    from: '2021-11-15',
    to: '2021-11-30',
    published: '2022-01-17',
    grades: { overall, leadership: overall },
    ...rest,
  });

function reinspectionOn(events: Parameters<typeof rowsOn>[0], day: string, asked = {}) {
  const row = rowsOn(events, day, asked).find(({ activity }) => activity === 'graded_inspection');
  if (!row) throw new Error('there is a row for the next graded inspection');
  return row;
}

describe('the cycle of ILACS', () => {
  const events = [...ilacs('good'), coveredLong];

  it.each([
    ['2024-05-29', 'not_yet', 0, 0],
    ['2024-05-30', 'window_open', 0, 0],
    ['2024-11-29', 'window_open', 0, 0],
    ['2024-11-30', 'due', 0, 0],
    ['2024-12-01', 'due', 1, 0],
    ['2025-05-30', 'due', 181, 0],
    ['2025-05-31', 'overdue', 182, 1],
  ] as const)('on %s is %s, %i and %i days past', (day, status, past, pastWindow) => {
    expect(reinspectionOn(events, day)).toMatchObject({
      rule: 'ilacs-cycle',
      basis: 'usual',
      owedBy: 'inspectorate',
      opens: '2024-05-30',
      due: '2024-11-30',
      closes: '2025-05-30',
      status,
      byCalendar: status,
      daysPast: past,
      daysPastWindow: pastWindow,
    });
  });

  it('counts from the last day on site and names the event that gives it', () => {
    const { anchor, because, expects } = reinspectionOn(events, '2024-01-01');
    expect(anchor).toMatchObject({ date: '2021-11-30', kind: 'end', assumed: false, exact: true });
    expect(because).toContain(anchor!.event);
    expect(expects).toBe('short');
  });

  it('tells a long wait as the calendar of the inspectorate', () => {
    const { explanation } = reinspectionOn(events, '2025-06-10');
    expect(explanation).toContain('192 days past 30 November 2024');
    expect(explanation).toContain('11 days after the window closed on 30 May 2025');
    expect(explanation).toContain("The wait is the inspectorate's calendar");
  });

  it('says what comes next by the calendar', () => {
    expect(reinspectionOn(events, '2024-01-01').next).toEqual({
      status: 'window_open',
      on: '2024-05-30',
    });
    expect(reinspectionOn(events, '2024-12-01').next).toEqual({
      status: 'overdue',
      on: '2025-05-31',
    });
    expect(reinspectionOn(events, '2025-06-10').next).toBeNull();
  });

  it('is counted from publication, and says so, where no day on site is on record', () => {
    const [, report] = ilacs('good', { from: '2021-11-15', to: '2021-11-30' });
    const data = report!.data as { of: Record<string, unknown> };
    const { days: _, ...of } = data.of;
    const bare = { ...report!, data: { ...data, of } } as typeof report;
    expect(reinspectionOn([bare!, coveredLong], '2024-01-01')).toMatchObject({
      due: '2025-01-17',
      anchor: { kind: 'publication', assumed: true },
    });
  });
});

describe('after an ILACS judgement of inadequate', () => {
  it('there is only what was observed: 35 to 44 whole months, median 39', () => {
    const events = [...ilacs('inadequate'), coveredLong];
    const row = reinspectionOn(events, '2025-08-01');
    expect(row).toMatchObject({
      rule: 'ilacs-inadequate-observed',
      basis: 'observed',
      opens: '2024-10-30',
      due: '2025-02-28',
      closes: '2025-08-30',
      status: 'due',
      expects: 'standard',
    });
    expect(reinspectionOn(events, '2025-08-31').status).toBe('overdue');
  });
});

describe('after a SIF judgement of inadequate', () => {
  const sif = (published: string) =>
    inspectedAndReported({
      framework: 'SIF',
      version: '2013',
      from: '2015-05-11',
      to: '2015-06-04',
      published,
      grades: { overall: 'inadequate' },
    });

  it.each([
    ['2017-01-19', 'not_yet'],
    ['2017-01-20', 'window_open'],
    ['2017-07-19', 'window_open'],
    ['2017-07-20', 'due'],
    ['2017-07-21', 'overdue'],
  ])('of July 2015 the re-inspection is, on %s, %s', (day, status) => {
    expect(reinspectionOn([...sif('2015-07-20'), coveredLong], day)).toMatchObject({
      version: '2013-11',
      status,
      closes: null,
      daysPastWindow: null,
      expects: 'reinspection',
    });
  });

  it.each([
    ['2016-04-30', '2013-11', '2017-10-30'],
    ['2016-05-01', '2016-05', null],
  ])(
    'published on %s is under version %s: the promise is that of the day',
    (published, version, opens) => {
      const late = inspectedAndReported({
        framework: 'SIF',
        version: '2013',
        from: '2016-02-01',
        to: '2016-02-25',
        published,
        grades: { overall: 'inadequate' },
      });
      expect(reinspectionOn([...late, coveredLong], '2017-01-01')).toMatchObject({
        version,
        opens,
      });
    },
  );

  it('and after any other SIF grade there is only what was observed, once it was measured', () => {
    const good = inspectedAndReported({
      framework: 'SIF',
      version: '2013',
      from: '2016-05-23',
      to: '2016-06-16',
      published: '2016-08-05',
      grades: { overall: 'good' },
    });
    const row = reinspectionOn([...good, coveredLong], '2017-01-01', { policy: englandChildren });
    expect(row).toMatchObject({ status: 'no_rule', rule: null, due: null, daysPast: null });
    expect(row.explanation).toContain('No rule says when the next inspection follows');
    expect(
      reinspectionOn([...good, coveredLong], '2017-01-01', {
        policy: englandChildren,
        knownAt: '2026-11-29',
      }),
    ).toMatchObject({
      rule: 'first-ilacs-after-sif-observed',
      basis: 'observed',
      due: '2020-09-05',
    });
  });

  it('a coarse publication counts from its last possible day', () => {
    const coarse = inspectedAndReported({
      framework: 'SIF',
      version: '2013',
      from: '2015-05-11',
      to: '2015-06-04',
      published: '2015-07',
      grades: { overall: 'inadequate' },
    }).map(
      (event) => ({ ...event, occurred: { precision: 'month', from: '2015-07' } }) as typeof event,
    );
    expect(reinspectionOn([...coarse, coveredLong], '2017-08-01')).toMatchObject({
      due: '2017-07-31',
      daysPast: 1,
      anchor: { date: '2015-07', exact: false, assumed: false },
    });
  });
});

describe('a report without an overall grade', () => {
  const without = (grades: Record<string, string>) => [
    ...inspectedAndReported({
      version: '2026',
      from: '2026-06-08',
      to: '2026-06-19',
      published: '2026-08-03',
      grades: { children_in_care: 'good', ...grades },
    }),
    coveredLong,
  ];
  const on = '2026-09-01';

  it('starts the cycle where no practice area is inadequate, by a test that is not confirmed', () => {
    const events = without({
      leadership: 'inadequate',
      help_and_protection: 'requires_improvement',
      care_leavers: 'good',
    });
    const row = reinspectionOn(events, on);
    expect(row).toMatchObject({ rule: 'ilacs-cycle', verified: false, expects: 'standard' });
  });

  it('is followed by what was observed after inadequate where one is', () => {
    const events = without({
      leadership: 'inadequate',
      help_and_protection: 'inadequate',
      care_leavers: 'requires_improvement',
    });
    expect(reinspectionOn(events, on)).toMatchObject({
      rule: 'ilacs-inadequate-observed',
      verified: false,
    });
  });

  it.each([
    ['good', 'good', 'requires_improvement', 'short'],
    ['good', 'requires_improvement', 'requires_improvement', 'standard'],
    ['requires_improvement', 'good', 'good', 'standard'],
  ])(
    'with leaders %s, help %s and care leavers %s expects a %s inspection',
    (leadership, help_and_protection, care_leavers, kind) => {
      const events = without({ leadership, help_and_protection, care_leavers });
      expect(reinspectionOn(events, on).expects).toBe(kind);
    },
  );

  it('is never called overdue by a rule that is not confirmed', () => {
    const events = without({
      leadership: 'good',
      help_and_protection: 'good',
      care_leavers: 'good',
    });
    const row = reinspectionOn(events, '2030-06-01');
    expect(row).toMatchObject({ status: 'not_known', byCalendar: 'overdue' });
    expect(row.explanation).toContain('not confirmed');
    const confirmed = policyWith(({ rules }) => {
      for (const { trigger } of rules) {
        if (trigger.event === 'graded_report' && trigger.withoutOverall) {
          trigger.withoutOverall.verified = true;
        }
      }
    });
    expect(reinspectionOn(events, '2030-06-01', { policy: confirmed }).status).toBe('overdue');
  });
});

describe("an authority's statutory clock", () => {
  const visit = { framework: 'SIF', from: '2018-04-23', to: '2018-05-18' };
  const inspection = inspectedAndReported({
    ...visit,
    version: '2013',
    published: '2018-07-25',
    grades: { overall: 'inadequate' },
  });
  const clock = (day: string, ...more: readonly ClaimEvent[]) =>
    rowsOn([...inspection, ...more], day, { rule: 'action-statement' })[0]!;

  it.each([
    ['2018-10-31', 'not_yet'],
    ['2018-11-01', 'due'],
    ['2018-11-02', 'not_shown'],
  ])('on %s is %s: silence is no proof that it was missed', (day, status) => {
    expect(clock(day)).toMatchObject({
      basis: 'statutory',
      owedBy: 'authority',
      due: '2018-11-01',
      status,
      anchor: { kind: 'publication', assumed: true },
    });
  });

  it('runs from receipt where that is on record', () => {
    expect(clock('2018-08-01', received('2018-07-18', visit))).toMatchObject({
      due: '2018-10-25',
      anchor: { kind: 'receipt', date: '2018-07-18', assumed: false },
    });
  });

  it('is met by a statement on record, from the day of that', () => {
    const done = statement('action_statement', '2018-10-05', visit);
    expect(clock('2018-10-04', done).status).toBe('not_yet');
    const row = clock('2018-10-05', done);
    expect(row).toMatchObject({ status: 'met', met: { on: '2018-10-05' }, daysPast: null });
    expect(row.because).toContain(done.id);
    expect(clock('2019-06-01', done).status).toBe('met');
  });

  it('is overdue only where a source says that it was not done', () => {
    const missing = statement('action_statement', '2018-10-20', visit, false);
    expect(clock('2018-10-31', missing).status).toBe('not_yet');
    expect(clock('2018-11-02', missing)).toMatchObject({ status: 'overdue', certainty: 'certain' });
    const late = statement('action_statement', '2019-01-10', visit);
    expect(clock('2019-01-10', missing, late).status).toBe('met');
  });

  it('is not met by another statement', () => {
    const other = statement('report_published_by_authority', '2018-10-05', visit);
    expect(clock('2018-11-02', other).status).toBe('not_shown');
  });

  it('of 30 working days for the report stands beside it', () => {
    const [row] = rowsOn(inspection, '2018-08-01', { rule: 'authority-publishes-report' });
    expect(row).toMatchObject({ due: '2018-09-06', status: 'not_yet', verified: true });
  });
});
