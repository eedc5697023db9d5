import { type FrameworkVersion, scaleSince2013 } from './framework-version.ts';

/**
 * Three key judgements, two of which graded parts of the second, and beside them the review of the
 * safeguarding board. First inspected 19 November 2013; re-inspections of inadequate authorities ran to 5 July
 * 2018, beside ILACS, and from 2016 left the board out.
 */
export const sif: FrameworkVersion = {
  code: 'SIF',
  version: '2013',
  name: 'Inspection of services for children in need of help and protection, children looked after and care leavers',
  graded: true,
  from: '2013-11-19',
  to: '2018-07-05',
  areas: [
    {
      area: 'overall',
      code: 'overall_effectiveness',
      printed: 'Overall effectiveness',
      variants: [
        'Overall judgement',
        'Overall',
        'The overall judgement',
        "Children's services in the authority",
      ],
    },
    {
      area: 'help_and_protection',
      code: 'help_protection',
      printed: 'Children who need help and protection',
      variants: ['Help and protection', 'Children in need of help and protection'],
    },
    {
      area: 'children_in_care',
      code: 'cla_permanence',
      printed: 'Children looked after and achieving permanence',
      variants: ['Children looked after', 'Looked after children', 'Children in care'],
    },
    {
      area: 'adoption',
      code: 'cla_permanence_adoption',
      printed: 'Adoption performance',
      variants: ['Adoption', 'CLA Sub: Adoption Performance'],
    },
    {
      area: 'care_leavers',
      code: 'care_leavers',
      printed: 'Experiences and progress of care leavers',
      variants: ['Care leavers', 'CLA Sub: Experiences and progress of care leavers'],
    },
    {
      area: 'leadership',
      code: 'leadership_governance',
      printed: 'Leadership, management and governance',
      variants: [
        'Leadership',
        'Leadership and management',
        'Leadership management governance',
        'LMG',
      ],
    },
    {
      area: 'lscb',
      code: 'lscb',
      printed: 'Effectiveness of the Local Safeguarding Children Board',
      variants: [
        'LSCB',
        'The LSCB',
        'Effectiveness of the LSCB',
        'LSCB Overall Effectiveness',
        'Local Safeguarding Children Board',
        'The effectiveness of the Local Safeguarding Children Board (LSCB)',
        'Review of the effectiveness of the Local Safeguarding Children Board',
      ],
    },
  ],
  scale: scaleSince2013,
  hasOverall: true,
  overall: 'judged',
  source:
    'Ofsted, single inspection framework reports 2014-18; inspection outcomes as at 31 March 2023',
};
