import { describe, expect, it } from 'vitest';
import { pagedDocument, testContext, textDocument } from '../../testing/documents.ts';
import type { DocumentReading } from '../reading.ts';
import { recogniseDocument } from '../recognise.ts';
import { councilPaper } from './council-paper.ts';

const head = [
  'Cabinet',
  'Date of Meeting: 14 January 2020',
  "Report Title: Outcome of the Durham Inspection of Local Authority Children's Services (ILACS)",
  'Portfolio Holder: Councillor Ann Smith, Portfolio Holder - Children and Families',
  'Senior Officer: John Smith, Acting Director of People',
  '1. Report Summary',
  '- 1.1 This tells Cabinet of the Ofsted standard inspection of Durham, carried out between the 11th to the 29th November 2019, the report being published by Ofsted on 9th January.',
  '2. Recommendations',
  '2.1 Cabinet is recommended to note the report.',
];

const grades = [
  'Judgement\tGrade',
  'The impact of leaders on social work practice with children and families\tGood',
  'The experiences and progress of children who need help and protection\tRequires improvement to be good',
  'The experiences and progress of children in care and care leavers\tGood',
  'Overall effectiveness\tGood',
];

const bound = [
  'Durham County Council',
  "Inspection of children's social care services",
  'Inspection dates: 18 November 2019 to 29 November 2019',
  'Lead inspector: Mary Jones',
  "Her Majesty's Inspector",
  ...grades,
  'What needs to improve',
  '- The quality of supervision.',
  '- Life-story work for children.',
];

function read(lines: readonly string[]): DocumentReading {
  return councilPaper.extract(
    textDocument(lines.join('\n'), 'paper.txt'),
    testContext('paper.txt'),
  );
}
const gradesOf = (reading: DocumentReading | undefined): Record<string, string> =>
  Object.fromEntries((reading?.judgements ?? []).map(({ value }) => [value.area, value.grade]));
const factsOf = (reading: DocumentReading, type: string) =>
  (reading.facts ?? []).filter(({ value }) => value.type === type).map(({ value }) => value);

describe('a paper to a meeting of a council', () => {
  it('is recognised by its head, even with a report bound into it', () => {
    expect(recogniseDocument(textDocument(head.join('\n')))?.kind.kind).toBe('council_paper');
    expect(recogniseDocument(textDocument([...head, ...bound].join('\n')))?.kind.kind).toBe(
      'council_paper',
    );
  });

  it('is not what a report of the inspectorate is', () => {
    expect(recogniseDocument(textDocument(bound.join('\n')))?.kind.kind).toBe('inspection_report');
    expect(councilPaper.recognise(textDocument(bound.join('\n'))).score).toBe(0);
  });

  it('speaks for the council, from the day of its meeting', () => {
    const { source, authority, days } = read(head);
    expect(authority?.value.key).toBe('durham');
    expect(source).toMatchObject({
      publisher: 'Durham Council',
      rank: 'council',
      assertedBy: 'authority',
      published: '2020-01-14',
    });
    expect(days?.value).toEqual({ from: '2019-11-11', to: '2019-11-29' });
  });

  it('has the year of publication from its meeting where it leaves it out, and says so', () => {
    const { published } = read(head);
    expect(published).toMatchObject({ value: '2020-01-09', confidence: 'medium' });
    expect(published?.note).toContain('year');
  });

  it('names people in public office, seen on the day of the meeting', () => {
    const seen = factsOf(read(head), 'LeadershipObserved');
    expect(seen.map(({ data }) => [data.role, data.person, data.status])).toEqual([
      ['lead_member', 'p-Ann Smith', undefined],
      ['other', 'p-John Smith', 'acting'],
    ]);
    expect(seen.every(({ occurred }) => occurred.from === '2020-01-14')).toBe(true);
  });

  it('takes grades from its table', () => {
    expect(gradesOf(read([...head, ...grades]))).toEqual({
      overall: 'good',
      leadership: 'good',
      help_and_protection: 'requires_improvement',
      children_in_care: 'good',
    });
  });

  it('recalls an earlier inspection and visit as precisely as it tells them', () => {
    const reading = read([
      ...head,
      "- 5.1 Our last major inspection was under the single inspection framework (SIF) in July 2015, which found us to be 'requires improvement' following an inadequate judgement in 2013.",
      '- 5.2 We had a focussed visit on care leavers in October 2018.',
    ]);
    expect(factsOf(reading, 'InspectionCarriedOut')).toMatchObject([
      { occurred: { precision: 'month', from: '2015-07' }, data: { framework: 'SIF' } },
    ]);
    expect(factsOf(reading, 'VisitCarriedOut')).toMatchObject([
      {
        occurred: { precision: 'month', from: '2018-10' },
        data: { kind: 'focused', topic: 'care_leavers' },
      },
    ]);
    expect(
      factsOf(reading, 'ReportPublished').map(({ occurred, known }) => [
        occurred.from,
        known?.from,
      ]),
    ).toEqual([
      ['2015-07', '2020-01-14'],
      ['2013', '2020-01-14'],
    ]);
  });

  it('lists the findings that stand as headings above its own plans', () => {
    const { findings } = read([
      ...head,
      '5.10 Areas for improvement',
      'Supervision of social workers',
      '- 5.10.1 We will do more.',
      'Private fostering',
      '- 5.10.2 We will do this too.',
      '6. Implications',
    ]);
    expect(findings?.map(({ value }) => [value.kind, value.theme])).toEqual([
      ['improvement_point', 'supervision'],
      ['improvement_point', 'private_fostering'],
    ]);
  });
});

