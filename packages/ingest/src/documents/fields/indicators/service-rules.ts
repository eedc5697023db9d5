import { childrens, type ProseRule, prose, risenFrom } from './prose-rule.ts';

const unallocated = {
  code: 'unallocated_cases',
  label: 'Cases without a social worker',
  unit: 'count',
} as const;
const riskMatrix = {
  code: 'cse_risk_matrix',
  label: 'Children at risk of exploitation with a risk matrix',
  unit: 'percent',
} as const;
const earlyPermanence = {
  code: 'early_permanence_placements',
  label: 'Early permanence placements',
  unit: 'count',
} as const;
const turnover = { code: 'staff_turnover', label: 'Turnover of staff', unit: 'percent' } as const;
const agency = { code: 'agency_staff', label: 'Staff from agencies', unit: 'percent' } as const;

const ofReReferrals = {
  unit: 'count',
  restOf: 're_referrals',
} as const;

/** Families, children in need and in care, and the workforce. */
export const serviceRules: readonly ProseRule[] = [
  {
    code: 'children_repeat_contacts',
    label: 'Children with repeated contacts',
    unit: 'count',
    told: prose(
      String.raw`(?<about>over\s+|more\s+than\s+)?(?<n><<N>>)\s+children\s+in\s+the\s+last\s+(?<months><<N>>)\s+months\s+who\s+(?:have\s+)?had\s+repeat(?:ed)?\s+contacts`,
    ),
  },
  {
    code: 'disabled_children_not_reassessed',
    label: 'Disabled children whose needs wait to be assessed again',
    unit: 'count',
    about: /disabled\s+children|children\s+with\s+disabilit/i,
    told: prose(
      String.raw`the\s+needs\s+of\s+(?<n><<N>>)\s+children\s+(?:still\s+)?had\s+(?:still\s+)?not\s+been\s+re-?assessed`,
    ),
  },
  {
    ...unallocated,
    told: prose(
      String.raw`\bin\s+(?<d><<D>>),?\s+there\s+were\s+(?<n><<N>>)\s+(?:${childrens}\s+)?(?:cases\s+unallocated|unallocated\s+(?:${childrens}\s+)?cases)`,
    ),
  },
  {
    ...unallocated,
    told: prose(
      String.raw`(?:figure|number)\s+(?:for|of)\s+unallocated\s+cases\s+in\s+(?<d><<D>>)\s+was\s+(?<n><<N>>)`,
    ),
  },
  {
    code: 'allocation_time',
    label: 'Time until a case has its social worker',
    unit: 'hours',
    told: prose(
      String.raw`cases\s+are\s+allocated\s+to\s+a\s+social\s+worker\s+within\s+(?<n><<N>>)\s+hours`,
    ),
  },
  {
    ...riskMatrix,
    value: 100,
    told: prose(
      String.raw`\bin\s+(?<d><<D>>),?\s+(?<t>all)\s+children\s+<<W>>{0,60}had\s+a\s+risk\s+matrix`,
    ),
  },
  {
    ...riskMatrix,
    told: prose(
      String.raw`risk\s+matrix\s+<<W>>{0,60}compared\s+with\s+(?<p><<P>>)\s+of\s+children\s+in\s+(?<d><<D>>)`,
    ),
  },
  {
    code: 're_referrals',
    label: 'Re-referrals',
    unit: 'count',
    told: prose(
      String.raw`\bof\s+the\s+(?<n><<N>>)\s+re-?referrals\s+in\s+the\s+(?:past|last)\s+(?<months><<N>>)\s+months`,
    ),
  },
  {
    ...ofReReferrals,
    code: 're_referrals_assessed',
    label: 'Re-referrals that led to an assessment',
    told: prose(String.raw`re-?referrals\s+<<W>>{0,60}\s(?<n><<N>>)\s+had\s+an\s+assessment`),
  },
  {
    ...ofReReferrals,
    code: 're_referrals_to_need_plan',
    label: 'Re-referrals that led to a child in need plan',
    told: prose(
      String.raw`re-?referrals\s+<<W>>{0,120}\s(?<n><<N>>)\s+became\s+subject\s+to\s+child\s+in\s+need`,
    ),
  },
  {
    ...ofReReferrals,
    code: 're_referrals_to_protection_plan',
    label: 'Re-referrals that led to a protection plan',
    told: prose(
      String.raw`re-?referrals\s+<<W>>{0,180}\s(?<n><<N>>)\s+became\s+subject\s+to\s+child\s+protection`,
    ),
  },
  {
    ...ofReReferrals,
    code: 're_referrals_to_care',
    label: 'Re-referrals that led into care',
    told: prose(
      String.raw`re-?referrals\s+<<W>>{0,240}\s(?<n><<N>>)\s+children\s+became\s+looked\s+after`,
    ),
  },
  {
    code: 'care_proceedings_duration',
    label: 'Length of care proceedings',
    unit: 'weeks',
    told: prose(
      String.raw`\bat\s+(?<n><<N>>)\s+weeks,?\s+<<W>>{0,40}(?:court|care)\s+proceedings(?:<<W>>{0,60}(?<region>in\s+line\s+with\s+other\s+local\s+authorities\s+within\s+the\s+region))?`,
    ),
  },
  {
    code: 'care_proceedings_duration',
    label: 'Length of care proceedings',
    unit: 'weeks',
    told: prose(
      String.raw`(?:court|care)\s+proceedings\s+[^.;%\d]{0,50}?(?<!from\s+an\s+|national\s+)(?:average\s+of|average\s+is|now\s+takes?|currently\s+takes?|currently\s+at)\s+(?<n><<N>>)\s+weeks`,
    ),
  },
  {
    ...earlyPermanence,
    told: prose(String.raw`\bin\s+(?<d><<D>>),?\s+(?<n><<N>>)\s+early\s+permanence\s+placements`),
  },
  {
    ...earlyPermanence,
    told: prose(
      String.raw`early\s+permanence\s+placements\s+<<W>>{0,80}\.\s+<<W>>{0,60}from\s+(?<d><<D>>),?\s+when\s+there\s+(?:was|were)\s+(?:just\s+|only\s+)?(?<n><<N>>)`,
    ),
  },
  {
    code: 'adoption_support_fund_applications',
    label: 'Successful claims on the adoption support fund',
    unit: 'count',
    told: prose(
      String.raw`(?<n><<N>>)\s+successful\s+applications\s+to\s+the\s+(?:ASF|adoption\s+support\s+fund)\s+(?:during|in)\s+(?<d><<D>>)`,
    ),
  },
  {
    code: 'initial_health_assessments_in_time',
    label: 'First health assessments in time',
    unit: 'percent',
    told: prose(
      String.raw`(?<p><<P>>)\s+of\s+(?:children\s+(?:and\s+young\s+people\s+)?had\s+their\s+)?initial\s+health\s+assessments\s+(?:(?:are|were|have\s+been|had\s+been)\s+)?(?:carried\s+out|completed)\s+(?:on\s+time|within)`,
    ),
  },
  {
    code: 'return_interviews_completed',
    label: 'Return interviews with children who went missing',
    unit: 'percent',
    told: prose(
      String.raw`(?<p><<P>>)\s+of\s+return\s+(?:home\s+)?interviews\s+(?:are|were|have\s+been)\s+completed`,
    ),
  },
  {
    code: 'looked_after_in_good_schools',
    label: 'Looked after, at schools that are good or better',
    unit: 'percent',
    told: prose(
      String.raw`(?<p><<P>>)\s+of\s+(?:children\s+looked\s+after|looked[\s-]after\s+children|children\s+in\s+care)\s+(?:attend|are\s+in|go\s+to)\s+(?:a\s+)?good\s+or\s+(?:better|outstanding)\s+schools?`,
    ),
  },
  {
    code: 'fostering_households',
    label: 'Approved fostering households',
    unit: 'text',
    told: prose(
      String.raw`number\s+of\s+approved\s+fostering\s+households\s+has\s+(?<t>reduced|increased|fallen|risen|grown)`,
    ),
  },
  {
    ...agency,
    told: prose(
      String.raw`use\s+of\s+agency\s+(?:staff|workers|social\s+workers)\s+(?:is|was|stands\s+at|(?:has|had)\s+(?:recently\s+)?(?:increased|reduced|fallen|risen)\s+to)\s+(?:currently\s+|now\s+|only\s+|at\s+)*(?<p><<P>>)`,
    ),
  },
  {
    ...agency,
    told: risenFrom(String.raw`use\s+of\s+agency\s+(?:staff|workers|social\s+workers)`),
  },
  {
    code: 'agency_social_workers',
    label: 'Social workers from agencies',
    unit: 'percent',
    about: /agency\s+(?:staff|workers)/i,
    told: prose(
      String.raw`agency\s+(?:staff|workers)\.\s+this\s+has\s+(?:reduced|fallen|increased|risen)\s+to\s+(?<p><<P>>)\s+for\s+social\s+workers`,
    ),
  },
  {
    code: 'agency_managers',
    label: 'Managers from agencies',
    unit: 'percent',
    about: /agency\s+(?:staff|workers)/i,
    told: prose(
      String.raw`agency\s+(?:staff|workers)\.\s+this\s+has\s+(?:reduced|fallen|increased|risen)\s+to\s+<<P>>\s+for\s+social\s+workers\s+and\s+(?<p><<P>>)\s+for\s+managers`,
    ),
  },
  {
    code: 'agency_workers_and_managers',
    label: 'Social workers and managers from agencies',
    unit: 'text',
    told: prose(
      String.raw`\bin\s+(?<d><<D>>),?\s+(?<t>(?:nearly|almost|over|about)\s+(?:half|a\s+third|a\s+quarter))\s+of\s+management\s+and\s+social\s+worker\s+posts\s+were\s+filled\s+by\s+agency`,
    ),
  },
  {
    ...turnover,
    told: prose(
      String.raw`(?<!manager\s|managers\s)turnover\s+(?:of\s+(?:staff|social\s+workers)\s+)?(?:is|was|(?:has|had)\s+(?:been\s+)?reduced\s+to|is\s+now\s+down\s+to|at)\s+(?:currently\s+|now\s+|only\s+)*(?<p><<P>>)`,
    ),
  },
  {
    code: 'staff_turnover',
    label: 'Turnover of staff',
    unit: 'text',
    comparator: { label: 'nation and region', printed: 'averages of both' },
    told: prose(
      String.raw`staff\s+turnover\s+is\s+(?:now\s+)?(?<t>less|lower|higher|more)\s+than\s+the\s+national\s+and\s+regional\s+average`,
    ),
  },
];
