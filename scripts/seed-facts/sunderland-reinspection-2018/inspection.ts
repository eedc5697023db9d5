import { sif } from '../../../packages/core/src/frameworks/sif.ts';
import type { Reading } from '../authoring.ts';
import { day, month, range } from '../dates.ts';
import { judgements, type PrintedJudgement } from '../judgements.ts';

export const daysOnSite = range('2018-04-23', '2018-05-18');

const printed: readonly PrintedJudgement[] = [
  ['overall', "Children's services in Sunderland", 'Inadequate', 'line 11'],
  [
    'help_and_protection',
    'Children who need help and protection',
    'Inadequate',
    'line 12; line 172',
  ],
  [
    'children_in_care',
    'Children looked after and achieving permanence',
    'Requires improvement',
    'line 13; line 226 prints the longer form of the grade',
  ],
  ['adoption', 'Adoption performance', 'Good', 'line 14; line 273'],
  [
    'care_leavers',
    'Experiences and progress of care leavers',
    'Requires improvement',
    'line 15; line 294 prints the longer form of the grade',
  ],
  ['leadership', 'Leadership, management and governance', 'Inadequate', 'line 16; line 326'],
];

/** The six grades of 2015 as this report restates them; it gives none for the safeguarding board. */
const restated: readonly PrintedJudgement[] = [
  ['overall', 'Overall effectiveness', 'Inadequate', 'line 69'],
  ['help_and_protection', 'Children who need help and protection', 'Inadequate', 'line 70'],
  ['children_in_care', 'Children looked after and achieving permanence', 'Inadequate', 'line 71'],
  ['adoption', 'Adoption performance', 'Inadequate', 'line 72'],
  ['care_leavers', 'Experiences and progress of care leavers', 'Inadequate', 'line 73'],
  ['leadership', 'Leadership, management and governance', 'Inadequate', 'line 74'],
];

const recommendations: readonly (readonly [topic: string, theme: string, locator: string])[] = [
  [
    'urgent review of the contact and referral team: risk, thresholds, timeliness, legality',
    'front_door',
    'line 135',
  ],
  [
    'current risk assessments for exploited and missing children, with a full response',
    'cse_safeguarding',
    'line 136',
  ],
  [
    'council governance and scrutiny strong enough to call the company to account',
    'governance',
    'line 137, printed without its number',
  ],
  ['training and development of social workers and managers', 'training', 'line 138'],
  [
    'reflective supervision, with challenge from reviewing officers and conference chairs',
    'reflective_supervision',
    'line 139',
  ],
  [
    'faster services: early help, and help for victims and perpetrators of domestic abuse',
    'timeliness',
    'line 140',
  ],
  ["children's records kept current, clear and about the child", 'recording', 'line 141'],
  [
    'updated assessments of risk and need, leading to plans aimed at outcomes',
    'assessment_analysis',
    'line 142',
  ],
  ['court applications made in time and well, leaving no child at risk', 'court_work', 'line 143'],
  [
    'homeless young people of 16 and 17 told of their right to be looked after',
    'homeless_16_17',
    'line 144',
  ],
  ['private fostering practice that meets the law', 'private_fostering', 'line 145'],
  ['placements that fit and last, by matching ahead of need', 'placement_matching', 'line 149'],
  ['life-story work done in time for every looked-after child', 'life_story_work', 'line 150'],
  [
    'quicker access to mental health services; a path to adulthood for those without a plan',
    'mental_health_access',
    'line 151',
  ],
  [
    'training and jobs for care leavers, first for those long without',
    'care_leaver_employment',
    'line 152',
  ],
];

/** The inspection, its report with six judgements and fifteen recommendations, and the report that it restates. */
export function inspectionFacts(report: Reading): void {
  const { person } = report;
  report.claim(
    'InspectionCarriedOut',
    {
      occurred: daysOnSite,
      at: 'line 7; team in lines 386 to 398',
      known: { from: '2018-04-23', basis: 'assumed' },
    },
    {
      framework: 'SIF',
      kind: 'reinspection',
      inspectors: [
        { person: person('Lisa Summers'), role: 'lead' },
        { person: person('Rachel Holden'), role: 'deputy' },
        { person: person('Ian Young'), role: 'team' },
        { person: person('Matt Reed'), role: 'team' },
        { person: person('Stella Butler'), role: 'team' },
        { person: person('Fiona Millns'), role: 'team' },
        { person: person('Neil Penswick'), role: 'team' },
        { person: person('Clare Atkinson'), role: 'data_analyst' },
        { person: person('Sarah Urding'), role: 'quality_assurance' },
      ],
    },
  );
  report.claim(
    'ReportPublished',
    { occurred: day('2018-07-25'), at: 'lines 9 to 16; recommendations in lines 135 to 152' },
    {
      of: { activity: 'inspection', framework: 'SIF', kind: 'reinspection', days: daysOnSite },
      published: '2018-07-25',
      judgements: judgements(sif, printed),
      findings: recommendations.map(([topic, theme, locator], index) => ({
        kind: 'recommendation' as const,
        number: index + 1,
        topic,
        theme,
        locator,
      })),
    },
  );
  report.claim(
    'ReportPublished',
    {
      occurred: month('2015-07'),
      at: 'lines 68 to 74',
      known: { from: '2015-07', basis: 'published' },
    },
    {
      of: { activity: 'inspection', framework: 'SIF' },
      published: '2015-07',
      judgements: judgements(sif, restated),
    },
  );
}
