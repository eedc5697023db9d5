import type { EventOf, PartialDate } from '../../packages/core/src/events/index.ts';
import { sif } from '../../packages/core/src/frameworks/sif.ts';
import { type IndicatorRow, type Reading, type SeedFile, seedFile } from './authoring.ts';
import { by, day, month, range, since, year } from './dates.ts';
import { judgements } from './judgements.ts';

const visitDays = range('2016-11-08', '2016-11-09');
const visit = {
  activity: 'visit',
  visitKind: 'monitoring',
  sequence: 2,
  days: visitDays,
} as const;
const atTheVisit = by('2016-11-09');
/** When a letter finds something, it holds from the last day of the visit. */
const found = day('2016-11-09');

const scope = [
  'first response to children who need help',
  'sharing of information',
  'how thresholds are applied',
  'assessments: quality and time taken',
  'what children say',
  'decisions, oversight and supervision by managers',
  'children at risk of sexual exploitation',
  'early help',
  'domestic violence',
];

const themes: readonly (readonly [theme: string, topic: string, locator: string])[] = [
  ['repeat_referrals', 're-referrals fewer, yet too many', 'lines 51, 85 and 87'],
  [
    'partner_thresholds',
    'partners do not all understand thresholds; referrals lack detail',
    'lines 52 and 87',
  ],
  ['management_decisions', "managers' decisions and direction inconsistent", 'lines 53 and 111'],
  ['reflective_supervision', 'supervision in time, but not always reflective', 'lines 54 and 109'],
  ['agency_staffing', 'agency staff still relied on, though teams are steadier', 'lines 55 and 83'],
  ['early_help_quality', 'early help without a clear, joined-up offer', 'lines 56 and 93'],
  [
    'domestic_abuse_response',
    'help after domestic violence uncoordinated, its effect unmeasured',
    'lines 60 and 95',
  ],
  [
    'marac_information',
    'what risk conferences know does not reach the work with families',
    'line 95',
  ],
  ['consent_recording', "parents' consent not always sought or written down", 'line 63'],
  ['police_strategy_meetings', 'police often only by telephone at strategy meetings', 'line 64'],
  [
    'assessment_analysis',
    'chronologies, risk and diversity used unevenly in assessments',
    'lines 67 and 99',
  ],
];

type Kind = EventOf<'ContextNoted'>['data']['kind'];

const context: readonly (readonly [PartialDate, string, Kind, string])[] = [
  [
    range('2016-09', '2016-10'),
    'lines 66 and 127',
    'incident',
    'breakdown of computer systems: records to catch up, more cases to a worker for a while',
  ],
  [since('2016-04'), 'line 113', 'practice', 'workers and managers use data on each child'],
  [
    atTheVisit,
    'line 85',
    'structure',
    'integrated contact and referral team in place of the multi-agency hub, after June 2015',
  ],
  [
    atTheVisit,
    'lines 62 and 107',
    'service',
    "children's emergency duty team: three full-time workers, a manager, sessional staff",
  ],
  [
    atTheVisit,
    'lines 69 and 105',
    'service',
    'voluntary agency commissioned to interview children who went missing',
  ],
  [year('2016'), 'line 95', 'programme', 'chosen as one of three pilots of Change That Lasts'],
  [
    found,
    'lines 68 and 101',
    'practice',
    'joint work for missing and exploited children made stronger',
  ],
  [found, 'lines 64 and 85', 'practice', 'strategy meetings held when they should be'],
  [
    found,
    'lines 21 and 73',
    'statement',
    'progress is told from a base called extremely low in one place, very low in another',
  ],
  [
    day('2016-12-08'),
    'line 115',
    'document',
    'letter copied to the education department; publication announced, not dated',
  ],
];

