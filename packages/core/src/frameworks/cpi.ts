import { type FrameworkVersion, scaleBefore2013 } from './framework-version.ts';

/** Judged child protection alone, so its overall effectiveness is the grade of that strand, never of the authority. */
export const cpi: FrameworkVersion = {
  code: 'CPI',
  version: '2012',
  name: 'Inspection of arrangements for the protection of children',
  graded: true,
  from: '2012',
  to: '2013',
  areas: [
    {
      area: 'help_and_protection',
      code: 'protection_overall_effectiveness',
      printed: 'Overall effectiveness',
      strand: 'the arrangements to protect children',
      variants: [
        'Child protection',
        'Protection of children',
        'Effectiveness of arrangements for the protection of children',
        'CPI Overall Effectiveness (OE)',
        'CPRI Overall Effectiveness (OE)',
      ],
    },
  ],
  scale: scaleBefore2013,
  hasOverall: false,
  overall: 'absent',
  source: 'Ofsted, inspection outcomes as at 31 March 2023 (child protection inspections)',
};
