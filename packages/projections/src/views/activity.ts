import {
  type Activity,
  distantFuture,
  type EpochDay,
  earliestDay,
  earliestOf,
  epochDay,
  isoDay,
  latestOf,
} from '@monitoring-timeline/core';
import type {
  ActivityShown,
  ActivityTold,
  ActivityView,
  LastContact,
} from '../answers/activity.ts';
import type { Coordinates } from '../coordinates.ts';
import type { AuthorityRecord } from '../record/authority-record.ts';
import type { GradedReport } from '../record/graded-report.ts';
import type { Knowledge } from '../record/knowledge.ts';
import { authorityShown, type ViewContext } from './authority.ts';
import { compareText } from './dated.ts';
import { because, becauseOfAll, disagreementShown, firmestBasis } from './evidence.ts';
import { momentText } from './moment.ts';
import { type CoveredActivity, recordTo } from './picture/coverage.ts';
import { priorityActionOf, priorityActionsSince, visitsSince } from './standing/visits.ts';
import { publishedText, reportsInForce } from './trajectory/points.ts';

/** Which of the activities are listed. */
export interface ActivityOptions {
  /** Only what began on or after this ISO day. */
  readonly since?: string | undefined;
}

const covered: readonly CoveredActivity[] = [
  'graded_inspection',
  'focused_visit',
  'monitoring_visit',
  'jtai',
  'area_send',
];

/** When inspectors last came, what came after the last grade, and what is known to come next. */
export function activity(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: ViewContext,
  { since }: ActivityOptions = {},
): ActivityView {
  const { asOf, knownAt } = coordinates;
  const knowledge = record.at(coordinates);
  const from = since === undefined ? Number.NEGATIVE_INFINITY : epochDay(since);
  const begun = activitiesOf(knowledge).filter((one) => startOf(one) <= asOf);
  const next = activitiesOf(knowledge).filter((one) => startOf(one) > asOf);
  const report = reportsInForce(knowledge.reports, asOf).at(-1);
  const rows = [...begun.filter((one) => startOf(one) >= from), ...next].map(shown);
  return {
    authority: authorityShown(record.authority, asOf, context).shown,
    asOf: isoDay(asOf),
    knownAt: isoDay(knownAt),
    since: since ?? null,
    lastContact: lastContact(begun, asOf),
    sinceLastGrade: {
      published: report ? publishedText(report) : null,
      ...visitsSince(knowledge, asOf, report),
    },
    priorityActions: priorityActionsSince(knowledge, asOf, report).map(shown),
    withoutReport: begun.filter((one) => one.published === undefined && one.start).map(shown),
    next: next.map(shown),
    activities: begun.filter((one) => startOf(one) >= from).map(told),
    recordTo: Object.fromEntries(
      covered.map((kind) => [kind, recordTo(context.national, coordinates, kind)]),
    ),
    because: becauseOfAll(
      rows.map((row) => row.because),
      (id) => record.claim(id),
    ),
  };
}

/** Inspections and visits whose day is on record at all, in the order in which they began. */
function activitiesOf(knowledge: Knowledge): readonly Activity[] {
  return knowledge.activities
    .filter((one) => !one.unplaced && (one.start ?? one.published))
    .sort((a, b) => startOf(a) - startOf(b) || compareText(firstId(a), firstId(b)));
}

function startOf({ start, published }: Activity): EpochDay {
  if (start) return earliestOf(start.value);
  return published ? earliestOf(published.value) : distantFuture;
}

/**
 * The last contact of an authority by a day: the activity whose last known day on site is the latest. Where only a
 * report is on record, its publication stands for it and is marked.
 */
export function lastContactOf(knowledge: Knowledge, asOf: EpochDay): LastContact | null {
  return lastContact(
    activitiesOf(knowledge).filter((one) => startOf(one) <= asOf),
    asOf,
  );
}

/** The first activity announced for a day after `asOf`. */
export function nextActivityOf(knowledge: Knowledge, asOf: EpochDay): ActivityShown | null {
  const next = activitiesOf(knowledge).find((one) => startOf(one) > asOf);
  return next ? shown(next) : null;
}

/** Visits since the latest graded report whose letters name areas for priority action. */
export function priorityActionsShown(
  knowledge: Knowledge,
  asOf: EpochDay,
  report: GradedReport | undefined,
): readonly ActivityShown[] {
  return priorityActionsSince(knowledge, asOf, report).map(shown);
}

function lastContact(begun: readonly Activity[], asOf: EpochDay): LastContact | null {
  let latest: { activity: Activity; day: EpochDay } | undefined;
  for (const one of begun) {
    const day = earliestDay(lastDayOf(one), asOf);
    if (!latest || day >= latest.day) latest = { activity: one, day };
  }
  if (!latest) return null;
  return {
    ...shown(latest.activity),
    daysAgo: asOf - latest.day,
    uncertain: latest.activity.end === undefined,
  };
}

function lastDayOf(one: Activity): EpochDay {
  if (one.end) return one.end.value;
  return one.start ? latestOf(one.start.value) : startOf(one);
}

function firstId({ claims }: Activity): string {
  return claims.map(({ event }) => event.id).sort()[0] ?? '';
}

function shown(one: Activity): ActivityShown {
  return {
    activity: one.activity,
    kind: one.visitKind ?? one.kind?.value ?? null,
    framework: one.framework ?? null,
    sequence: one.sequence ?? null,
    start: momentText(one.start?.value),
    end: momentText(one.end?.value),
    parts: one.parts?.value ?? null,
    published: momentText(one.published?.value),
    graded: one.judgements.size > 0,
    priorityAction: priorityActionOf(one),
    basis: firmestBasis(one.claims),
    toldBy: [...new Set(one.claims.map(({ event }) => event.source.publisher))].sort(compareText),
    because: because(one.claims),
  };
}

function told(one: Activity): ActivityTold {
  return {
    ...shown(one),
    grades: Object.fromEntries([...one.judgements].map(([area, { value }]) => [area, value.grade])),
    disagreements: one.disagreements.map(disagreementShown),
  };
}
