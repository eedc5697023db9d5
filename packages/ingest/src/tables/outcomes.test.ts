import { describe, expect, it } from 'vitest';
import { claims, csv, grades, readText } from '../testing/files.ts';

const columns =
  'authority,framework,inspection_kind,start_date,end_date,date_segments,published_date,overall,leadership,help_and_protection,children_in_care,care_leavers,adoption,lscb,slac_safeguarding,slac_looked_after,lead_inspector,report_url,sources,notes';

function row(cells: Readonly<Record<string, string>>): string {
  return columns
    .split(',')
    .map((name) => cells[name] ?? '')
    .join(',');
}

const sif = {
  authority: 'Sunderland',
  framework: 'SIF',
  inspection_kind: 'sif_reinspection',
  start_date: '2018-04-23',
  end_date: '2018-05-18',
  published_date: '2018-07-25',
  overall: 'inadequate',
  leadership: 'inadequate',
  help_and_protection: 'inadequate',
  children_in_care: 'requires_improvement',
  care_leavers: 'requires_improvement',
  adoption: 'good',
  sources: 'ofsted_2023+report_pdf',
};

const ilacs = {
  authority: 'Trafford',
  framework: 'ILACS',
  inspection_kind: 'ilacs_standard',
  start_date: '2024-06-10',
  end_date: '2024-06-21',
  published_date: '2024-08-01',
  overall: 'good',
  leadership: 'good',
  help_and_protection: 'good',
  children_in_care: 'good',
  care_leavers: 'outstanding',
  sources: 'report_pdf',
};

const read = (...rows: readonly Readonly<Record<string, string>>[]) =>
  readText(csv(columns, ...rows.map(row)));