const figures: readonly IndicatorRow[] = [
  {
    on: month('2015-06'),
    at: 'line 83',
    indicator: 'unallocated_cases',
    topic: 'cases without a social worker',
    printed: '269',
    value: 269,
    unit: 'count',
  },
  {
    on: month('2016-08'),
    at: 'line 83',
    indicator: 'unallocated_cases',
    topic: 'cases without a social worker',
    printed: 'two',
    value: 2,
    unit: 'count',
  },
  {
    on: month('2015-06'),
    at: 'line 101',
    indicator: 'cse_risk_matrix',
    topic: 'children at risk of exploitation with a risk matrix',
    printed: '73%',
    value: 73,
    unit: 'percent',
  },
  {
    on: month('2016-08'),
    at: 'line 101',
    indicator: 'cse_risk_matrix',
    topic: 'children at risk of exploitation with a risk matrix',
    printed: 'all',
    value: 100,
    unit: 'percent',
  },
  {
    on: range('2016-05', '2016-11'),
    at: 'line 89',
    indicator: 're_referrals',
    topic: 're-referrals in six months',
    printed: '767',
    value: 767,
    unit: 'count',
  },
  {
    on: range('2016-05', '2016-11'),
    at: 'line 89',
    indicator: 're_referrals_assessed',
    topic: 're-referrals that led to an assessment',
    printed: '713',
    value: 713,
    unit: 'count',
    numerator: 713,
    denominator: 767,
  },
  {
    on: range('2016-05', '2016-11'),
    at: 'line 89',
    indicator: 're_referrals_to_need_plan',
    topic: 're-referrals that led to a child in need plan',
    printed: '45',
    value: 45,
    unit: 'count',
    numerator: 45,
    denominator: 767,
  },
  {
    on: range('2016-05', '2016-11'),
    at: 'line 89',
    indicator: 're_referrals_to_protection_plan',
    topic: 're-referrals that led to a protection plan',
    printed: 'eight',
    value: 8,
    unit: 'count',
    numerator: 8,
    denominator: 767,
  },
  {
    on: range('2016-05', '2016-11'),
    at: 'line 89',
    indicator: 're_referrals_to_care',
    topic: 're-referrals that led into care',
    printed: '43',
    value: 43,
    unit: 'count',
    numerator: 43,
    denominator: 767,
  },
  {
    on: visitDays,
    at: 'line 65',
    indicator: 'allocation_time',
    topic: 'time until a case has its social worker',
    printed: 'within 24 hours',
    value: 24,
    unit: 'hours',
  },
];

/** Ofsted's letter of 8 December 2016 on its second monitoring visit to Sunderland. Locators are lines of its text. */
export function sunderlandMonitoringLetter2016(): SeedFile {
  const file = seedFile('sunderland-monitoring-letter-2016.jsonl');
  const letter = file.reading({
    authority: 'sunderland',
    source: {
      publisher: 'Ofsted',
      rank: 'report',
      title: 'Sunderland: letter on the monitoring visit of November 2016',
      assertedBy: 'inspectorate',
    },
    known: { from: '2016-12-08', basis: 'letter_dated' },
  });
  visitFacts(letter);
  for (const [theme, topic, at] of themes) {
    letter.claim('ThemeRaised', { occurred: found, at }, { theme, topic, at: visit });
  }
  for (const [occurred, at, kind, topic] of context) {
    letter.claim('ContextNoted', { occurred, at }, { kind, topic });
  }
  letter.claim(
    'ContextNoted',
    { occurred: year('2017'), at: 'line 95' },
    {
      kind: 'programme',
      topic: 'Operation Encompass to reach schools early in the year',
      planned: true,
    },
  );
  letter.indicators(figures);
  return file.finish();
}

function visitFacts(letter: Reading): void {
  const { person } = letter;
  letter.claim(
    'VisitCarriedOut',
    {
      occurred: visitDays,
      at: 'lines 19 to 43',
      known: { from: '2016-11-08', basis: 'assumed' },
    },
    {
      kind: 'monitoring',
      sequence: 2,
      since: month('2015-07'),
      topic: 'front_door',
      topicPrinted: 'contact, referral and assessment arrangements',
      scope,
      inspectors: [
        { person: person('Fiona Millns'), role: 'team' },
        { person: person('Rachel Holden'), role: 'team' },
        { person: person('Jan Edwards'), role: 'other' },
      ],
    },
  );
  letter.claim(
    'ReportPublished',
    { occurred: day('2016-12-08'), at: 'lines 3, 21 and 73' },
    { of: visit, letterDated: '2016-12-08', progress: 'steady' },
  );
  letter.claim(
    'ReportPublished',
    {
      occurred: month('2015-07'),
      at: 'line 21; framework in lines 49 and 83',
      known: { from: '2015-07', basis: 'published' },
    },
    {
      of: { activity: 'inspection', framework: 'SIF' },
      published: '2015-07',
      judgements: judgements(sif, [['overall', 'Overall', 'inadequate', 'line 21']]),
    },
  );
  letter.claim(
    'LeadershipObserved',
    { occurred: day('2016-12-08'), at: 'lines 3 to 6' },
    { role: 'dcs', title: "Director of Children's Services", person: person('Alex Hopkins') },
  );
  letter.claim(
    'LeadershipObserved',
    { occurred: visitDays, at: 'line 93' },
    { role: 'other', title: 'strategic manager for early help, newly appointed' },
  );
}
