import { type FrameworkVersion, scaleBefore2013 } from './framework-version.ts';

/**
 * Two strands, each with its own overall effectiveness, and no grade for the authority as a whole.
 * A re-inspection took one strand. Releases since 2023 restate its `adequate` as requires improvement.
 */
export const slac: FrameworkVersion = {
  code: 'SLAC',
  version: '2009',
  name: 'Inspection of safeguarding and looked after children services',
  graded: true,
  from: '2009-04-01',
  to: '2012',
  areas: [
    {
      area: 'help_and_protection',
      code: 'safeguarding_overall_effectiveness',
      printed: 'Safeguarding: overall effectiveness',
      strand: 'safeguarding services',
      variants: [
        'Safeguarding',
        'Safeguarding overall effectiveness',
        'Safeguarding services',
        'Overall effectiveness of safeguarding services',
        'SLAC Safeguarding Overall effectiveness (OE)',
        'SLAC re-inspection Safeguarding OE',
      ],
    },
    {
      area: 'children_in_care',
      code: 'looked_after_overall_effectiveness',
      printed: 'Looked after children: overall effectiveness',
      strand: 'services for looked after children',
      variants: [
        'Looked after children',
        'Looked after children overall effectiveness',
        'Services for looked after children',
        'Overall effectiveness of services for looked after children',
        'SLAC Looked After Children Overall Effectiveness (OE)',
        'SLAC re-inspection of services Children Looked After OE',
      ],
    },
  ],
  scale: scaleBefore2013,
  hasOverall: false,
  overall: 'absent',
  source:
    'Ofsted, frameworks of May 2009 and October 2010; inspection outcomes as at 31 March 2023',
};
