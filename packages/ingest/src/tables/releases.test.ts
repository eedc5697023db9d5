import { describe, expect, it } from 'vitest';
import { claims, csv, grades, readText } from '../testing/files.ts';

const areas =
  'Overall effectiveness,Impact of leaders,Experiences and progress of children who need help and protection,Experiences and progress of children in care,Experiences and progress of care leavers';
const latest = `Web link,Local authority name,Ofsted region,Inspection date,${areas}`;
const name2024 = 'ofsted_2024_latest_judgements.csv';

describe('a sheet of latest judgements', () => {
  it('without publication days gives grades known by the publication of the release', async () => {
    const reading = await readText(
      csv(
        latest,
        'Link,Kent,South East,09/05/2022,Outstanding,Outstanding,Good,Requires improvement to be good,',
      ),
      { name: name2024 },
    );
    expect(reading.kind).toBe('release_latest');
    expect(claims(reading, 'InspectionCarriedOut')[0]).toMatchObject({
      occurred: { precision: 'day', from: '2022-05-09' },
      known: { from: '2022-05-09', basis: 'assumed' },
    });
    const [report] = claims(reading, 'ReportPublished');
    expect(report).toMatchObject({
      occurred: { precision: 'by', from: '2024-08-30' },
      known: { from: '2024-08-30', basis: 'published' },
      source: {
        publisher: 'Ofsted',
        rank: 'release',
        edition: '2024-03-31',
        published: '2024-08-30',
        locator: 'row 2',
      },
      data: { of: { framework: 'ILACS', version: '2018' } },
    });
    expect(report?.data.published).toBeUndefined();
    expect(report?.data.judgements?.at(-1)).toMatchObject({
      grade: 'requires_improvement',
      printed: 'Requires improvement to be good',
      label: 'Experiences and progress of children in care',
      covers: ['children_in_care', 'care_leavers'],
    });
  });

  it('says nothing of an authority that is not yet inspected', async () => {
    const reading = await readText(
      csv(latest, 'Link,Cumberland,North West,Not yet inspected,,,,,'),
      { name: name2024 },
    );
    expect(reading).toMatchObject({ proposals: [], problems: [] });
  });

  it('is recognised through line ends, curly quotes and other wording in its header', async () => {
    const header =
      '"Web\nlink",Local authority area code,"Local authority\n name",Inspection date,Publication date,Overall effectiveness,The impact of leaders on social work practice with children and families,The experiences and progress of children who need help and protection,The experiences and progress of children in care,The experiences and progress of care leavers';
    const reading = await readText(
      csv(header, 'Link,E10000016,Kent,2022-05-09,2022-07-08,Good,Good,Good,Good,Good'),
      { name: 'ofsted_2025_x.csv' },
    );
    const [report] = claims(reading, 'ReportPublished');
    expect(report?.known).toEqual({ from: '2022-07-08', basis: 'published' });
    expect(report?.source.published).toBe('2025-09-25');
    expect(report?.data.of.version).toBe('2023');
  });

  it('without an overall column gives a version only where a row says that it was taken away', async () => {
    const header = latest.replace('Overall effectiveness,', '');
    const reading = await readText(
      csv(header, 'Link,Kent,South East,09/05/2026,Good,Good,Good,Good'),
      { published: '2026-09-24' },
    );
    const [report] = claims(reading, 'ReportPublished');
    expect(report?.data.of.version).toBeUndefined();
    const marked = await readText(
      csv(latest, 'Link,Kent,South East,09/05/2026,Not reported,Good,Good,Good,Good'),
      { published: '2026-09-24' },
    );
    const [said] = claims(marked, 'ReportPublished');
    expect(said?.data.of.version).toBe('2026');
    expect(grades(said!)).toHaveLength(4);
  });

  it('of a release whose publication day nothing states goes to quarantine as a file, unless the caller gives it', async () => {
    const text = csv(latest, 'Link,Kent,South East,09/05/2022,Good,Good,Good,Good,');
    const reading = await readText(text);
    expect(reading.proposals).toEqual([]);
    expect(reading.problems.map(({ reason, locator }) => [reason, locator])).toEqual([
      ['release_without_publication_day', undefined],
    ]);
    const given = await readText(text, { published: '2026-09-24' });
    expect(claims(given, 'ReportPublished')[0]?.known.from).toBe('2026-09-24');
  });
});

