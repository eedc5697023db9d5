import type { EventOf, PartialDate } from '../../packages/core/src/events/index.ts';
import { sif } from '../../packages/core/src/frameworks/sif.ts';
import { type Reading, type SeedFile, seedFile } from './authoring.ts';
import { by, day, month, range } from './dates.ts';
import { judgements } from './judgements.ts';
import { nationalFacts } from './stockton-national-table-2016.ts';

const onSite = range('2016-05-23', '2016-06-16');
const boardDay = day('2016-09-28');

const recommendations: readonly (readonly [topic: string, theme: string])[] = [
  ['supervision tied to accountability and to results for children', 'reflective_supervision'],
  ['interviews offered on return to every missing child, and analysed', 'return_interviews'],
  ['clear aims, services and timescales in all plans', 'plans'],
  [
    'placements with connected persons and in private fostering assessed as the rules ask',
    'private_fostering',
  ],
  ['flexible services at the edge of care', 'edge_of_care'],
  ['adoption thought of at the four-month review; family finding at once', 'adoption_planning'],
  ['legal advice of the best quality', 'legal_advice'],
  ['enough foster carers, placements and adopters', 'placement_sufficiency'],
  ['life-story work for children apart from their birth families', 'life_story_work'],
  [
    'police at strategy meetings, a finding shared with their inspectorate',
    'police_strategy_meetings',
  ],
];

const goodPractice: readonly (readonly [topic: string, locator: string])[] = [
  ['family hub with early help at weekends', 'line 188'],
  ["children's voices that shape services", 'line 189'],
  ['political and professional leadership', 'line 190'],
  ['work for care leavers', 'line 191'],
  ['guidance on safe public places for young children', 'line 193'],
];

/** The paper for the health and wellbeing board of 28 September 2016. Locators are lines of its text. */
export function stocktonBoardPaper2016(): SeedFile {
  const file = seedFile('stockton-board-paper-2016.jsonl');
  const publisher = 'Stockton-on-Tees Borough Council';
  const known = { from: '2016-09-28', basis: 'published' } as const;
  const paper = file.reading({
    authority: 'stockton-on-tees',
    source: {
      publisher,
      rank: 'council',
      title: 'Health and wellbeing board, 28 September 2016: Ofsted inspection',
      assertedBy: 'authority',
    },
    known,
  });
  inspectionFacts(paper);
  councilFacts(paper);
  nationalFacts(paper);

  // a form filled in from a master list of all authorities: not the council's own word against its own text
  file
    .reading({
      authority: 'stockton-on-tees',
      source: {
        publisher,
        rank: 'secondary',
        title: 'Appendix to the board paper of 28 September 2016: form on one authority',
        assertedBy: 'authority',
      },
      known,
    })
    .claim(
      'InspectionCarriedOut',
      {
        occurred: day('2016-05-24'),
        at: 'line 302',
        known: { from: '2016-05-24', basis: 'assumed' },
      },
      { framework: 'SIF' },
    );
  return file.finish();
}

