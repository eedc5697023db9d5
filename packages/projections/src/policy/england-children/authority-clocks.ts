import type { PolicyInput, Trigger } from '../schema.ts';

const act2006 = 'Education and Inspections Act 2006, section 137';

const clock = {
  activity: 'action_statement',
  owedBy: 'authority',
  anchor: 'receipt',
} as const;

const afterInspection: Trigger = { event: 'graded_report', frameworks: ['SIF', 'ILACS'] };

/** Clocks that run for the authority, from the day it receives a report or letter. */
export const authorityRules: PolicyInput['rules'] = [
  {
    ...clock,
    id: 'authority-publishes-report',
    owed: 'publication of the report by the authority',
    version: '2007',
    label: 'The authority publishes the report within 30 working days of receiving it',
    basis: 'statutory',
    trigger: afterInspection,
    offsets: { due: { workingDays: 30 } },
    metBy: { statement: 'report_published_by_authority' },
    source: {
      title: `${act2006}; Inspection of Local Authorities Regulations 2007 (SI 2007/462), regulation 2`,
      url: 'https://www.legislation.gov.uk/ukpga/2006/40/section/137',
    },
  },
  {
    ...clock,
    id: 'action-statement',
    owed: 'statement of proposed action',
    version: '2007',
    label:
      'The authority publishes a statement of the action it proposes within 70 working days of receiving the report',
    basis: 'statutory',
    trigger: afterInspection,
    offsets: { due: { workingDays: 70 } },
    metBy: { statement: 'action_statement' },
    // the duty was read in the Act; the 70 days only in reports of the regulations
    verified: false,
    source: {
      title: `${act2006}; Inspection of Local Authorities Regulations 2007 (SI 2007/462), regulation 3, as reported`,
      url: 'https://www.legislation.gov.uk/ukpga/2006/40/section/137',
    },
  },
  {
    ...clock,
    id: 'priority-action-plan-draft',
    owed: 'draft of the plan for priority action',
    version: '2018-08',
    label:
      'Early draft of the plan within 20 working days of a letter that names areas for priority action',
    basis: 'usual',
    effective: { from: '2018-08-01' },
    trigger: { event: 'visit', kinds: ['focused'], priorityAction: true },
    offsets: { due: { workingDays: 20 } },
    metBy: { statement: 'priority_action_plan' },
    verified: false,
    source: {
      title: 'Children and Young People Now, 16 August 2018',
      url: 'https://www.cypnow.co.uk/',
    },
  },
  {
    ...clock,
    id: 'priority-action-plan',
    owed: 'plan for priority action',
    version: '2018-08',
    label: 'Plan within 70 working days of a letter that names areas for priority action',
    basis: 'statutory',
    effective: { from: '2018-08-01' },
    trigger: { event: 'visit', kinds: ['focused'], priorityAction: true },
    offsets: { due: { workingDays: 70 } },
    metBy: { statement: 'priority_action_plan' },
    verified: false,
    source: {
      title: 'Children and Young People Now, 16 August 2018',
      url: 'https://www.cypnow.co.uk/',
    },
  },
  {
    ...clock,
    id: 'joint-inspection-statement',
    owed: 'statement after a joint inspection',
    version: '2015',
    label:
      'The principal authority that the Chief Inspector names makes a written statement within 70 working days of receiving a joint inspection’s report, where he so determines: its letter then names priority actions',
    basis: 'statutory',
    effective: { from: '2015-11-01' },
    known: '2015-11-01',
    trigger: { event: 'visit', kinds: ['jtai'], priorityAction: true },
    offsets: { due: { workingDays: 70 } },
    metBy: { statement: 'priority_action_plan' },
    source: {
      title: 'Children Act 2004 (Joint Area Reviews) Regulations 2015 (SI 2015/1792), regulation 4',
      url: 'https://www.legislation.gov.uk/uksi/2015/1792',
    },
  },
  {
    ...clock,
    id: 'send-statement-of-action',
    owed: 'written statement of action (area SEND)',
    version: '2016',
    label:
      'Written statement of action within 70 working days of a letter on an area inspection of 2016 to 2022 that required one',
    basis: 'usual',
    effective: { from: '2016-05-01', to: '2022-12-31' },
    trigger: { event: 'visit', kinds: ['area_send'], priorityAction: true },
    offsets: { due: { workingDays: 70 } },
    metBy: { statement: 'priority_action_plan' },
    verified: false,
    source: {
      title:
        'Local area SEND inspections 2016 to 2022, as reported; the 70 days were not read in the law',
    },
  },
  {
    ...clock,
    id: 'area-send-priority-action-plan',
    owed: 'priority action plan (area SEND)',
    version: '2023',
    label: 'Priority action plan within 35 working days of a report that found failings',
    basis: 'usual',
    effective: { from: '2023-01-01' },
    trigger: { event: 'area_send_report', outcomes: ['widespread_systemic_failings'] },
    offsets: { due: { workingDays: 35 } },
    metBy: { statement: 'priority_action_plan' },
    verified: false,
    source: {
      title: 'Area SEND inspections: framework and handbook, 6 June 2025',
    },
  },
];
