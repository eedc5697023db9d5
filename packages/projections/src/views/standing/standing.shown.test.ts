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

type Events = Parameters<typeof recordOf>[0];
const seen = (events: Events, date = '2025-01-01', authority = 'sunderland') =>
  standing(recordOf(events, authority), on(date), context);

const onSite = days('2024-03-04', '2024-03-15');
const ilacs = { framework: 'ILACS', version: '2023' } as const;
const report = reported(
  { overall: 'good', leadership: 'inadequate' },
  { ...ilacs, days: onSite, published: '2024-05-01', kind: 'standard' },
);

describe('a grade as it is shown', () => {
  it('has what its source printed, and the words of its framework', () => {
    const printed = claimEvent(
      'ReportPublished',
      {
        of: { activity: 'inspection', ...ilacs, days: onSite },
        published: '2024-05-01',
        judgements: [
          {
            area: 'leadership',
            grade: 'good',
            printed: 'Good',
            label: 'Leaders',
            code: 'leaders_one',
            covers: ['leadership', 'adoption'],
          },
        ],
      },
      { occurred: day('2024-05-01'), known: '2024-05-01' },
    );
    expect(seen([printed]).areas.leadership).toEqual({
      grade: 'good',
      printed: 'Good',
      label: 'Leaders',
      code: 'leaders_one',
      framework: 'ILACS',
      version: '2023',
      since: '2024-05-01',
      published: '2024-05-01',
      covers: ['leadership', 'adoption'],
      sinceCrossesFramework: false,
      sinceCrossesCombined: false,
      sinceOf: { leadership: '2024-05-01', adoption: '2024-05-01' },
      carriedOver: false,
      because: [printed.id],
    });
    const plain = seen([report]).areas.leadership!;
    expect(plain).toMatchObject({ printed: null, code: 'leaders_impact' });
    expect(plain.label).toContain('leaders');
    expect(plain).not.toHaveProperty('covers');
  });

  it('that no source on record gives says so, and rests on nothing', () => {
    expect(seen([report]).areas.help_and_protection).toMatchObject({
      grade: 'not_read',
      label: null,
      framework: null,
      version: null,
      since: null,
      published: null,
      carriedOver: false,
      sinceCrossesFramework: false,
      because: [],
    });
  });

  it('from a report before the latest is carried over, and shows that report', () => {
    const later = reported(
      { overall: 'good' },
      { ...ilacs, days: days('2024-09-02', '2024-09-13'), published: '2024-11-01' },
    );
    const { areas, overall } = seen([report, later]);
    expect(areas.leadership).toMatchObject({
      carriedOver: true,
      published: '2024-05-01',
      because: [report.id],
    });
    expect(overall).toMatchObject({
      carriedOver: false,
      published: '2024-11-01',
      since: '2024-05-01',
    });
  });

  it('whose run reaches back into an earlier framework says so', () => {
    const before = reported(
      { overall: 'good', leadership: 'good' },
      { framework: 'SIF', days: days('2016-05-23', '2016-06-16'), published: '2016-08-05' },
    );
    const { overall, areas } = seen([before, report]);
    expect(overall).toMatchObject({ since: '2016-08-05', sinceCrossesFramework: true });
    expect(areas.leadership).toMatchObject({ since: '2024-05-01', sinceCrossesFramework: false });
  });

  it('that the framework does not give rests on the report as a whole', () => {
    const without = reported(
      { leadership: 'good' },
      { framework: 'ILACS', version: '2026', days: onSite, published: '2024-05-01' },
    );
    expect(seen([without]).overall).toMatchObject({
      grade: 'not_reported',
      because: [without.id],
      since: null,
      published: '2024-05-01',
    });
  });

  it('of an authority without a report is none', () => {
    expect(seen([])).toMatchObject({
      status: 'not_inspected',
      overall: null,
      areas: {},
      report: null,
      assurance: null,
      uncertain: [],
      restsOnAssumed: false,
      inadequateAreas: [],
      because: [],
    });
  });
});

