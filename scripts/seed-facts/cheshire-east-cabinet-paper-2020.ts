import type { EventOf, Known, PartialDate } from '../../packages/core/src/events/index.ts';
import { england } from '../../packages/core/src/events/index.ts';
import { ilacs2018 } from '../../packages/core/src/frameworks/ilacs.ts';
import { sif } from '../../packages/core/src/frameworks/sif.ts';
import { type Reading, type SeedFile, seedFile } from './authoring.ts';
import { by, day, month, range, since, year } from './dates.ts';
import { judgements, type PrintedJudgement } from './judgements.ts';

/** The inspectorate counts the days on site, the council the week of preparation before them too. */
const onSite = range('2019-11-18', '2019-11-29');
const asTheCouncilCounts = range('2019-11-11', '2019-11-29');
/** When a report finds something, it holds from the last day on site. */
const found = day('2019-11-29');
const meeting = day('2020-01-14');
const council = 'Cheshire East Council';

/** Known from the first day, since an inspection under way is no secret, though nobody announced this one. */
const assumed = (from: string): Known => ({ from, basis: 'assumed' });

const printedInLines = (first: number, order: readonly number[]): PrintedJudgement[] => {
  const [leaders, help, care, overall] = order.map((offset) => `line ${first + offset}`);
  const grade = 'Requires improvement to be good';
  return [
    ['overall', 'Overall effectiveness', grade, overall!],
    [
      'leadership',
      'The impact of leaders on social work practice with children and families',
      grade,
      leaders!,
    ],
    [
      'help_and_protection',
      'The experiences and progress of children who need help and protection',
      grade,
      help!,
    ],
    [
      'children_in_care',
      'The experiences and progress of children in care and care leavers',
      grade,
      care!,
    ],
  ];
};

const points: readonly (readonly [topic: string, theme: string, report: string, paper: string])[] =
  [
    [
      'assessments better and more alike; plans about the child',
      'assessment_analysis',
      'line 255',
      'lines 133 to 136',
    ],
    [
      'managers to watch cases before proceedings, against drift',
      'pre_proceedings',
      'line 256',
      'lines 138 to 142',
    ],
    [
      'private fostering; homeless at 16 and 17; emergency accommodation of care leavers',
      'private_fostering',
      'line 257',
      'lines 144 to 146',
    ],
    [
      'support for foster carers, and talk with them',
      'foster_carer_support',
      'line 258',
      'lines 148 to 150',
    ],
    [
      'oversight and supervision that hold everywhere',
      'management_decisions',
      'line 259',
      'lines 152 to 154',
    ],
  ];

function findings(place: 'report' | 'paper') {
  return points.map(([topic, theme, report, paper]) => ({
    kind: 'improvement_point' as const,
    topic,
    theme,
    locator: place === 'report' ? report : paper,
  }));
}

/** The cabinet paper of 14 January 2020 with the report annexed to it. Locators are lines of their common text. */
export function cheshireEastCabinetPaper2020(): SeedFile {
  const file = seedFile('cheshire-east-cabinet-paper-2020.jsonl');
  annexedReport(
    file.reading({
      authority: 'cheshire-east',
      source: {
        publisher: 'Ofsted',
        rank: 'report',
        title: "Cheshire East: report of the inspection of children's services, November 2019",
        url: 'https://reports.ofsted.gov.uk/provider/44/80447',
        assertedBy: 'inspectorate',
      },
      known: { from: '2020-01-09', basis: 'published' },
    }),
  );
  const paper = file.reading({
    authority: 'cheshire-east',
    source: {
      publisher: council,
      rank: 'council',
      title: 'Cabinet, 14 January 2020, supplementary agenda: outcome of the inspection',
      assertedBy: 'authority',
    },
    known: { from: '2020-01-14', basis: 'published' },
  });
  councilOnInspections(paper);
  councilOnLeaders(paper);
  councilOnPlans(paper);
  return file.finish();
}