describe('a sheet of in-year activity', () => {
  it('gives visits with their theme, and inspections with their grades and kind', async () => {
    const header = `Web link,Local authority name,Region,Inspection/Visit date,Inspection/Visit type,${areas},Visit Theme`;
    const reading = await readText(
      csv(
        header,
        'Link,Bury,North West,28/02/2023,LA Monitoring visit,,,,,,Achieving permanence',
        'Link,Wokingham,South East,06/03/2023,ILACS Standard Inspection,Good,Good,Good,Good,Good,',
        'Link,Kent,South East,07/03/2023,ILACS Tea Visit,,,,,,',
        'Link,Kent,South East,07/03/2023,ILACS Short Inspection,,,,,,',
      ),
      { name: name2024 },
    );
    expect(claims(reading, 'VisitCarriedOut')[0]?.data).toEqual({
      kind: 'monitoring',
      framework: 'ILACS',
      topic: 'achieving_permanence',
      topicPrinted: 'Achieving permanence',
    });
    expect(claims(reading, 'InspectionCarriedOut')[0]?.data.kind).toBe('standard');
    expect(reading.problems.map(({ reason }) => reason)).toEqual(['unknown_kind', 'no_grades']);
  });
});

describe('a history with every inspection in one row', () => {
  const slac =
    'Safeguarding & Looked After Children (SLAC) Inspection publication date,SLAC Safeguarding Overall effectiveness (OE),SLAC Looked After Children Overall Effectiveness (OE),SLAC re-inspection of Safeguarding publication date,SLAC re-inspection Safeguarding OE,SLAC re-inspection of services for Children Looked After publication date,SLAC re-inspection of services Children Looked After OE,Child Protection Inspections (CPI) publication date,CPI Overall Effectiveness (OE)';
  const sif =
    'Single Inspection of LA Services (SIF) First SIF publication date,"First SIF Overall Judgement\n(OE)",First SIF children who need help and protection,First SIF children looked after and achieving permanence,First SIF CLA Sub: Adoption Performance,First SIF CLA Sub: Experiences and progress of care leavers,"First SIF leadership, management and governance",LSCB Overall Effectiveness';
  const ilacs =
    'First ILACS framework inspection type,First ILACS framework publication date,First ILACS framework overall effectiveness,First ILACS framework impact of leaders,First ILACS framework experiences and progress of children who need help and protection,First ILACS framework experiences and progress of children in care and care leavers';
  const header = `Web link,Local authority name,LA region,${slac},${sif},${ilacs}`;
  const name = 'ofsted_2023_wide.csv';

  it('gives a report for each inspection with its publication day, its strand and its kind', async () => {
    const reading = await readText(
      csv(
        header,
        'Link,Cornwall,South West,23/10/2009,Inadequate,Inadequate,25/02/2011,Inadequate,25/02/2011,Requires improvement to be good,15/03/2013,Requires improvement to be good,27/06/2016,Good,Good,Good,-,Good,Good,Good,ILACS Short Inspection,05/11/2019,Outstanding,Outstanding,Good,Outstanding',
      ),
      { name },
    );
    expect(reading.problems).toEqual([]);
    const reports = claims(reading, 'ReportPublished');
    expect(reports.map(({ data }) => [data.of.framework, data.of.kind, data.published])).toEqual([
      ['SLAC', 'full', '2009-10-23'],
      ['SLAC', 'reinspection', '2011-02-25'],
      ['SLAC', 'reinspection', '2011-02-25'],
      ['CPI', 'full', '2013-03-15'],
      ['SIF', 'full', '2016-06-27'],
      ['ILACS', 'short', '2019-11-05'],
    ]);
    expect(grades(reports[2]!)).toEqual(['children_in_care adequate']);
    expect(grades(reports[3]!)).toEqual(['help_and_protection adequate']);
    expect(grades(reports[4]!)).toContain('adoption not_judged');
    expect(grades(reports[4]!)).toContain('lscb good');
    expect(reports[5]?.data.of.version).toBe('2018');
  });

  it('reads the second table on the sheet under its own header, as of the days of its rows', async () => {
    const blank = ',,,,,,,,,,,,,,,,,,,,,,';
    const again = header.replaceAll('First ILACS', 'ILACS');
    const reading = await readText(
      `${csv(header, `Link,Dorset,South West${blank.slice(0, 17)},ILACS Standard Inspection,19/11/2021,Good,Good,Good,Good`)}${again}\nLink,Dorset,South West,28/10/2011,Good,Good${','.repeat(20)}\n`,
      { name },
    );
    expect(reading.problems).toEqual([]);
    expect(reading.proposals.map(({ event }) => event.authority)).toEqual([
      'dorset',
      'dorset-to-2019',
    ]);
  });

  it('puts aside one inspection that cannot be read and keeps the others of its row', async () => {
    const reading = await readText(
      csv(
        header,
        'Link,Cornwall,South West,23/10/2009,Inadequate,Splendid,,,,,15/03/2013,Good,,,,,,,,,,,,,,',
      ),
      { name },
    );
    expect(reading.problems.map(({ reason }) => reason)).toEqual(['unreadable_grade']);
    expect(claims(reading, 'ReportPublished').map(({ data }) => data.of.framework)).toEqual([
      'CPI',
    ]);
  });
});
