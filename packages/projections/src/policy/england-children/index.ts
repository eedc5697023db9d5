import { bankHolidayCalendar } from '@monitoring-timeline/core';
import { policyFrom } from '../load.ts';
import type { Policy } from '../schema.ts';
import { areaSendRules } from './area-send.ts';
import { authorityRules } from './authority-clocks.ts';
import { betweenInspections, interventionReviews } from './between.ts';
import { anyAreas, goodLeadersAndTwoPracticeAreas, record } from './conditions.ts';
import { monitoringRules } from './monitoring.ts';
import { reinspectionRules } from './reinspection.ts';
import { suspensions } from './suspensions.ts';

/**
 * The policy that ships with the program: what is expected of the inspectorate and of authorities in England, by
 * law, by what is usual, or by what was observed. `verified: false` marks what no primary source at hand confirms.
 */
export const englandChildren: Policy = policyFrom(
  {
    id: 'england-children',
    version: '2026-11',
    title: "Inspection of children's services in England",
    calendar: bankHolidayCalendar.version,
    unpublished: {
      usualDays: 90,
      longestDays: 225,
      source: record(
        'first day on site to publication: nine in ten within 85 days, the longest 225',
      ),
    },
    rules: [
      ...reinspectionRules,
      ...betweenInspections,
      ...monitoringRules,
      ...areaSendRules,
      ...authorityRules,
      ...interventionReviews,
    ],
    nextKind: [
      {
        frameworks: ['SIF'],
        overall: ['inadequate'],
        kind: 'reinspection',
        effective: { to: '2018-08-31' },
      },
      { overall: ['outstanding', 'good'], kind: 'short', effective: { from: '2018-01-01' } },
      {
        overall: ['requires_improvement', 'inadequate', 'adequate'],
        kind: 'standard',
        effective: { from: '2018-01-01' },
      },
      { frameworks: ['ILACS'], withoutOverall: goodLeadersAndTwoPracticeAreas, kind: 'short' },
      { frameworks: ['ILACS'], withoutOverall: anyAreas, kind: 'standard' },
    ],
    suspensions,
  },
  'the shipped policy',
);