describe('the report as it is shown', () => {
  it('has its framework, kind, days and lag', () => {
    expect(seen([report]).report).toMatchObject({
      framework: 'ILACS',
      version: '2023',
      kind: 'standard',
      start: '2024-03-04',
      end: '2024-03-15',
      parts: null,
      published: '2024-05-01',
      lag: { calendarDays: 47 },
      url: null,
      disagreements: [],
    });
    expect(seen([report]).inadequateAreas).toEqual(['leadership']);
    expect(seen([report]).status).toBe('graded');
  });

  it('has no lag where a day that it is measured by is not known', () => {
    const bare = reported({ overall: 'good' }, { ...ilacs, published: '2024-05-01' });
    expect(seen([bare]).report).toMatchObject({ start: null, end: null, kind: null, lag: null });
    const coarse = reported(
      { overall: 'good' },
      { ...ilacs, days: onSite, published: '2024-05', known: '2024-05' },
    );
    expect(seen([coarse]).report).toMatchObject({ published: '2024-05', lag: null });
    const listed = reported({ overall: 'good' }, { ...ilacs, days: onSite, known: '2024-05-01' });
    expect(seen([listed]).report).toMatchObject({ published: null, lag: null });
  });

  it('has the parts in which inspectors came', () => {
    const parts = [
      { from: '2024-03-04', to: '2024-03-05' },
      { from: '2024-03-14', to: '2024-03-15' },
    ];
    const carriedOut = claimEvent(
      'InspectionCarriedOut',
      { framework: 'ILACS', parts },
      { occurred: onSite, known: '2024-05-01' },
    );
    expect(seen([report, carriedOut]).report?.parts).toEqual(parts);
  });

  it('has the address of the report itself before that of a page which tells of it', () => {
    const page = 'https://example.org/table';
    const address = 'https://example.org/report.pdf';
    const told = (data: object) =>
      claimEvent(
        'ReportPublished',
        {
          of: { activity: 'inspection', ...ilacs, days: onSite },
          published: '2024-05-01',
          judgements: [{ area: 'overall', grade: 'good' }],
          ...data,
        },
        {
          occurred: day('2024-05-01'),
          known: '2024-05-01',
          source: { ...sources.report, url: page },
        },
      );
    expect(seen([told({ address })]).report?.url).toBe(address);
    expect(seen([told({})]).report?.url).toBe(page);
    expect(seen([report, told({ address })]).report?.url).toBe(address);
  });
});

describe('how an answer is vouched for', () => {
  const by = (source: (typeof sources)[keyof typeof sources]) =>
    reported({ overall: 'good' }, { ...ilacs, days: onSite, published: '2024-05-01', source });

  it('is by the report, or only by others who tell of it', () => {
    expect(seen([by(sources.report)]).assurance).toBe('report');
    expect(seen([by(sources.press)]).assurance).toBe('secondary');
    expect(seen([by(sources.press), by(sources.report)]).assurance).toBe('report');
    expect(seen([by(sources.release2024)], '2024-05-01').assurance).toBe('report');
  });

  it('is by official statistics from the day that a row of theirs was known, where no edition day is given', () => {
    const { published: _, ...undated } = sources.release2024;
    expect(seen([by(undated as typeof sources.release2024)], '2024-05-01').assurance).toBe(
      'official_statistics',
    );
  });

  it('names what an awaited report rests on, where there is no other', () => {
    const begun = inspected({ ...ilacs, days: onSite });
    expect(seen([begun], '2024-04-01')).toMatchObject({
      because: [begun.id],
      restsOnAssumed: true,
      assurance: null,
    });
    const announced = inspected({
      ...ilacs,
      days: onSite,
      known: { from: '2024-02-26', basis: 'announced' },
    });
    expect(seen([announced], '2024-04-01').restsOnAssumed).toBe(false);
  });

  it('takes no grade from others into a report of the inspectorate', () => {
    const article = reported(
      { leadership: 'good' },
      {
        ...ilacs,
        published: '2024-05-01',
        source: sources.press,
        known: { from: '2024-05-01', basis: 'assumed' },
      },
    );
    const overall = reported({ overall: 'good' }, { ...ilacs, published: '2024-05-01' });
    const { areas, restsOnAssumed } = seen([overall, article]);
    expect(areas.leadership?.grade).toBe('not_read');
    expect(restsOnAssumed).toBe(false);
    expect(seen([article])).toMatchObject({
      areas: { leadership: { grade: 'good' } },
      restsOnAssumed: true,
    });
  });

  it('is uncertain, and says why, only while the last day on site may not have passed', () => {
    const startOnly = reported(
      { overall: 'good' },
      { ...ilacs, days: day('2024-03-04'), published: '2024-05-01' },
    );
    const { uncertain } = standing(recordOf([startOnly]), on('2024-04-30', '2025-01-01'), context);
    expect(uncertain).toEqual([expect.stringContaining('last day on site')]);
    expect(seen([startOnly], '2024-05-01').uncertain).toEqual([]);
  });
});

describe('the coordinates of an answer', () => {
  it('are told with it', () => {
    const record = recordOf([report]);
    const recordedAt = '2026-06-01T00:00:00.000Z';
    expect(
      standing(record, { ...on('2024-06-01', '2024-07-01'), recordedAt }, context),
    ).toMatchObject({ asOf: '2024-06-01', knownAt: '2024-07-01', recordedAt });
    expect(standing(record, on('2024-06-01'), context)).not.toHaveProperty('recordedAt');
  });

  it('on a day before the authority came to be say so', () => {
    expect(seen([], '2023-03-31', 'cumberland').status).toBe('not_established');
    expect(seen([], '2023-04-01', 'cumberland').status).toBe('not_inspected');
  });

  it('have a note on interventions only where none is known', () => {
    const notice = claimEvent(
      'InterventionStarted',
      { instrument: 'improvement_notice' },
      { occurred: day('2024-05-02'), known: '2024-05-02' },
    );
    expect(seen([report, notice])).toMatchObject({ interventions: [{}], interventionsNote: null });
  });
});
