import { describe, expect, it } from 'vitest';
import {
  pagedDocument,
  type TestLine,
  testContext,
  textDocument,
} from '../../testing/documents.ts';
import type { DocumentText } from '../model.ts';
import { recogniseDocument } from '../recognise.ts';
import { inspectionReport } from './inspection-report.ts';

const read = (document: DocumentText, file = 'report.pdf') =>
  inspectionReport.extract(document, testContext(file));

const grades = (document: DocumentText) =>
  Object.fromEntries(
    (read(document).judgements ?? []).map(({ value }) => [value.area, value.grade]),
  );

const care: readonly TestLine[] = [
  'The experiences and progress of|Good',
  'children in care',
  'The experiences and progress of|Outstanding',
  'care leavers',
];
const combined: readonly TestLine[] = [
  'The experiences and progress of children in care and|Good',
  'care leavers',
];

interface Ilacs {
  readonly dates?: string;
  readonly title?: readonly string[];
  readonly areas?: readonly TestLine[];
  readonly overall?: readonly TestLine[];
  readonly foot?: string;
}

function ilacs({
  dates = '6 to 10 May 2024',
  title = ['Inspection of Sunderland local authority', 'children\u2019s services'],
  areas = care,
  overall = ['Overall effectiveness|Good'],
  foot = 'Inspection of Sunderland local authority children\u2019s services',
}: Ilacs = {}): DocumentText {
  const running = 'Children here are helped early and their workers know them.';
  const front: TestLine[] = [
    ...title.map((text) => ({ text, size: 26 })),
    `Inspection dates: ${dates}`,
    'Lead inspector: Ann Example, His Majesty\u2019s Inspector',
    'Judgement|Grade',
    'The impact of leaders on social work|Outstanding',
    'practice with children and families',
    'The experiences and progress of children|Requires improvement',
    'who need help and protection|to be good',
    ...areas,
    ...overall,
    { text: running, y: 600 },
  ];
  const second: TestLine[] = [
    { text: 'What needs to improve?', size: 14 },
    '\u25fc The timeliness of visits to children.',
    { text: 'The experiences and progress of children who need help and', size: 14 },
    { text: 'protection: requires improvement', size: 14 },
    '1. Help comes in good time.',
    '2. Plans could be clearer.',
  ];
  return pagedDocument([front, second, [running], [running]], { foot });
}

interface Sif {
  readonly title?: readonly string[];
  readonly statement?: readonly string[];
  readonly board?: readonly TestLine[];
  readonly extra?: readonly string[];
}

const fullTitle = [
  'Barnet',
  'Inspection of services for children in need of help and',
  'protection, children looked after and care leavers',
  'and',
  'Review of the effectiveness of the Local Safeguarding Children',
  'Board',
];

function sif({
  title = fullTitle,
  statement = ['Children\u2019s services in Barnet require improvement to be', 'good'],
  board = ['The Local Safeguarding Children Board requires', 'improvement'],
  extra = [],
}: Sif = {}): DocumentText {
  return pagedDocument([
    [
      ...title,
      'Inspection date: 25 April \u2013 18 May 2017',
      'Report published: 7 July 2017',
      ...statement,
      '1. Children who need help and protection|Inadequate',
      '2. Children looked after and achieving|Good',
      'permanence',
      '2.1 Adoption performance|Outstanding',
      '2.2 Experiences and progress of care leavers|Not judged',
      '3. Leadership, management and governance|Requires improvement',
    ],
    [
      'Executive summary',
      'Families are seen and heard, as this summary tells at some length.',
      ...extra,
    ],
    [...board, 'Executive summary of the board'],
  ]);
}

