import type { PolicyInput } from '../schema.ts';
import {
  aPracticeAreaInadequate,
  measuredOn,
  noPracticeAreaInadequate,
  record,
} from './conditions.ts';

const reinspection = {
  activity: 'graded_inspection',
  owedBy: 'inspectorate',
  metBy: { activity: 'graded_inspection' },
  clockStops: true,
  // read in what councils and the press say of the inspectorate's papers: the record can show what came of it all the same
  verified: false,
  callsOverdue: true,
} as const;

/** Measured on the shipped record: nobody knew of it before that was compiled. */
const measured = { basis: 'observed', known: measuredOn } as const;

/** When the next graded inspection is expected. */
export const reinspectionRules: PolicyInput['rules'] = [
  {
    ...reinspection,
    id: 'sif-inadequate-reinspection',
    owed: 're-inspection after an inadequate grade',
    version: '2013-11',
    label: 'Re-inspection 18 to 24 months after an inadequate judgement',
    basis: 'usual',
    effective: { from: '2013-11-19', to: '2016-04-30' },
    known: '2013-11-19',
    trigger: { event: 'graded_report', frameworks: ['SIF'], overall: ['inadequate'] },
    anchor: 'publication',
    offsets: { opens: { months: 18 }, due: { months: 24 } },
    source: {
      title: 'Response of the Association of Directors of Children’s Services in 2016, as reported',
      url: 'https://www.willispalmer.com/inadequate-authorities-should-be-inspected-after-two-years',
    },
  },
  {
    ...reinspection,
    id: 'sif-inadequate-reinspection',
    owed: 're-inspection after an inadequate grade',
    version: '2016-05',
    label: 'Re-inspection within two years of an inadequate judgement, adjusted case by case',
    basis: 'usual',
    effective: { from: '2016-05-01' },
    known: '2016-05-01',
    trigger: { event: 'graded_report', frameworks: ['SIF'], overall: ['inadequate'] },
    anchor: 'publication',
    offsets: { due: { months: 24 } },
    source: {
      title: 'Community Care, 31 May 2016, on how inadequate authorities are monitored',
      url: 'https://www.communitycare.co.uk/2016/05/31/',
    },
  },
  {
    ...reinspection,
    id: 'ilacs-cycle',
    owed: 'ILACS inspection',
    version: '2018',
    label: 'Next inspection about three years on, within six months either way',
    basis: 'usual',
    effective: { from: '2018-01-01' },
    known: '2017-11-01',
    inForceOn: 'as_of',
    trigger: {
      event: 'graded_report',
      frameworks: ['ILACS'],
      overall: ['outstanding', 'good', 'requires_improvement'],
      withoutOverall: noPracticeAreaInadequate,
    },
    anchor: 'end',
    offsets: { opens: { months: 30 }, due: { months: 36 }, closes: { months: 42 } },
    source: {
      title: 'Kirklees Safeguarding Children Partnership, guide to ILACS',
      url: 'https://www.kirkleessafeguardingchildren.co.uk/',
    },
  },
  {
    ...reinspection,
    id: 'ilacs-inadequate-observed',
    owed: 'inspection after an inadequate grade',
    version: '2026-08',
    label: 'How long authorities judged inadequate have waited: 35 to 44 whole months, median 39',
    ...measured,
    inForceOn: 'as_of',
    trigger: {
      event: 'graded_report',
      frameworks: ['ILACS'],
      overall: ['inadequate'],
      withoutOverall: aPracticeAreaInadequate,
    },
    anchor: 'end',
    // the longest wait of 44 whole months ended before the 45th was full
    offsets: { opens: { months: 35 }, due: { months: 39 }, closes: { months: 45 } },
    source: record('9 pairs of inspections of which the first began after June 2021'),
  },
  {
    ...reinspection,
    id: 'first-inspection-observed',
    owed: 'first inspection',
    version: '2026-08',
    label:
      'How long successor authorities have waited for their first inspection: 12 to 32 whole months',
    ...measured,
    inForceOn: 'as_of',
    trigger: { event: 'established' },
    anchor: 'established',
    offsets: { opens: { months: 12 }, due: { months: 18 }, closes: { months: 33 } },
    source: record('six authorities that came to be between April 2019 and April 2023'),
  },
];
