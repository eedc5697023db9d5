import {
  type Activity,
  distantFuture,
  type EpochDay,
  earliestOf,
  latestOf,
  setsStanding,
} from '@monitoring-timeline/core';
import type { AwaitedReport } from '../../answers/standing.ts';
import type { GradedReport } from '../../record/graded-report.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import { because, firmestBasis } from '../evidence.ts';
import { momentText } from '../moment.ts';
import { oncePer } from '../once.ts';

/** Inspections begun by a day of which no grade is known yet; one that a later inspection has overtaken is left out. */
export function awaitedReports(
  knowledge: Knowledge,
  asOf: EpochDay,
  latest: GradedReport | undefined,
): readonly AwaitedReport[] {
  const without = withoutGrades(knowledge);
  if (without.length === 0) return [];
  const overtaken = latest?.activity.start
    ? earliestOf(latest.activity.start.value)
    : latest?.published;
  return without
    .filter(
      ({ start }) =>
        earliestOf(start!.value) <= asOf &&
        (overtaken === undefined || latestOf(start!.value) > overtaken),
    )
    .map((activity) => {
      const lastOnSite = activity.end?.value ?? startOf(activity);
      return {
        framework: activity.framework ?? null,
        kind: activity.kind?.value ?? null,
        start: momentText(activity.start?.value),
        end: momentText(activity.end?.value),
        daysSince: asOf - Math.min(lastOnSite, asOf),
        basis: firmestBasis(activity.claims),
        because: because(activity.claims),
      };
    });
}

/** Inspections of which no grade is known, in the order in which they began. */
const withoutGrades = oncePer(({ activities }: Knowledge) =>
  activities.filter(isWithoutGrades).sort((a, b) => startOf(a) - startOf(b)),
);

function isWithoutGrades({
  activity,
  framework,
  judgements,
  start,
  published,
  unplaced,
}: Activity): boolean {
  return (
    activity === 'inspection' &&
    !unplaced &&
    framework !== undefined &&
    setsStanding(framework) &&
    judgements.size === 0 &&
    published === undefined &&
    start !== undefined
  );
}

function startOf({ start }: Activity): EpochDay {
  return start ? earliestOf(start.value) : distantFuture;
}