describe('an ILACS report', () => {
  it('gives its framework, days, lead, grades and points, each with its place', () => {
    const reading = read(ilacs());
    expect(reading).toMatchObject({
      kind: 'inspection_report',
      authority: { value: { key: 'sunderland' }, confidence: 'high' },
      framework: { value: 'ILACS' },
      version: { value: '2023' },
      days: { value: { from: '2024-05-06', to: '2024-05-10' }, confidence: 'high' },
      problems: [],
    });
    expect(reading.inspectors?.map(({ value }) => value)).toEqual([
      { name: 'Ann Example', role: 'lead' },
    ]);
    expect(grades(ilacs())).toEqual({
      overall: 'good',
      leadership: 'outstanding',
      help_and_protection: 'requires_improvement',
      children_in_care: 'good',
      care_leavers: 'outstanding',
    });
    expect(reading.findings?.map(({ value }) => value.theme)).toEqual(['visits']);
    expect(reading.judgements?.every(({ locators }) => locators[0]?.page === 1)).toBe(true);
  });

  it('is of the version that judges what it prints: care combined 2018, apart 2023, no overall 2026', () => {
    expect(read(ilacs({ areas: combined })).version?.value).toBe('2018');
    expect(read(ilacs()).version?.value).toBe('2023');
    const last = read(ilacs({ dates: '11 to 22 May 2026', overall: [] }));
    expect(last.version?.value).toBe('2026');
    expect(last.problems).toEqual([]);
  });

  it('that should print an overall grade and does not is a problem, not a later version', () => {
    const reading = read(ilacs({ overall: [] }));
    expect(reading.version?.confidence).not.toBe('high');
    expect(reading.problems.map(({ reason }) => reason)).toEqual(['missing_judgement']);
  });

  it('of a week is short and of two weeks standard, both marked as told from the days', () => {
    expect(read(ilacs()).inspectionKind).toMatchObject({ value: 'short', confidence: 'medium' });
    expect(read(ilacs({ dates: '3 to 14 October 2022' })).inspectionKind?.value).toBe('standard');
    const returned = read(ilacs({ dates: '5 to 9 December 2022 and 14 to 15 February 2023' }));
    expect(returned.inspectionKind?.value).toBe('short');
    expect(returned.days?.value.parts).toHaveLength(2);
  });

  it('is less sure of its days where the foot of its pages says otherwise', () => {
    const reading = read(ilacs({ foot: 'Inspection of Sunderland 7 to 10 May 2024' }));
    expect(reading.days).toMatchObject({ value: { from: '2024-05-06' }, confidence: 'medium' });
  });

  it('whose front page prints no possible day takes the days from the foot of its pages and says so', () => {
    const reading = read(
      ilacs({ dates: '16 to 10 May 2024', foot: 'Sunderland 6 to 10 May 2024' }),
    );
    expect(reading.days).toMatchObject({ value: { from: '2024-05-06' }, confidence: 'medium' });
    const unproven = read(ilacs({ dates: '16 to 10 May 2024' }));
    expect(unproven.days).toBeUndefined();
    expect(unproven.problems.map(({ reason }) => reason)).toEqual(['unreadable_date']);
  });

  it('takes its publication from the name of the file as a guess that says so, and only where it can be', () => {
    expect(read(ilacs(), '2024-06-21_report.pdf').published).toMatchObject({
      value: '2024-06-21',
      confidence: 'low',
      locators: [],
    });
    expect(read(ilacs(), '2019-06-21_report.pdf').published).toBeUndefined();
    expect(read(ilacs(), 'report.pdf').published).toBeUndefined();
  });

  it('with the authority above the title is read alike', () => {
    const reading = read(
      ilacs({ title: ['Worcestershire', 'Inspection of children\u2019s social care services'] }),
    );
    expect(reading.authority?.value.key).toBe('worcestershire');
  });

  it('of an authority that nobody knows says so and gives no authority', () => {
    const reading = read(
      ilacs({ title: ['Inspection of Barsetshire local authority', 'children\u2019s services'] }),
    );
    expect(reading.authority).toBeUndefined();
    expect(reading.problems.map(({ reason }) => reason)).toEqual(['unknown_authority']);
  });

  it('is less sure of a grade that the heading of its section contradicts', () => {
    const front = ilacs();
    const [first, second, ...rest] = front.pages;
    if (!first || !second) throw new Error('two pages');
    const lines = second.lines.map((line) =>
      line.text.startsWith('protection:') ? { ...line, text: 'protection: inadequate' } : line,
    );
    const reading = read({ ...front, pages: [first, { ...second, lines }, ...rest] });
    const help = reading.judgements?.find(({ value }) => value.area === 'help_and_protection');
    expect(help).toMatchObject({ value: { grade: 'requires_improvement' }, confidence: 'medium' });
  });
});