function inspectionFacts(paper: Reading): void {
  const of = {
    activity: 'inspection',
    framework: 'SIF',
    kind: 'full',
    days: onSite,
  } as const;
  paper.claim(
    'InspectionCarriedOut',
    { occurred: onSite, at: 'line 17', known: { from: '2016-05-23', basis: 'assumed' } },
    { framework: 'SIF', kind: 'full' },
  );
  paper.claim(
    'ReportPublished',
    {
      occurred: day('2016-08-05'),
      at: 'lines 74 to 208; publication in line 303',
      known: { from: '2016-09-28', basis: 'published' },
    },
    {
      of,
      published: '2016-08-05',
      judgements: judgements(sif, [
        ['overall', 'Overall', 'Good', 'lines 74 and 308'],
        [
          'help_and_protection',
          'Children who need help and protection',
          'Good',
          'lines 78 and 311',
        ],
        [
          'children_in_care',
          'Children looked after and achieving permanence',
          'Requires Improvement',
          'lines 96 and 314',
        ],
        ['adoption', 'Adoption performance', 'Requires Improvement', 'lines 119 and 317'],
        [
          'care_leavers',
          'Experience and progress of care leavers',
          'Outstanding',
          'lines 131 and 320',
        ],
        ['leadership', 'Leadership, management and governance', 'Good', 'lines 150 and 323'],
        ['lscb', 'Local Safeguarding Children Board', 'Requires Improvement', 'lines 175 and 326'],
      ]),
      findings: [
        ...recommendations.map(([topic, theme], index) => ({
          kind: 'recommendation' as const,
          number: index + 1,
          topic,
          theme,
          locator: `line ${199 + index}`,
        })),
        ...goodPractice.map(([topic, locator]) => ({
          kind: 'good_practice' as const,
          topic,
          locator,
        })),
      ],
    },
  );
  paper.indicators([
    {
      on: onSite,
      at: 'line 116',
      indicator: 'looked_after_in_good_schools',
      topic: 'looked-after children at schools that are good or better',
      printed: '83%',
      value: 83,
      unit: 'percent',
      of,
    },
    {
      on: onSite,
      at: 'line 144',
      indicator: 'care_leavers_suitable_accommodation',
      topic: 'care leavers suitably housed',
      printed: '93%',
      value: 93,
      unit: 'percent',
      comparator: { label: 'national', printed: 'well above' },
      of,
    },
    {
      on: onSite,
      at: 'line 146',
      indicator: 'staying_put',
      topic: 'young people who stay with their foster carers after 18',
      printed: '16',
      value: 16,
      unit: 'count',
      comparator: { label: 'before', printed: '8', value: 8 },
      of,
    },
    {
      on: onSite,
      at: 'line 136',
      indicator: 'care_leavers_in_touch',
      topic: 'care leavers in touch with the authority',
      printed: 'all but one',
      unit: 'text',
      comparator: { label: 'national', printed: 'well above' },
      of,
    },
    {
      on: onSite,
      at: 'line 110',
      indicator: 'care_leavers_housed_and_in_contact',
      topic: 'care leavers suitably housed, in contact to 21 or later',
      printed: 'virtually all',
      unit: 'text',
      of,
    },
  ]);
}

type Kind = EventOf<'ContextNoted'>['data']['kind'];

const context: readonly (readonly [PartialDate, string, Kind, string])[] = [
  [boardDay, 'lines 3 to 6', 'meeting', 'health and wellbeing board takes note of the inspection'],
  [
    onSite,
    'line 62',
    'structure',
    "children's hub of several agencies went live; inspectors saw it in Hartlepool",
  ],
  [
    onSite,
    'line 27',
    'statement',
    'team of eight, a shadow inspector, a data analyst, a quality assurance manager',
  ],
  [onSite, 'line 30', 'document', "more than 250 children's files examined"],
  [onSite, 'line 54', 'statement', 'about 80 meetings held by the inspectors'],
  [day('2016-08-05'), 'line 197', 'statement', '25 specific recommendations, gathered into ten'],
  [day('2016-06-16'), 'line 89', 'practice', 'privately fostered children well supported'],
  [
    day('2016-06-16'),
    'line 92',
    'practice',
    'homeless young people of 16 and 17: very full services',
  ],
];

function councilFacts(paper: Reading): void {
  paper.claim(
    'LeadershipObserved',
    { occurred: boardDay, at: 'lines 8, 232 and 233' },
    {
      role: 'dcs',
      title: "Director of Children's Services",
      person: paper.person('Jane Humphreys'),
    },
  );
  paper.claim(
    'CommitmentMade',
    { occurred: boardDay, at: 'line 210' },
    { topic: 'plan of action after the inspection, back to Ofsted', due: month('2016-11') },
  );
  paper.claim(
    'CommitmentMade',
    { occurred: boardDay, at: 'line 212' },
    { topic: 'progress on the plan to go back to cabinet' },
  );
  paper.claim(
    'CommitmentMade',
    { occurred: boardDay, at: 'line 214' },
    { topic: 'safeguarding board to write a plan of its own' },
  );
  for (const [occurred, at, kind, topic] of context) {
    paper.claim('ContextNoted', { occurred, at }, { kind, topic });
  }
  paper.claim(
    'ContextNoted',
    { occurred: by('2016-09-28'), at: 'line 87' },
    { kind: 'practice', topic: 'Signs of Safety in use, found effective' },
  );
}