describe('a report bound into a paper', () => {
  const reading = read([...head, ...bound]);
  const [report] = reading.enclosed ?? [];

  it('speaks for itself: its days are not those of the paper', () => {
    expect(report?.kind).toBe('inspection_report');
    expect(report?.source).toBeUndefined();
    expect(report?.days?.value).toEqual({ from: '2019-11-18', to: '2019-11-29' });
    expect(reading.days?.value.from).toBe('2019-11-11');
  });

  it('is published when the paper says, where it prints no day itself', () => {
    expect(report?.published).toMatchObject({ value: '2020-01-09', confidence: 'medium' });
  });

  it('gives its own grades and findings', () => {
    expect(gradesOf(report)).toMatchObject({
      overall: 'good',
      help_and_protection: 'requires_improvement',
    });
    expect(report?.findings?.map(({ value }) => value.theme)).toEqual([
      'supervision',
      'permanence',
    ]);
  });

  it('keeps the pages that it has in the paper', () => {
    const paged = pagedDocument([
      head,
      bound.map((line) => line.replace('\t', '|').replace(/^- /, '\u2022 ')),
    ]);
    const [own] = councilPaper.extract(paged, testContext('paper.pdf')).enclosed ?? [];
    expect(own?.days?.locators.map(({ page }) => page)).toEqual([2]);
  });
});

