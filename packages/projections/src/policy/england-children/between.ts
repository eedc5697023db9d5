import type { PolicyInput } from '../schema.ts';
import { measuredOn, noPracticeAreaInadequate, record } from './conditions.ts';

const expectedReport = {
  id: 'report-expected',
  owed: 'inspection report',
  activity: 'inspection_report',
  owedBy: 'inspectorate',
  basis: 'observed',
  trigger: { event: 'awaiting_report' },
  anchor: 'end',
  metBy: { report: true },
  verified: false,
  callsOverdue: true,
} as const;

/** What an oversight team looks for between two graded inspections. All of it was observed or is usual; none of it is law. */
export const betweenInspections: PolicyInput['rules'] = [
  {
    ...expectedReport,
    version: '2018',
    label:
      'The report, usually 21 working days after the last day on site; nine in ten within 33, the longest 77',
    effective: { from: '2018-01-01', to: '2020-12-31' },
    known: '2021-01-01',
    offsets: { due: { workingDays: 21 }, closes: { workingDays: 77 } },
    source: record('101 reports published from 2018 to 2020'),
  },
  {
    ...expectedReport,
    version: '2021',
    label:
      'The report, usually 30 working days after the last day on site; nine in ten within 40, the longest 57',
    effective: { from: '2021-01-01', to: '2023-12-31' },
    known: '2024-01-01',
    offsets: { due: { workingDays: 30 }, closes: { workingDays: 57 } },
    source: record('97 reports published from 2021 to 2023'),
  },
  {
    ...expectedReport,
    version: '2024',
    label:
      'The report, usually 27 working days after the last day on site; half within 31, nine in ten within 53, the longest 95',
    effective: { from: '2024-01-01' },
    known: measuredOn,
    offsets: { due: { workingDays: 27 }, closes: { workingDays: 95 } },
    source: record('123 reports published from 2024 to August 2026'),
  },
  {
    id: 'first-ilacs-after-sif-observed',
    owed: 'first ILACS inspection',
    version: '2026-08',
    label:
      'How long authorities not judged inadequate under the single inspection framework waited for their first inspection under ILACS: 18 to 67 whole months, median 49, the pause included',
    activity: 'graded_inspection',
    owedBy: 'inspectorate',
    basis: 'observed',
    known: measuredOn,
    trigger: {
      event: 'graded_report',
      frameworks: ['SIF'],
      overall: ['outstanding', 'good', 'requires_improvement'],
    },
    anchor: 'publication',
    offsets: { opens: { months: 18 }, due: { months: 49 }, closes: { months: 68 } },
    metBy: { activity: 'graded_inspection' },
    verified: false,
    callsOverdue: true,
    source: record('131 pairs of reports'),
  },
  {
    id: 'focused-visit-between-observed',
    owed: 'focused visit between two inspections',
    version: '2026-08',
    label:
      'A focused visit between two inspections, where there was one (69 of 86): 6 to 33 whole months after the report, median 15; counted here to the longest',
    activity: 'focused_visit',
    owedBy: 'inspectorate',
    basis: 'observed',
    known: measuredOn,
    trigger: {
      event: 'graded_report',
      frameworks: ['ILACS'],
      overall: ['outstanding', 'good', 'requires_improvement'],
      withoutOverall: noPracticeAreaInadequate,
    },
    anchor: 'publication',
    offsets: { due: { months: 34 } },
    metBy: { activity: 'focused_visit' },
    verified: false,
    source: record('reports published between June 2021 and December 2023'),
  },
  {
    id: 'annual-engagement',
    owed: 'annual engagement meeting',
    version: '2018',
    label:
      'The authority shares its self-evaluation, and an annual engagement meeting with the inspectorate follows: about yearly',
    activity: 'engagement',
    owedBy: 'authority',
    basis: 'usual',
    effective: { from: '2018-01-01' },
    known: '2018-01-01',
    inForceOn: 'as_of',
    trigger: { event: 'graded_report', frameworks: ['SIF', 'ILACS'] },
    anchor: 'publication',
    offsets: { due: { months: 12 } },
    every: { months: 12 },
    metBy: { unrecorded: true },
    verified: false,
    source: {
      title: 'Leeds City Council, one minute guide to the inspection framework',
      url: 'https://www.leeds.gov.uk/one-minute-guides',
    },
  },
];

const review = {
  activity: 'intervention_review',
  owedBy: 'department',
  basis: 'usual',
  anchor: 'intervention',
  metBy: { unrecorded: true },
  verified: false,
} as const;

/** Reviews that the department makes of its interventions. No source on record tells of one. */
export const interventionReviews: PolicyInput['rules'] = [
  {
    ...review,
    id: 'improvement-notice-review',
    owed: 'review of the improvement notice',
    version: '2019',
    label: 'The department reviews progress under an improvement notice every six months',
    trigger: { event: 'intervention', instruments: ['improvement_notice'] },
    offsets: { due: { months: 6 } },
    source: { title: 'Improvement notice to Trafford, May 2019, as reported' },
  },
  {
    ...review,
    id: 'direction-review',
    owed: 'review of the direction',
    version: '2026-11',
    label:
      'The department reviews a statutory direction; how often was not found, six months are set',
    trigger: { event: 'intervention', instruments: ['direction'] },
    offsets: { due: { months: 6 } },
    source: { title: 'A setting to be confirmed: no source on the interval was found' },
  },
  {
    ...review,
    id: 'commissioner-recommendation',
    owed: 'recommendation of the commissioner',
    version: '2026-11',
    label:
      'A commissioner’s first task: whether the services should stay with the council; by when was not found, three months are set',
    trigger: { event: 'intervention', instruments: ['commissioner'] },
    offsets: { due: { months: 3 } },
    source: {
      title: 'National Audit Office, October 2016, as reported; the interval is a setting',
    },
  },
];
