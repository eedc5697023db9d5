import { type FrameworkVersion, type JudgedArea, scaleSince2013 } from './framework-version.ts';

const name = "Inspection of local authority children's services";

const overall: JudgedArea = {
  area: 'overall',
  code: 'overall_effectiveness',
  printed: 'Overall effectiveness',
  variants: ['Overall', 'Overall judgement'],
};

const leaders: JudgedArea = {
  area: 'leadership',
  code: 'leaders_impact',
  printed: 'The impact of leaders on social work practice with children and families',
  variants: [
    'Impact of leaders',
    'Impact of leaders on practice with children and families',
    'Impact of leaders on social work practice',
    'Leadership',
    'Leaders',
  ],
};

const helpAndProtection: JudgedArea = {
  area: 'help_and_protection',
  code: 'help_protection',
  printed: 'The experiences and progress of children who need help and protection',
  variants: ['Help and protection', 'Children in need of help and protection'],
};

const childrenInCare: JudgedArea = {
  area: 'children_in_care',
  code: 'children_in_care',
  printed: 'The experiences and progress of children in care',
  variants: [],
};

const careLeavers: JudgedArea = {
  area: 'care_leavers',
  code: 'care_leavers',
  printed: 'The experiences and progress of care leavers',
  variants: ['The experiences and progress of children care leavers'],
};

/** One grade for children in care and care leavers together; releases head its column "children in care". */
export const ilacs2018: FrameworkVersion = {
  code: 'ILACS',
  version: '2018',
  name,
  graded: true,
  from: '2018-01',
  to: '2022-12',
  areas: [
    overall,
    leaders,
    helpAndProtection,
    {
      area: 'children_in_care',
      code: 'care_and_care_leavers',
      printed: 'The experiences and progress of children in care and care leavers',
      variants: [
        'The experiences and progress of children in care',
        'Children looked after and care leavers',
      ],
      covers: ['children_in_care', 'care_leavers'],
    },
  ],
  scale: scaleSince2013,
  hasOverall: true,
  overall: 'judged',
  source: 'Ofsted, ILACS framework and handbook, November 2017, in use from January 2018',
};

/** Care leavers are judged apart: five grades. */
export const ilacs2023: FrameworkVersion = {
  code: 'ILACS',
  version: '2023',
  name,
  graded: true,
  from: '2023-01',
  to: '2026-03',
  areas: [overall, leaders, helpAndProtection, childrenInCare, careLeavers],
  scale: scaleSince2013,
  hasOverall: true,
  overall: 'judged',
  source:
    "Ofsted, response on a care leavers' judgement, 2 December 2022, in use from January 2023",
};

/** No overall effectiveness. Reports word the leaders' judgement with and without "social work". */
export const ilacs2026: FrameworkVersion = {
  code: 'ILACS',
  version: '2026',
  name,
  graded: true,
  from: '2026-04',
  areas: [leaders, helpAndProtection, childrenInCare, careLeavers],
  scale: scaleSince2013,
  hasOverall: false,
  overall: 'not_reported',
  source: 'Ofsted, news of 27 November 2025: overall effectiveness removed from April 2026',
};