describe('tables and forms behind a paper', () => {
  const sif = [
    'REPORT TO HEALTH AND WELLBEING BOARD',
    '28 SEPTEMBER 2016',
    "REPORT OF DIRECTOR OF CHILDREN'S SERVICES",
    'Ofsted inspected Gateshead Services for Children in Need of Help and Protection between 23 May 2016 to 16 June 2016. The Board is requested to note this.',
    'The overall Judgement for Services in Gateshead was Good',
    'The Judgement for Adoption Performance is Requires Improvement',
    'The Experience and Progress of Children Looked After',
    'Ofsted Judgement was Outstanding',
    '- Health outcomes for care leavers are good',
  ];
  const table = [
    'As of 5 August 2016, 3 Inspections of Services have been published',
    'Overall Effectiveness',
    'Judgement\tCount\t%',
    'Good\t1\t33%',
    'RI\t2\t67%',
    'Adoption performance',
    'Judgement\tCount\t%',
    'Good\t1\t50%',
    'RI\t1\t50%',
  ];

  it('takes grades told in headings, and none from what is listed under them', () => {
    expect(gradesOf(read(sif))).toEqual({
      overall: 'good',
      adoption: 'requires_improvement',
      children_in_care: 'outstanding',
    });
  });

  it('takes a national table as printed, and notes which rows do not add up', () => {
    const reading = read([...sif, 'The National Picture', ...table]);
    const [snapshot] =
      reading.facts?.filter(({ value }) => value.type === 'SnapshotPublished') ?? [];
    expect(snapshot?.value).toMatchObject({
      authority: 'england',
      occurred: { precision: 'day', from: '2016-08-05' },
      data: {
        title: 'SIF outcomes at 5 August 2016',
        published: 3,
        rows: [
          {
            area: 'overall',
            counts: { good: 1, requires_improvement: 2 },
            percent: { good: 33, requires_improvement: 67 },
          },
          { area: 'adoption', counts: { good: 1, requires_improvement: 1 } },
        ],
      },
    });
    expect(snapshot?.note).toContain('adoption adds up to 2');
  });

  it('counts a region from the list that tells it', () => {
    const reading = read([
      ...sif,
      'The National Picture',
      ...table,
      'There have now been three Local Authorities in the North East inspected under the SIF:',
      '- Two Local Authorities have received an overall Good Judgement.',
      '- One Local Authority has received an Inadequate Judgement.',
    ]);
    expect(factsOf(reading, 'SnapshotPublished')[1]?.data).toMatchObject({
      region: 'North East',
      counts: 'authorities',
      published: 3,
      rows: [{ area: 'overall', counts: { good: 2, inadequate: 1 } }],
    });
  });

  it.each([
    ['In autumn 2014, Ofsted introduced a new Single Inspection Framework.', 'SIF', '2014'],
    ['Ofsted launched the new ILACS framework from January 2018.', 'ILACS', '2018-01'],
  ])('tells of England since when a framework is in use: %s', (text, name, from) => {
    const told = factsOf(read([...head, `3. ${text}`]), 'ContextNoted');
    expect(told.filter(({ authority }) => authority === 'england')).toMatchObject([
      { occurred: { from }, data: { kind: 'framework', topic: expect.stringContaining(name) } },
    ]);
  });

  it.each([
    'Ofsted published the report of our inspection of local authority children\u2019s services in January 2020.',
    'Ofsted published the outcome of the ILACS inspection of Leeds in June 2019.',
  ])('takes the report of one inspection for no framework: %s', (text) => {
    const told = factsOf(read([...head, `3. ${text}`]), 'ContextNoted');
    expect(told.filter(({ authority }) => authority === 'england')).toEqual([]);
  });

  it.each([
    '5.1 Leeds was judged to be good in May 2018.',
    '5.1 The council hosted a focused visit on the front door in March 2021.',
    '5.1 The council hosted a focused visit on the front door in March 2017.',
    '5.1 Gateshead had a focused visit on care leavers in October 2018.',
  ])(
    'recalls nothing of another council, after its own day or before there were visits: %s',
    (text) => {
      const reading = read([...head, text]);
      for (const type of ['ReportPublished', 'VisitCarriedOut', 'InspectionCarriedOut']) {
        expect(factsOf(reading, type)).toEqual([]);
      }
    },
  );

  it('keeps a form with another first day as a claim of its own, of a lower rank', () => {
    const reading = read([
      ...sif,
      'Individual LA Performance',
      'Local Authority\tGateshead',
      'Date of Inspection\t24/05/2016',
      'Date of Publication\t05/08/2016',
      'Adoption performance',
      'requires improvement',
    ]);
    const [form] = reading.enclosed ?? [];
    expect(form?.days?.value).toEqual({ from: '2016-05-24' });
    expect(form?.source?.rank).toBe('secondary');
    expect(reading.days?.value.from).toBe('2016-05-23');
    expect(reading.published?.value).toBe('2016-08-05');
  });
});