describe('a SIF report', () => {
  it('gives the overall grade from its statement, the sub-judgements from the table, and the board from its own part', () => {
    expect(grades(sif())).toEqual({
      overall: 'requires_improvement',
      leadership: 'requires_improvement',
      help_and_protection: 'inadequate',
      children_in_care: 'good',
      care_leavers: 'not_judged',
      adoption: 'outstanding',
      lscb: 'requires_improvement',
    });
    expect(read(sif())).toMatchObject({
      authority: { value: { key: 'barnet' } },
      framework: { value: 'SIF' },
      inspectionKind: { value: 'full' },
      days: { value: { from: '2017-04-25', to: '2017-05-18' } },
      published: { value: '2017-07-07', confidence: 'high' },
      problems: [],
    });
  });

  it.each([
    [['The overall judgement is inadequate.'], 'inadequate'],
    [
      ['The overall judgement is that children\u2019s services require', 'improvement'],
      'requires_improvement',
    ],
    [
      ['Children\u2019s services in the London Borough of Barnet are', 'outstanding'],
      'outstanding',
    ],
  ])('states its overall grade as %j', (statement, grade) => {
    expect(grades(sif({ statement })).overall).toBe(grade);
  });

  it('that was to review the board and gives it no grade has a problem', () => {
    const reading = read(sif({ board: ['The safeguarding board is described here.'] }));
    expect(reading.problems.map(({ reason }) => reason)).toEqual(['missing_judgement']);
  });

  it('that is a re-inspection says so in its title and judges no board', () => {
    const reading = read(
      sif({
        title: [
          'Lancashire',
          'Re-inspection of services for children in need of help and',
          'protection, children looked after and care leavers',
        ],
        board: [],
      }),
    );
    expect(reading).toMatchObject({
      inspectionKind: { value: 'reinspection', confidence: 'high' },
      problems: [],
    });
  });

  it('of an authority whose name ends in "re" is no re-inspection for that', () => {
    const reading = read(sif({ title: ['Lancashire', ...fullTitle.slice(1)] }));
    expect(reading).toMatchObject({
      authority: { value: { key: 'lancashire' } },
      inspectionKind: { value: 'full' },
    });
  });

  it('tells of the inspection before, and is a re-inspection where that was under the same framework', () => {
    const extra = [
      'The last inspection report for the services was published in July 2014.',
      'Overall effectiveness: Inadequate',
      'Children who need help and protection: Inadequate',
      'Adoption performance: Good',
      'Leadership, management and governance: Inadequate',
    ];
    const reading = read(sif({ extra }));
    expect(reading.previous).toMatchObject({
      value: { when: '2014-07', what: 'published', judgements: { length: 4 } },
      confidence: 'medium',
    });
    expect(reading.inspectionKind).toMatchObject({ value: 'reinspection', confidence: 'medium' });
  });
});