describe('the outcomes table', () => {
  it('gives an inspection known from its first day and a report known from its publication', async () => {
    const reading = await read(sif);
    expect(reading.problems).toEqual([]);
    const [inspection] = claims(reading, 'InspectionCarriedOut');
    expect(inspection).toMatchObject({
      authority: 'sunderland',
      occurred: { precision: 'range', from: '2018-04-23', to: '2018-05-18' },
      known: { from: '2018-04-23', basis: 'assumed' },
      data: { framework: 'SIF', kind: 'reinspection' },
    });
    const [report] = claims(reading, 'ReportPublished');
    expect(report).toMatchObject({
      occurred: { precision: 'day', from: '2018-07-25' },
      known: { from: '2018-07-25', basis: 'published' },
      source: {
        rank: 'report',
        publisher: 'Ofsted',
        seenIn: ['2023-03-31'],
        assertedBy: 'inspectorate',
      },
      data: {
        of: {
          activity: 'inspection',
          framework: 'SIF',
          kind: 'reinspection',
          days: { precision: 'range', from: '2018-04-23', to: '2018-05-18' },
        },
        published: '2018-07-25',
      },
    });
    expect(grades(report!)).toContain('adoption good');
    expect(grades(report!)).toHaveLength(6);
  });

  it('gives no inspection without a first day, and the first day alone without a last', async () => {
    const without = await read({ ...sif, start_date: '', end_date: '' });
    expect(claims(without, 'InspectionCarriedOut')).toEqual([]);
    expect(claims(without, 'ReportPublished')).toHaveLength(1);
    const first = await read({ ...sif, end_date: '' });
    expect(claims(first, 'InspectionCarriedOut')[0]?.occurred).toEqual({
      precision: 'day',
      from: '2018-04-23',
    });
  });

  it('speaks with the newest release where no report was read', async () => {
    const [report] = claims(
      await read({ ...sif, sources: 'ofsted_2023+ofsted_2025' }),
      'ReportPublished',
    );
    expect(report?.source).toMatchObject({
      rank: 'release',
      edition: '2025-03-31',
      published: '2025-09-25',
      seenIn: ['2023-03-31', '2025-03-31'],
    });
  });

  it('dates a report without a publication day "by" the release that lists it', async () => {
    const [report] = claims(
      await read({ ...sif, published_date: '', sources: 'ofsted_2023' }),
      'ReportPublished',
    );
    expect(report?.occurred).toEqual({ precision: 'by', from: '2023-07-06' });
    expect(report?.known).toEqual({ from: '2023-07-06', basis: 'published' });
    expect(report?.data.published).toBeUndefined();
  });

  it('reads requires improvement as adequate before the single inspection framework, and keeps the label', async () => {
    const slac = {
      authority: 'Norfolk',
      framework: 'SLAC',
      inspection_kind: 'slac',
      published_date: '2012-07-27',
      slac_safeguarding: 'requires_improvement',
      slac_looked_after: 'good',
      sources: 'ofsted_2023',
    };
    const [report] = claims(await read(slac), 'ReportPublished');
    expect(grades(report!)).toEqual(['help_and_protection adequate', 'children_in_care good']);
    expect(report?.data.judgements?.[0]?.printed).toBe('Requires improvement to be good');
  });

  it('gives the one grade of CPI and TLAC to their strand and none to the whole', async () => {
    const one = {
      authority: 'Norfolk',
      published_date: '2013-08-16',
      overall: 'inadequate',
      sources: 'ofsted_2023',
    };
    const cpi = await read({ ...one, framework: 'CPI', inspection_kind: 'cpi_reinspection' });
    const tlac = await read({ ...one, framework: 'TLAC', inspection_kind: 'tlac' });
    const [protection] = claims(cpi, 'ReportPublished');
    const [care] = claims(tlac, 'ReportPublished');
    expect(grades(protection!)).toEqual(['help_and_protection inadequate']);
    expect(protection?.data.of.kind).toBe('reinspection');
    expect(grades(care!)).toEqual(['children_in_care inadequate']);
  });

  it('tells two SLAC re-inspections of one day apart by the strand', async () => {
    const one = {
      authority: 'Cornwall',
      framework: 'SLAC',
      published_date: '2011-02-25',
      sources: 'ofsted_2023',
    };
    const reading = await read(
      {
        ...one,
        inspection_kind: 'slac_reinspection_safeguarding',
        slac_safeguarding: 'inadequate',
      },
      { ...one, inspection_kind: 'slac_reinspection_looked_after', slac_looked_after: 'good' },
    );
    const reports = claims(reading, 'ReportPublished');
    expect(reports.map(grades)).toEqual([
      ['help_and_protection inadequate'],
      ['children_in_care good'],
    ]);
    expect(reports.map(({ data }) => data.of.kind)).toEqual(['reinspection', 'reinspection']);
  });

  it('tells the ILACS version from the grades and notes of the row', async () => {
    const reading = await read(
      ilacs,
      {
        ...ilacs,
        start_date: '2019-06-10',
        end_date: '2019-06-21',
        published_date: '2019-08-01',
        care_leavers: '',
      },
      {
        ...ilacs,
        start_date: '2026-06-08',
        end_date: '2026-06-19',
        published_date: '2026-08-01',
        overall: '',
        notes: 'no overall effectiveness judgement under the framework of 2026',
      },
      {
        ...ilacs,
        start_date: '2026-05-04',
        end_date: '2026-05-15',
        published_date: '2026-07-01',
        overall: '',
      },
    );
    const reports = claims(reading, 'ReportPublished');
    expect(reports.map(({ data }) => data.of.version)).toEqual(['2023', '2018', '2026', undefined]);
    expect(reports[1]?.data.judgements?.at(-1)).toMatchObject({
      area: 'children_in_care',
      code: 'care_and_care_leavers',
      covers: ['children_in_care', 'care_leavers'],
    });
    expect(reports[2]?.data.judgements).toHaveLength(4);
  });

  it('keeps both parts of an inspection, an inferred kind, and the lead inspector as an id', async () => {
    const reading = await read({
      ...ilacs,
      start_date: '2024-09-30',
      end_date: '2025-01-16',
      published_date: '2025-05-13',
      date_segments: '2024-09-30/2024-10-11;2025-01-13/2025-01-16',
      lead_inspector: 'Ann Example',
      notes: 'short/standard inferred from on-site duration',
    });
    const [inspection] = claims(reading, 'InspectionCarriedOut');
    expect(inspection?.data.parts).toEqual([
      { from: '2024-09-30', to: '2024-10-11' },
      { from: '2025-01-13', to: '2025-01-16' },
    ]);
    expect(inspection?.data.kindInferred).toBe(true);
    const [person] = reading.people;
    expect(person?.name).toBe('Ann Example');
    expect(inspection?.data.inspectors).toEqual([{ person: person?.id, role: 'lead' }]);
    expect(JSON.stringify(reading.proposals)).not.toContain('Ann Example');
  });

  it('resolves a name as of the date of the row', async () => {
    const before = await read({
      ...sif,
      authority: 'Dorset',
      start_date: '2016-02-01',
      end_date: '2016-02-20',
      published_date: '2016-05-23',
    });
    const after = await read({ ...ilacs, authority: 'Dorset' });
    expect(before.proposals[0]?.event.authority).toBe('dorset-to-2019');
    expect(after.proposals[0]?.event.authority).toBe('dorset');
  });

  it('puts a row that cannot be read aside with its column, and reads the others', async () => {
    const reading = await read(
      { ...sif, authority: 'Sunderlund' },
      { ...sif, overall: 'splendid' },
      { ...sif, start_date: '23rd April' },
      { ...sif, start_date: '2018-02-30' },
      { ...sif, end_date: '2018-04-01' },
      { ...sif, published_date: '2018-01-01' },
      { ...sif, inspection_kind: 'cpi' },
      { ...sif, slac_safeguarding: 'good' },
      { ...sif, sources: 'hearsay', published_date: '' },
      { ...sif, published_date: '2027-01-01' },
      sif,
    );
    expect(reading.problems.map(({ reason, locator }) => `${reason}: ${locator}`)).toEqual([
      'unknown_authority: row 2, column authority',
      'unreadable_grade: row 3, column overall',
      'unreadable_date: row 4, column start_date',
      'unreadable_date: row 5, column start_date',
      'dates_contradict: row 6, column end_date',
      'dates_contradict: row 7, column published_date',
      'unknown_kind: row 8, column inspection_kind',
      'unknown_area: row 9, column slac_safeguarding',
      'no_source: row 10, column sources',
      'not_published: row 11',
    ]);
    expect(reading.problems[1]?.given).toMatchObject({
      authority: 'Sunderland',
      overall: 'splendid',
    });
    expect(reading.proposals).toHaveLength(2);
  });
});

describe('a compiled table that lacks a column of grades', () => {
  const without = (column: string, cells: Readonly<Record<string, string>>) => {
    const names = columns.split(',').filter((name) => name !== column);
    return readText(csv(names.join(','), names.map((name) => cells[name] ?? '').join(',')));
  };

  it.each([
    ['leadership', ilacs],
    ['care_leavers', ilacs],
    ['adoption', sif],
  ])('names %s where it was judged, and takes nothing of the row', async (column, cells) => {
    const { proposals, problems } = await without(column, cells);
    expect(proposals).toEqual([]);
    expect(problems).toMatchObject([{ reason: 'missing_column', column }]);
  });

  it('is taken where the area was not judged apart then', async () => {
    const before = {
      ...ilacs,
      ...{ start_date: '2021-06-07', end_date: '2021-06-18', published_date: '2021-08-02' },
    };
    expect((await without('care_leavers', before)).problems).toEqual([]);
    expect((await without('adoption', ilacs)).problems).toEqual([]);
  });
});
