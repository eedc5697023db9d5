import type { PolicyInput } from '../schema.ts';
import { aPracticeAreaInadequate, record } from './conditions.ts';

const monitoring = {
  activity: 'monitoring_visit',
  owedBy: 'inspectorate',
  metBy: { activity: 'monitoring_visit' },
} as const;

function inadequate(frameworks: ('SIF' | 'ILACS')[]): PolicyInput['rules'][number]['trigger'] {
  return {
    event: 'graded_report',
    frameworks,
    overall: ['inadequate'],
    withoutOverall: aPracticeAreaInadequate,
  };
}

/** Visits to an authority while it stands as inadequate. */
export const monitoringRules: PolicyInput['rules'] = [
  {
    ...monitoring,
    id: 'monitoring-first',
    version: '2016-05',
    label: 'First monitoring visit within four weeks of the day on which the action plan is due',
    basis: 'usual',
    effective: { from: '2016-05-01', to: '2017-12-31' },
    trigger: { event: 'graded_report', frameworks: ['SIF'], overall: ['inadequate'] },
    anchor: 'receipt',
    offsets: { due: [{ workingDays: 70 }, { weeks: 4 }] },
    source: {
      title: 'Commentary of 1 November 2016 on the monitoring handbook of May 2016',
      url: 'https://edyourself.wordpress.com/2016/11/01/',
    },
  },
  {
    ...monitoring,
    id: 'monitoring-first',
    version: '2018',
    label: 'How long the first monitoring visit has taken: 5 to 13 whole months, median 9',
    basis: 'observed',
    effective: { from: '2018-01-01' },
    trigger: inadequate(['ILACS']),
    anchor: 'publication',
    offsets: { opens: { months: 5 }, due: { months: 9 }, closes: { months: 14 } },
    source: record('15 authorities judged inadequate between November 2021 and February 2024'),
  },
  {
    ...monitoring,
    id: 'monitoring-quarterly',
    version: '2016-05',
    label: 'A monitoring visit about every quarter; nine gaps in ten ended within eight months',
    basis: 'usual',
    effective: { from: '2016-05-01' },
    inForceOn: 'as_of',
    trigger: inadequate(['SIF', 'ILACS']),
    anchor: 'last_visit',
    offsets: { due: { months: 3 }, closes: { months: 8 } },
    source: {
      title:
        'Community Care, 31 May 2016, on how inadequate authorities are monitored; the gaps are of the shipped record, April 2022 to March 2025',
      url: 'https://www.communitycare.co.uk/2016/05/31/',
    },
  },
];
