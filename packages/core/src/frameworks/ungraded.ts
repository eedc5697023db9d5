import type { VisitKind } from './codes.ts';

/** Activity between inspections that ends in a letter without grades, so it never changes standing. */
export interface UngradedActivity {
  readonly kind: VisitKind;
  readonly name: string;
  readonly graded: false;
  /** First use, as precise as known. */
  readonly from?: string;
  readonly to?: string;
  /** True where its letter can name areas for priority action, the most serious finding it can make. */
  readonly priorityActions: boolean;
  readonly source: string;
}

export const monitoringVisit: UngradedActivity = {
  kind: 'monitoring',
  name: 'Monitoring visit to an inadequate authority',
  graded: false,
  from: '2016',
  priorityActions: false,
  source: 'Ofsted, monitoring letters from mid-2016; numbered again from each inadequate judgement',
};

export const focusedVisit: UngradedActivity = {
  kind: 'focused',
  name: 'Focused visit',
  graded: false,
  from: '2018-01',
  priorityActions: true,
  source: 'Ofsted, ILACS framework, in use from January 2018',
};

export const assuranceVisit: UngradedActivity = {
  kind: 'assurance',
  name: 'Assurance visit of autumn 2020',
  graded: false,
  from: '2020-09',
  to: '2021',
  priorityActions: true,
  source: 'Ofsted, news of July 2020: visits without grades in place of inspection',
};

export const ungradedActivities: readonly UngradedActivity[] = [
  monitoringVisit,
  focusedVisit,
  assuranceVisit,
];
