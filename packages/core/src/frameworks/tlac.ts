import { type FrameworkVersion, scaleBefore2013 } from './framework-version.ts';

/** Judged looked after children services alone, in the summer of 2013: its grade is that strand's. */
export const tlac: FrameworkVersion = {
  code: 'TLAC',
  version: '2013',
  name: 'Targeted inspection of looked after children services',
  graded: true,
  from: '2013-07',
  to: '2013-08',
  areas: [
    {
      area: 'children_in_care',
      code: 'looked_after_overall_effectiveness',
      printed: 'Overall effectiveness',
      strand: 'services for looked after children',
      variants: [
        'Looked after children',
        'Services for looked after children',
        'TLAC Overall Effectiveness (OE)',
      ],
    },
  ],
  scale: scaleBefore2013,
  hasOverall: false,
  overall: 'absent',
  source:
    'Ofsted, inspection outcomes as at 31 March 2023 (targeted looked after children inspections)',
};
