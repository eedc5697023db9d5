import type { Reading } from '../authoring.ts';
import { by, day } from '../dates.ts';
import { daysOnSite } from './inspection.ts';

const monitoring = { activity: 'visit', visitKind: 'monitoring' } as const;
const reinspection = {
  activity: 'inspection',
  framework: 'SIF',
  kind: 'reinspection',
  days: daysOnSite,
} as const;

/** When a report finds something, it holds from the last day on site. */
const found = day('2018-05-18');

interface Recurring {
  readonly theme: string;
  readonly raised: string;
  readonly still: string;
  readonly at: string;
  /** How many visits raised it, where the report counts them. */
  readonly times?: number;
}

/** Raised at visits that the report neither dates nor numbers, and found again. */
const recurring: readonly Recurring[] = [
  {
    theme: 'early_help_quality',
    raised: 'quality of early help practice',
    still: 'plans not good enough and help delayed for some',
    at: 'paragraph 17',
  },
  {
    theme: 'written_agreements',
    raised: 'written agreements that lean on the adult victim',
    still: 'the same documents under another name, after staff training',
    at: 'paragraph 19',
  },
  {
    theme: 'repeat_referrals',
    raised: 'number of repeat referrals',
    still: 'over 1,300 children with repeated contacts in half a year, without remedy',
    at: 'paragraph 21',
    times: 2,
  },
  {
    theme: 'visits_before_strategy_meeting',
    raised: 'families visited before the strategy meeting',
    still: 'practice goes on; its weight was missed and nothing was done',
    at: 'paragraphs 23 and 76',
  },
  {
    theme: 'cse_safeguarding',
    raised: 'gaps in safeguarding children at risk of exploitation',
    still: 'weaknesses in every case sampled',
    at: 'paragraph 29',
  },
  {
    theme: 'iro_challenge',
    raised: 'challenge of plans by independent reviewing officers',
    still: 'hardly any sign of improvement',
    at: 'paragraph 38',
    times: 2,
  },
  {
    theme: 'general_recurring',
    raised: 'several themes that came back from visit to visit',
    still: 'visits have not turned them into better practice',
    at: 'lines 26 and 332; paragraph 76',
  },
];

/** What the inspectorate itself says was raised at visits and is still evident. */
export function themeFacts(report: Reading): void {
  for (const { theme, raised, still, at, times } of recurring) {
    report.claim(
      'ThemeRaised',
      { occurred: by('2018-04-23'), at },
      { theme, topic: raised, at: monitoring, ...(times && { times }) },
    );
    report.claim(
      'ThemeStillEvident',
      { occurred: found, at },
      { theme, topic: still, at: reinspection },
    );
  }
}

/** Found by comparing the letter of December 2016 with this report; the inspectorate does not make these links. */
const compared: readonly (readonly [theme: string, topic: string, locator: string])[] = [
  [
    'reflective_supervision',
    'supervision regular, of uneven quality',
    'letter line 54; report paragraph 79, recommendation 5',
  ],
  [
    'partner_thresholds',
    'threshold document of no help to professionals',
    'letter lines 52 and 87; report paragraph 21',
  ],
  [
    'assessment_analysis',
    'chronologies standard by now, but weak; risk patterns overlooked',
    'letter lines 67 and 99; report paragraph 24',
  ],
  [
    'domestic_abuse_response',
    'support for victims delayed',
    'letter lines 60 and 95; report paragraph 18',
  ],
  [
    'marac_information',
    'what risk conferences know is not used in safety plans',
    'letter line 95; report paragraph 19',
  ],
  [
    'agency_staffing',
    'agency staff fewer, still relied on heavily',
    'letter line 55; report paragraphs 87 to 89',
  ],
  [
    'management_decisions',
    'managers do not scrutinise or challenge enough',
    'letter lines 53 and 111; report paragraph 79',
  ],
];

/** Continuity that an analyst infers, told apart from what the inspectorate asserts. */
export function analystThemes(analyst: Reading): void {
  for (const [theme, topic, at] of compared) {
    analyst.claim('ThemeStillEvident', { occurred: found, at }, { theme, topic, at: reinspection });
  }
}
