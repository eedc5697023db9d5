import type { FrameworkVersion } from './framework-version.ts';

/**
 * Annual performance assessment and, until 2011, the annual children's services rating that followed it. A desk
 * rating on a scale of its own, kept apart from inspection: it has a name here and no judgements.
 */
export const apa: FrameworkVersion = {
  code: 'APA',
  version: '2008',
  name: "Annual performance assessment of children's services",
  graded: true,
  to: '2011',
  areas: [],
  scale: [],
  hasOverall: false,
  overall: 'absent',
  source: "Ofsted, children's services assessment guidance, 2011",
};