function annexedReport(report: Reading): void {
  report.claim(
    'InspectionCarriedOut',
    { occurred: onSite, at: 'lines 234 to 237', known: assumed('2019-11-18') },
    {
      framework: 'ILACS',
      version: '2018',
      kind: 'standard',
      kindInferred: true,
      inspectors: [{ person: report.person('Shabana Abasi'), role: 'lead' }],
    },
  );
  report.claim(
    'ReportPublished',
    {
      occurred: day('2020-01-09'),
      at: 'lines 239 to 259; publication in line 43, its year from line 33',
    },
    {
      of: {
        activity: 'inspection',
        framework: 'ILACS',
        version: '2018',
        kind: 'standard',
        days: onSite,
      },
      published: '2020-01-09',
      judgements: judgements(ilacs2018, printedInLines(240, [0, 1, 2, 3])),
      findings: findings('report'),
      address: 'https://reports.ofsted.gov.uk/provider/44/80447',
    },
  );
  report.claim(
    'VisitCarriedOut',
    { occurred: month('2018-10'), at: 'line 245', known: assumed('2018-10') },
    { kind: 'focused' },
  );
  report.claim(
    'ContextNoted',
    { occurred: found, at: 'line 298, paragraph 23' },
    { kind: 'membership', topic: 'belongs to the regional adoption agency Adoption Counts' },
  );
  report.indicators([
    {
      on: onSite,
      at: 'paragraph 29',
      indicator: 'age_17_18_in_education_or_work',
      topic: 'aged 17 and 18, in education or work',
      printed: 'in line',
      unit: 'text',
      comparator: { label: 'national', printed: 'in line' },
    },
    {
      on: onSite,
      at: 'paragraph 29',
      indicator: 'age_19_21_in_education_or_work',
      topic: 'aged 19 to 21, in education or work',
      printed: 'better',
      unit: 'text',
      comparator: { label: 'national', printed: 'better' },
    },
    {
      on: onSite,
      at: 'paragraph 26',
      indicator: 'fostering_households',
      topic: 'approved fostering households',
      printed: 'reduced',
      unit: 'text',
    },
  ]);
}

function councilOnInspections(paper: Reading): void {
  const { person } = paper;
  paper.claim(
    'InspectionCarriedOut',
    { occurred: asTheCouncilCounts, at: 'lines 43 and 90 to 99', known: assumed('2019-11-11') },
    {
      framework: 'ILACS',
      version: '2018',
      kind: 'standard',
      inspectors: [
        { person: person('Shabana Abasi'), role: 'lead' },
        { person: person('Alison Smale'), role: 'team' },
        { person: person('John Roughton'), role: 'team' },
        { person: person('Matt Reed'), role: 'team' },
        { person: person('Stephen Bentham'), role: 'team' },
        { person: person('Mandy Williams'), role: 'team' },
        { person: person('Nick McMullen'), role: 'quality_assurance' },
        { person: person('Kathryn Grindrod'), role: 'other' },
      ],
    },
  );
  paper.claim(
    'ReportPublished',
    {
      occurred: day('2020-01-09'),
      at: 'lines 43 and 111 to 114; year from line 33',
      known: { from: '2020-01-14', basis: 'published' },
    },
    {
      of: {
        activity: 'inspection',
        framework: 'ILACS',
        version: '2018',
        kind: 'standard',
        days: asTheCouncilCounts,
      },
      published: '2020-01-09',
      judgements: judgements(ilacs2018, printedInLines(111, [0, 1, 2, 3])),
      findings: findings('paper'),
    },
  );
  paper.claim(
    'VisitCarriedOut',
    { occurred: month('2018-10'), at: 'line 87', known: assumed('2018-10') },
    {
      kind: 'focused',
      framework: 'ILACS',
      topic: 'children_in_care_and_care_leavers',
      topicPrinted: 'cared for children and care leavers',
    },
  );
  paper.claim(
    'InspectionCarriedOut',
    { occurred: month('2015-07'), at: 'line 64', known: assumed('2015-07') },
    { framework: 'SIF' },
  );
  // the month is the inspection's: when the report came out the paper does not say, so known from the paper
  paper.claim(
    'ReportPublished',
    { occurred: month('2015-07'), at: 'line 64' },
    {
      of: { activity: 'inspection', framework: 'SIF', days: month('2015-07') },
      judgements: judgements(sif, [['overall', 'Overall', 'requires improvement', 'line 64']]),
    },
  );
  // neither the framework nor what was judged is named
  paper.claim(
    'ReportPublished',
    { occurred: year('2013'), at: 'line 64' },
    {
      of: { activity: 'inspection', days: year('2013') },
      judgements: [
        {
          area: 'overall',
          grade: 'inadequate',
          printed: 'inadequate',
          locator: 'line 64, without a word on what was judged',
        },
      ],
    },
  );
}

