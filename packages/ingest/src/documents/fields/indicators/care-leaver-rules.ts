import { type ProseRule, prose, risenFrom } from './prose-rule.ts';

const inTouch = {
  code: 'care_leavers_in_touch',
  label: 'Care leavers in touch with the authority',
  unit: 'percent',
} as const;
const housed = {
  code: 'care_leavers_suitable_accommodation',
  label: 'Care leavers in suitable accommodation',
  unit: 'percent',
} as const;
const neet = {
  code: 'care_leavers_neet',
  label: 'Care leavers not in education, employment or training',
  unit: 'percent',
} as const;
const stayingPut = {
  code: 'staying_put',
  label: 'Young people staying with foster carers after 18',
  unit: 'count',
} as const;
const workAt16 = {
  code: 'age_16_17_in_education_or_work',
  label: 'Aged 16 and 17, in education, training or work',
  unit: 'percent',
} as const;

const leavers = String.raw`(?:all\s+|its\s+|their\s+|the\s+)*care\s+leavers`;

/** Care leavers: whether somebody is in touch, where they live, what they do. */
export const careLeaverRules: readonly ProseRule[] = [
  {
    ...inTouch,
    told: prose(
      String.raw`(?<!\bnot\s+)in\s+(?:touch|contact)\s+with\s+(?:the\s+(?:vast|very\s+large|large)\s+majority\s+\(?)?(?<p><<P>>)\)?\s+of\s+${leavers}`,
    ),
  },
  {
    ...inTouch,
    told: risenFrom(String.raw`care\s+leavers\s+who\s+(?:stay|are|remain|keep)\s+in\s+touch`),
  },
  {
    ...inTouch,
    unit: 'text',
    told: prose(String.raw`in\s+touch\s+with\s+(?<t>all\s+but\s+one)\s+of\s+${leavers}`),
  },
  {
    code: 'care_leavers_housed_and_in_contact',
    label: 'Care leavers suitably housed and in contact',
    unit: 'text',
    told: prose(
      String.raw`(?<t>virtually\s+all|almost\s+all)\s+care\s+leavers\s+live\s+in\s+suitable\s+accommodation\s+and\s+remain\s+in\s+contact`,
    ),
  },
  {
    ...housed,
    told: prose(
      String.raw`(?<p><<P>>)\s+of\s+(?:${leavers}|young\s+people)\s+(?:(?:are|were|now|currently|live|living|who|placed|housed)\s+){0,4}in\s+suitable\s+accommodation`,
    ),
  },
  {
    ...housed,
    told: prose(
      String.raw`care\s+leavers\s+\((?<p><<P>>)\)\s+(?:(?:are|were|now|live|living)\s+){1,3}in\s+suitable\s+accommodation`,
    ),
  },
  {
    ...housed,
    told: prose(
      String.raw`care\s+leavers\s+move\s+(?:on\s*|in\s*)?to\s+suitable\s+accommodation\s*[\u2013\u2014-]\s*at\s+(?<p><<P>>)`,
    ),
  },
  {
    ...housed,
    about: /care\s+leavers|leaving\s+care/i,
    beforeAtPrevious: true,
    told: prose(
      String.raw`in\s+suitable\s+accommodation\.\s+At\s+(?<p><<P>>)(?:<<W>>{0,60}since\s+the\s+last\s+inspection,?\s+when\s+it\s+was\s+(?:only\s+)?(?<before><<P>>))?`,
    ),
  },
  {
    ...housed,
    told: risenFrom(String.raw`care\s+leavers\s+(?:living\s+)?in\s+suitable\s+accommodation`),
  },
  {
    ...neet,
    told: prose(
      String.raw`\bof\s+(?<m><<N>>)\s+care\s+leavers,?\s+(?<n><<N>>)\s+\((?<p><<P>>)\)\s+(?:are|were)\s+(?:currently\s+)?(?:NEET|not\s+in\s+education)`,
    ),
  },
  {
    ...neet,
    told: prose(
      String.raw`(?<p><<P>>)\s+of\s+${leavers}\s+(?:(?:are|were|currently|who)\s+){0,3}(?:NEET|not\s+in\s+(?:employment,\s+)?education)`,
    ),
  },
  {
    code: 'care_leavers_neet_unavailable',
    label: 'Of those, kept from it by health or parenthood',
    unit: 'count',
    restOf: 'care_leavers_neet',
    told: prose(
      String.raw`NEET\s+and\s+(?<n><<N>>)\s+of\s+these\s+young\s+people\s+are\s+(?:currently\s+)?unable`,
    ),
  },
  {
    ...workAt16,
    about: /16-?\s*(?:and|to)\s*17-?\s*year/i,
    told: prose(
      String.raw`\bof\s+(?:the\s+)?(?<m><<N>>)\s+in\s+this\s+cohort,?\s+(?<n><<N>>)\s+\((?<p><<P>>)\)\s+are\s+in\s+education`,
    ),
  },
  {
    code: 'age_16_17_not_in_education_or_work',
    label: 'Aged 16 and 17, not in education, training or work',
    unit: 'percent',
    about: /16-?\s*(?:and|to)\s*17-?\s*year/i,
    restOf: 'age_16_17_in_education_or_work',
    told: prose(String.raw`\bthe\s+remaining\s+(?<p><<P>>)\s+(?:are|were)\b`),
  },
  {
    code: 'age_17_18_in_education_or_work',
    label: 'Aged 17 and 18, in education, training or work',
    unit: 'text',
    comparator: { label: 'national', printed: 'in line' },
    told: prose(
      String.raw`aged\s+17\s+(?:to|and)\s+18\s+in\s+education,\s+employment\s+and\s+training\s+is\s+(?<t>in\s+line)\s+with\s+national`,
    ),
  },
  {
    code: 'age_19_21_in_education_or_work',
    label: 'Aged 19 to 21, in education, training or work',
    unit: 'text',
    about: /education,\s+employment/i,
    comparator: { label: 'national', printed: 'better' },
    told: prose(
      String.raw`for\s+those\s+aged\s+19\s+to\s+21,?\s+the\s+figure\s+is\s+(?<t>better)\s+than\s+the\s+national`,
    ),
  },
  {
    code: 'care_leavers_higher_education',
    label: 'Care leavers in higher education',
    unit: 'count',
    told: prose(
      String.raw`(?<n><<N>>)\s+care\s+leavers\s+(?:are|were)\s+(?:currently\s+)?(?:in\s+higher\s+education|(?:at|attending)\s+university)`,
    ),
  },
  {
    code: 'care_leaver_apprenticeships',
    label: 'Apprenticeships for care leavers',
    unit: 'count',
    about: /care\s+leavers/i,
    told: prose(
      String.raw`apprenticeships\s+<<W>>{0,80}\.\s+only\s+(?<n><<N>>)\s+are\s+(?:currently\s+)?available`,
    ),
  },
  {
    ...stayingPut,
    told: prose(
      String.raw`(?<!\bin\s+)(?<n><<N>>)\s+(?:\(<<P>>\)\s+)?(?:young\s+people|care\s+leavers)\s+(?:have\s+chosen\s+to\s+stay|(?:have\s+)?remain(?:ed)?|are\s+(?:living|staying))\s+with\s+(?:their\s+)?(?:existing\s+|former\s+|previous\s+)?foster\s+carers`,
    ),
  },
  {
    ...stayingPut,
    told: prose(
      String.raw`staying\s+put["'\u2019\u201d]?\s+arrangements\s+(?:has|have)\s+(?:doubled|increased|risen|grown)\s+from\s+(?<before><<N>>)\s+to\s+(?<n><<N>>)(?!\s*(?:%|per))`,
    ),
  },
  {
    code: 'mental_health_wait',
    label: 'Wait for specialist mental health services',
    unit: 'weeks',
    told: prose(
      String.raw`waiting\s+(?:list|time)s?\s+<<W>>{0,60}mental\s+health\s+services?\s+(?:is|was)\s+(?<about>approximately\s+|about\s+)?(?<n><<N>>)\s+weeks`,
    ),
  },
];
