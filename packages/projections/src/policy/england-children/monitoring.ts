import type { PolicyInput } from '../schema.ts';
import { aPracticeAreaInadequate, measuredOn, record } from './conditions.ts';

const monitoring = {
  activity: 'monitoring_visit',
  owedBy: 'inspectorate',
  metBy: { activity: 'monitoring_visit' },
  clockStops: true,
} as const;

const handbook = {
  title: 'Monitoring local authority children’s services judged inadequate, May 2016, No. 160035',
  url: 'https://docslib.org/doc/12601516/monitoring-inadequate-la-childrens-services',
} as const;

function inadequate(frameworks: ('SIF' | 'ILACS')[]): PolicyInput['rules'][number]['trigger'] {
  return {
    event: 'graded_report',
    frameworks,
    overall: ['inadequate'],
    withoutOverall: aPracticeAreaInadequate,
  };
}

/**
 * Visits to an authority while it stands as inadequate. What the handbook says and what the lists show are rules of their own. The
 * lists hold visits with a published letter, and the letter of a first visit is not published: what they show first is mostly the second.
 */
export const monitoringRules: PolicyInput['rules'] = [
  {
    ...monitoring,
    id: 'monitoring-first',
    owed: 'first monitoring visit',
    version: '2016-05',
    label:
      'First monitoring visit within four weeks of the day on which the action plan is due; its letter is not published',
    basis: 'usual',
    effective: { from: '2016-05-01' },
    known: '2016-05-31',
    trigger: { event: 'graded_report', frameworks: ['SIF'], overall: ['inadequate'] },
    anchor: 'receipt',
    offsets: { due: [{ workingDays: 70 }, { weeks: 4 }] },
    verified: false,
    source: {
      title: 'Commentary of 1 November 2016 on the monitoring handbook of May 2016',
      url: 'https://edyourself.wordpress.com/2016/11/01/',
    },
  },
  {
    ...monitoring,
    id: 'monitoring-first-published-observed',
    owed: 'first monitoring visit with a published letter',
    version: '2026-08',
    label:
      'How long the first monitoring visit with a published letter, mostly the second made, has taken: 5 to 13 whole months, median 9',
    basis: 'observed',
    effective: { from: '2018-01-01' },
    known: measuredOn,
    trigger: inadequate(['ILACS']),
    anchor: 'publication',
    offsets: { opens: { months: 5 }, due: { months: 9 }, closes: { months: 14 } },
    verified: false,
    callsOverdue: true,
    source: record('15 authorities judged inadequate between November 2021 and February 2024'),
  },
  {
    ...monitoring,
    id: 'monitoring-quarterly',
    owed: 'next monitoring visit',
    version: '2016-05',
    label: 'A monitoring visit about every quarter, not always equally spaced',
    basis: 'usual',
    effective: { from: '2016-05-01' },
    known: '2016-05-31',
    inForceOn: 'as_of',
    trigger: inadequate(['SIF', 'ILACS']),
    anchor: 'last_visit',
    offsets: { due: { months: 3 } },
    // a quarter is the rhythm and no deadline
    callsOverdue: false,
    source: handbook,
  },
  {
    ...monitoring,
    id: 'monitoring-gap-observed',
    owed: 'next monitoring visit',
    version: '2026-08',
    label:
      'How long from one monitoring visit to the next: median four months, nine in ten within eight',
    basis: 'observed',
    known: measuredOn,
    inForceOn: 'as_of',
    trigger: inadequate(['SIF', 'ILACS']),
    anchor: 'last_visit',
    offsets: { due: { months: 4 }, closes: { months: 8 } },
    verified: false,
    callsOverdue: true,
    source: record('47 gaps between visits of April 2022 to March 2025'),
  },
];
