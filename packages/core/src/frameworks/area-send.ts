import type { FrameworkVersion } from './framework-version.ts';

/**
 * What an area SEND inspection since 2023 concludes about the partnership of authority and health board. Best first. These are
 * no grades and never enter an authority's standing.
 */
export const areaSendOutcomes = [
  'typically_positive',
  'inconsistent',
  'widespread_systemic_failings',
] as const;

/** The programme of 2016 to 2022: a letter, and yes or no to a written statement of action. */
export const areaSend2016: FrameworkVersion = {
  code: 'AREA_SEND',
  version: '2016',
  name: 'Local area inspection of special educational needs and disabilities',
  graded: false,
  from: '2016-05',
  to: '2022',
  areas: [],
  scale: [],
  hasOverall: false,
  overall: 'absent',
  source: 'Ofsted and CQC, Local area SEND inspections: one year on, October 2017',
};

/** Three outcomes (`areaSendOutcomes`), on a scale of its own. */
export const areaSend2023: FrameworkVersion = {
  code: 'AREA_SEND',
  version: '2023',
  name: 'Area SEND inspection',
  graded: false,
  from: '2023-01',
  areas: [],
  scale: [],
  hasOverall: false,
  overall: 'absent',
  source: 'Ofsted and CQC, Area SEND: framework and handbook, in use from January 2023',
};
