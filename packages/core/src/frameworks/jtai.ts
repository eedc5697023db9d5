import type { FrameworkVersion } from './framework-version.ts';

/** Several inspectorates look at one theme in one area; a letter to the partners, no grade, priority actions possible. */
export const jtai: FrameworkVersion = {
  code: 'JTAI',
  version: '2016',
  name: 'Joint targeted area inspection',
  graded: false,
  from: '2016-02',
  areas: [],
  scale: [],
  hasOverall: false,
  overall: 'absent',
  source:
    'Ofsted, CQC, HMICFRS and HMI Probation, joint targeted area inspection guidance; Children Act 2004 s.20',
};