function councilOnLeaders(paper: Reading): void {
  const observed = (
    role: EventOf<'LeadershipObserved'>['data']['role'],
    title: string,
    name: string,
    at: string,
    status?: 'acting',
  ): void =>
    paper.claim(
      'LeadershipObserved',
      { occurred: meeting, at },
      { role, title, person: paper.person(name), organisation: council, ...(status && { status }) },
    );
  // whether this post is the statutory director's the paper does not say
  observed(
    'other',
    'Executive Director of People',
    'Mark Palethorpe',
    'lines 39 and 222',
    'acting',
  );
  observed('lead_member', 'Portfolio Holder - Children and Families', 'Kathryn Flavell', 'line 37');
  observed('other', 'Chairman of Cabinet', 'S Corcoran', 'line 20');
  observed('other', 'Vice-Chairman of Cabinet', 'C Browne', 'line 20');
}

const commitments: readonly (readonly [topic: string, locator: string, due?: PartialDate])[] = [
  [
    'outside review of how foster carers are found, kept and supported',
    'line 150',
    by('2020-01-31'),
  ],
  ['evaluation of pre-proceedings together with legal services', 'line 142', by('2020-02')],
  [
    "care leavers' accommodation commissioned again, services running from then",
    'line 146',
    month('2020-07'),
  ],
  [
    'action plan in detail, for the scrutiny committee, watched by the health and wellbeing board',
    'line 155',
  ],
  ["review of legal services, looking at what children's social care needs", 'line 161'],
  ['better assessments and plans, led by the Signs of Safety board', 'line 136'],
];

type Kind = EventOf<'ContextNoted'>['data']['kind'];

const context: readonly (readonly [PartialDate, string, Kind, string])[] = [
  [meeting, 'lines 7 and 33', 'meeting', 'cabinet notes the outcome of the inspection'],
  [
    range('2018-07', '2020-01'),
    'line 135',
    'practice',
    'Signs of Safety brought in; four to five years to take root',
  ],
  [asTheCouncilCounts, 'line 106', 'document', 'more than 600 documents given to the inspectors'],
];

const frameworks: readonly (readonly [PartialDate, string, string])[] = [
  [month('2017-11'), 'line 66', 'ILACS framework published'],
  [since('2018-01'), 'line 66', 'ILACS in use, in place of the SIF'],
  [
    since('2018-01'),
    'lines 81 to 88',
    'ILACS said to know three kinds: standard, focused, joint targeted; only the first is graded',
  ],
  [
    since('2018-01'),
    'line 83',
    'standard ILACS inspection: three weeks, one of notice and two on site',
  ],
];

function councilOnPlans(paper: Reading): void {
  for (const [topic, at, due] of commitments) {
    paper.claim('CommitmentMade', { occurred: meeting, at }, { topic, ...(due && { due }) });
  }
  for (const [occurred, at, kind, topic] of context) {
    paper.claim('ContextNoted', { occurred, at }, { kind, topic });
  }
  for (const [occurred, at, topic] of frameworks) {
    paper.claim('ContextNoted', { occurred, at, authority: england }, { kind: 'framework', topic });
  }
}
