import { describe, expect, it } from 'vitest';
import { claims, csv, readText } from '../testing/files.ts';

const header =
  'authority,visit_kind,start_date,end_date,letter_date,published_date,theme_official,area_for_priority_action,sources';

describe('the visits table', () => {
  it('gives a visit known from its first day and a letter known from its publication', async () => {
    const reading = await readText(
      csv(
        header,
        'Kent,focused_visit,2022-10-19,2022-10-20,2022-11-28,2022-11-23,Care leavers,no,report_pdf+ofsted_2023',
      ),
    );
    expect(reading.problems).toEqual([]);
    expect(claims(reading, 'VisitCarriedOut')[0]).toMatchObject({
      authority: 'kent',
      occurred: { precision: 'range', from: '2022-10-19', to: '2022-10-20' },
      known: { from: '2022-10-19', basis: 'assumed' },
      source: { rank: 'report', seenIn: ['2023-03-31'] },
      data: {
        kind: 'focused',
        framework: 'ILACS',
        topic: 'care_leavers',
        topicPrinted: 'Care leavers',
      },
    });
    expect(claims(reading, 'ReportPublished')[0]).toMatchObject({
      known: { from: '2022-11-23', basis: 'published' },
      data: {
        of: { activity: 'visit', visitKind: 'focused' },
        published: '2022-11-23',
        letterDated: '2022-11-28',
        priorityAction: false,
      },
    });
  });

  it('dates a letter by itself where its publication is not given, and by the release where neither is', async () => {
    const reading = await readText(
      csv(
        header,
        'Kent,jtai,2017-06-26,2017-06-30,2017-08-10,,,yes,report_pdf',
        'Kent,monitoring_visit,2022-06-01,,,,Front door,,ofsted_2023',
      ),
    );
    const [letter, listed] = claims(reading, 'ReportPublished');
    expect(letter?.known).toEqual({ from: '2017-08-10', basis: 'letter_dated' });
    expect(letter?.data.priorityAction).toBe(true);
    expect(listed).toMatchObject({
      occurred: { precision: 'by', from: '2023-07-06' },
      known: { from: '2023-07-06', basis: 'published' },
      source: { rank: 'release', edition: '2023-03-31' },
    });
    expect(claims(reading, 'VisitCarriedOut')[1]?.occurred).toEqual({
      precision: 'day',
      from: '2022-06-01',
    });
  });

  it('gives the letter alone where no day of the visit is known', async () => {
    const reading = await readText(
      csv(header, 'Haringey,joint_area_review,,,2009-07-03,2009-07-03,,,report_pdf'),
    );
    expect(reading.proposals.map(({ event }) => event.type)).toEqual(['ReportPublished']);
  });

  it('puts aside an unknown kind, a flag that is neither yes nor no, and dates that contradict', async () => {
    const { problems } = await readText(
      csv(
        header,
        'Kent,tea_visit,2022-06-01,,,,,,ofsted_2023',
        'Kent,jtai,2022-06-01,,,2022-07-01,,maybe,report_pdf',
        'Kent,jtai,2022-06-01,,,2022-05-01,,,report_pdf',
        'Kent,jtai,2022-06-01,,,,,,report_pdf',
      ),
    );
    expect(problems.map(({ reason }) => reason)).toEqual([
      'unknown_kind',
      'unreadable_flag',
      'dates_contradict',
      'no_publication',
    ]);
  });
});

describe('the area SEND table', () => {
  it('gives an inspection of the area partnership with its outcome and no grades', async () => {
    const reading = await readText(
      csv(
        'authority,start_date,end_date,published_date,outcome',
        'Bury,2024-02-12,2024-02-16,2024-05-07,widespread_systemic_failings',
        'Bury,2024-02-12,2024-02-16,2024-05-07,splendid',
      ),
    );
    expect(reading.problems.map(({ reason }) => reason)).toEqual(['unknown_outcome']);
    expect(claims(reading, 'InspectionCarriedOut')[0]?.data).toEqual({
      framework: 'AREA_SEND',
      version: '2023',
    });
    const [report] = claims(reading, 'ReportPublished');
    expect(report?.data.outcome).toBe('widespread_systemic_failings');
    expect(report?.data.judgements).toBeUndefined();
  });
});