describe('reports of other frameworks', () => {
  it('that review a safeguarding board alone are a visit with the grade of the board', () => {
    const reading = read(
      pagedDocument([
        [
          'Surrey Safeguarding Children Board',
          'Review of the effectiveness of the Local Safeguarding Children',
          'Board',
          'Inspection date: 15 June 2015 \u2013 17 June 2015',
          'Report published: 3 August 2015',
          'The Local Safeguarding Children Board requires improvement',
        ],
      ]),
    );
    expect(reading).toMatchObject({
      authority: { value: { key: 'surrey' } },
      visitKind: { value: 'lscb_review' },
      inspectionKind: undefined,
    });
    expect(reading.judgements?.map(({ value }) => value.grade)).toEqual(['requires_improvement']);
  });

  it('before the single inspection framework are read as far as their text goes, and never called sure', () => {
    const reading = read(
      pagedDocument([
        [
          'Inspection of local authority arrangements for the protection of children',
          'Sunderland',
          'Inspection dates: 9 \u2013 18 July 2012',
          'Lead inspector Ann Example HMI',
        ],
        [
          'Overall effectiveness',
          'Adequate',
          'The help that children are given keeps most of them safe.',
        ],
      ]),
    );
    expect(reading).toMatchObject({
      authority: { value: { key: 'sunderland' } },
      framework: { value: 'CPI' },
      days: { value: { from: '2012-07-09', to: '2012-07-18' } },
    });
    expect(
      reading.judgements?.map(({ value, confidence }) => [value.area, value.grade, confidence]),
    ).toEqual([['help_and_protection', 'adequate', 'medium']]);
  });
});

describe('what a report is told by', () => {
  it('is its title, in plain text too', () => {
    const text = textDocument(
      'Sunderland City Council\n\nRe-inspection of services for children in need of help and protection\n\nInspection date: 23 April-18 May 2018',
    );
    expect(recogniseDocument(text)?.kind.kind).toBe('inspection_report');
  });

  it('is not what its running text speaks of', () => {
    const text = textDocument(
      'Dear director\nWe wrote to you after the inspection of services for children in need of help and protection last year.',
    );
    expect(inspectionReport.recognise(text).score).toBe(0);
  });
});

describe('a report as text or HTML, which has no front page', () => {
  const head = `Durham
Re-inspection of services for children in need of help and protection, children looked after and care leavers
Inspection date: 23 April\u201318 May 2018
Report published: 25 July 2018

Children\u2019s services in Durham are inadequate`;
  const tail = `Executive summary
Help comes late, as this summary tells.
Recommendations
1. See that plans for children say what must change.
Summary for children and young people
Information about this local authority area
Previous Ofsted inspections
The previous inspection of services was published in July 2014. It was judged to be good.
\u2022 Children who need help and protection: good
\u2022 Children looked after and achieving permanence: outstanding
\u2022 Adoption performance: adequate
\u2022 Experiences and progress of care leavers: outstanding
\u2022 Leadership, management and governance: outstanding
Local leadership
The director has been in post since May 2017.`;
  const layout = `${head}
1. Children who need help and protection             Inadequate
2. Children looked after and achieving               Requires improvement
   permanence
   2.1 Adoption performance                          Good
   2.2 Experiences and progress of care leavers      Requires improvement
3. Leadership, management and governance             Inadequate
${tail}`;
  const inOrder = `${head}
1. Children who need help and protection

Inadequate

2. Children looked after and achieving
permanence

Requires improvement

2.1 Adoption performance

Good

2.2 Experiences and progress of care leavers

Requires
improvement

3. Leadership, management and governance

Inadequate

1
${tail}`;

  it.each([
    ['layout text', layout],
    ['reading order', inOrder],
  ])(
    'has its own grades in %s, and none of those that it tells of an inspection before',
    (_, text) => {
      expect(grades(textDocument(text))).toEqual({
        overall: 'inadequate',
        leadership: 'inadequate',
        help_and_protection: 'inadequate',
        children_in_care: 'requires_improvement',
        care_leavers: 'requires_improvement',
        adoption: 'good',
      });
    },
  );

  it('says which grades it could not read, and takes none of the inspection before for them', () => {
    const document = textDocument(`${head}\n${tail}`);
    expect(grades(document)).toEqual({ overall: 'inadequate' });
    const missing = read(document).problems.find(({ reason }) => reason === 'missing_judgement');
    expect(missing?.message).toContain('Adoption');
  });
});
