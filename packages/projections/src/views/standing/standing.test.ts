import {
  claimEvent,
  day,
  days,
  inspected,
  reported,
  sources,
} from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { context, on, recordOf } from '../../testing/records.ts';
import { standing } from './standing.ts';

const report = reported(
  { overall: 'good', leadership: 'good' },
  {
    framework: 'ILACS',
    version: '2023',
    days: days('2024-03-04', '2024-03-15'),
    published: '2024-05-01',
    kind: 'standard',
  },
);
const visited = inspected({
  framework: 'ILACS',
  days: days('2024-03-04', '2024-03-15'),
  kind: 'standard',
});

describe('an inspection whose report is not out', () => {
  it('is awaited from its first day on site, and no longer once the report is known', () => {
    const record = recordOf([visited, report]);
    const awaited = (date: string) => standing(record, on(date), context).awaitingReport.length;
    expect(awaited('2024-03-03')).toBe(0);
    expect(awaited('2024-03-04')).toBe(1);
    expect(awaited('2024-04-30')).toBe(1);
    expect(awaited('2024-05-01')).toBe(0);
  });

  it('says what knowing of it rests on, and is left out of public knowledge', () => {
    const record = recordOf([visited, report]);
    const { awaitingReport, restsOnAssumed } = standing(record, on('2024-04-01'), context);
    expect(awaitingReport[0]).toMatchObject({
      basis: 'assumed',
      start: '2024-03-04',
      end: '2024-03-15',
      daysSince: 17,
    });
    expect(restsOnAssumed).toBe(true);
    const inPublic = standing(record, { ...on('2024-04-01'), publicOnly: true }, context);
    expect(inPublic.awaitingReport).toEqual([]);
  });
});

describe('what an answer rests on', () => {
  it('names every event, with its document, and the working days from site to publication', () => {
    const { report: shown, because } = standing(
      recordOf([visited, report]),
      on('2024-06-01'),
      context,
    );
    expect(because).toEqual([report.id]);
    expect(shown?.evidence.map(({ event }) => event).sort()).toEqual(
      [visited.id, report.id].sort(),
    );
    expect(shown?.lag).toMatchObject({ calendarDays: 47, workingDays: 31 });
  });

  it('rests on official statistics only once an edition that lists the report is out', () => {
    const listed = reported(
      { overall: 'good', leadership: 'good' },
      { framework: 'ILACS', published: '2024-05-01', source: sources.release2025 },
    );
    const record = recordOf([report, listed]);
    expect(standing(record, on('2025-09-24'), context).assurance).toBe('report');
    expect(standing(record, on('2025-09-25'), context).assurance).toBe('official_statistics');
  });

  it('rests on an assumed date only where no source gives the grade on a stated one', () => {
    const article = reported(
      { overall: 'good' },
      {
        framework: 'ILACS',
        published: '2024-05',
        source: sources.press,
        known: { from: '2024-05', basis: 'assumed' },
      },
    );
    const rests = (...events: Parameters<typeof recordOf>[0]) =>
      standing(recordOf(events), on('2024-06-30'), context).restsOnAssumed;
    expect(rests(article)).toBe(true);
    expect(rests(article, report)).toBe(false);
  });

  it('hears of a later edition that differs only once that edition is out', () => {
    const listed = (grade: 'good' | 'inadequate', source: typeof sources.release2024) =>
      reported({ overall: grade }, { framework: 'ILACS', published: '2024-05-01', source });
    const record = recordOf([
      listed('good', sources.release2024),
      listed('inadequate', sources.release2025),
    ]);
    const seen = (day: string) => {
      const { overall, report: shown } = standing(record, on(day), context);
      return [overall?.grade, ...(shown?.disagreements.map(({ value }) => value) ?? [])];
    };
    expect(seen('2025-09-24')).toEqual(['good']);
    expect(seen('2025-09-25')).toEqual(['inadequate', 'good']);
  });

  it('marks a grade whose last day on site is not given as uncertain until publication', () => {
    const startOnly = reported(
      { overall: 'good' },
      {
        framework: 'ILACS',
        days: day('2024-03-04'),
        published: '2024-05-01',
        source: sources.release2025,
      },
    );
    const record = recordOf([startOnly]);
    expect(standing(record, on('2024-03-20', '2024-06-01'), context).uncertain).toHaveLength(1);
    expect(standing(record, on('2024-05-01'), context).uncertain).toEqual([]);
  });

  it('keeps the date that the council gives beside that of the inspectorate', () => {
    const council = inspected({
      framework: 'ILACS',
      days: days('2024-02-26', '2024-03-15'),
      source: sources.council,
      known: '2024-05-10',
    });
    const { report: shown } = standing(
      recordOf([report, visited, council]),
      on('2024-06-01'),
      context,
    );
    expect(shown?.start).toBe('2024-03-04');
    expect(shown?.disagreements).toMatchObject([
      { field: 'start', value: '2024-02-26', settledBy: 'rank' },
    ]);
  });
});

describe('authorities that are not there yet, or no longer', () => {
  it('answers abolished with the successors', () => {
    const { status, successors } = standing(recordOf([], 'cumbria'), on('2024-01-01'), context);
    expect(status).toBe('abolished');
    expect(successors.map(({ key }) => key).sort()).toEqual([
      'cumberland',
      'westmorland-and-furness',
    ]);
  });

  it('starts a successor as not inspected, with its predecessor as context only', () => {
    const { status, overall, predecessors } = standing(
      recordOf([], 'cumberland'),
      on('2024-01-01'),
      context,
    );
    expect([status, overall]).toEqual(['not_inspected', null]);
    expect(predecessors.map(({ key }) => key)).toEqual(['cumbria']);
  });

  it('reads "none known" where no intervention is on record', () => {
    expect(standing(recordOf([report]), on('2024-06-01'), context).interventionsNote).toBe(
      'none known',
    );
  });
});

describe('who holds a post', () => {
  const leader = (data: object, given: object) =>
    claimEvent('LeadershipChanged', { role: 'dcs', ...data }, given);
  const interim = leader(
    { change: 'started', status: 'interim', jointWith: ['adult_services_director'] },
    { occurred: { precision: 'since', from: '2017-11' } },
  );
  const designate = leader(
    { change: 'appointed', status: 'designate', jointWith: ['chief_executive'] },
    { occurred: { precision: 'since', from: '2018-07' } },
  );
  const dcs = (asOf: string) =>
    standing(recordOf([interim, designate]), on(asOf, '2018-07-25'), context).leadership.dcs;

  it('keeps an interim unnamed holder as such, in both joint posts', () => {
    expect(dcs('2018-05-01')).toMatchObject({
      person: null,
      status: 'interim',
      since: '2017-11',
      jointWith: ['adult_services_director'],
    });
  });

  it('shows somebody appointed as not confirmed until a source sees them in post', () => {
    expect(dcs('2018-08-01')).toMatchObject({
      status: 'designate',
      since: '2018-07',
      confirmed: false,
    });
  });

  it('never reads silence as a vacancy', () => {
    expect(dcs('2018-06-30')).toMatchObject({ status: 'interim' });
    expect(dcs('2017-10-31')).toBeUndefined();
  });
});
