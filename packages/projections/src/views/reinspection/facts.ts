import {
  type Activity,
  bounds,
  type Claim,
  type EpochDay,
  earliestOf,
  latestOf,
  setsStanding,
} from '@monitoring-timeline/core';
import type { Met, UnderWay } from '../../answers/due.ts';
import type { GradedReport } from '../../record/graded-report.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import { because, firmestBasis } from '../evidence.ts';
import { momentText } from '../moment.ts';

type Begun = { readonly activity: Activity; readonly start: EpochDay };

/** The latest graded report in force on a day. */
export function reportInForce(knowledge: Knowledge, asOf: EpochDay): GradedReport | undefined {
  return knowledge.reports.findLast(({ validFrom }) => validFrom <= asOf);
}

/** Graded inspections begun by a day and after the one whose report is in force, in order. */
export function inspectionsSince(
  knowledge: Knowledge,
  asOf: EpochDay,
  report: GradedReport | undefined,
): readonly Begun[] {
  return begun(
    knowledge,
    asOf,
    report?.validFrom,
    ({ activity, framework, unplaced }) =>
      activity === 'inspection' && !unplaced && framework !== undefined && setsStanding(framework),
  ).filter(({ activity }) => activity !== report?.activity);
}

/** Visits of some kinds begun by a day and after a report, in order. */
export function visitsAfter(
  knowledge: Knowledge,
  asOf: EpochDay,
  report: GradedReport | undefined,
  kinds: ReadonlySet<string>,
): readonly Begun[] {
  return begun(
    knowledge,
    asOf,
    report?.validFrom,
    ({ activity, visitKind }) =>
      activity === 'visit' && visitKind !== undefined && kinds.has(visitKind),
  );
}

/** Area inspections of special educational needs begun by a day, in order. */
export function areaInspections(knowledge: Knowledge, asOf: EpochDay): readonly Begun[] {
  return begun(
    knowledge,
    asOf,
    undefined,
    ({ activity, framework, unplaced }) =>
      activity === 'inspection' && !unplaced && framework === 'AREA_SEND',
  );
}

function begun(
  knowledge: Knowledge,
  asOf: EpochDay,
  after: EpochDay | undefined,
  wanted: (activity: Activity) => boolean,
): readonly Begun[] {
  const found: Begun[] = [];
  for (const activity of knowledge.activities) {
    if (!wanted(activity)) continue;
    const day = activity.start ?? activity.published;
    if (!day) continue;
    const start = earliestOf(day.value);
    if (start > asOf || (after !== undefined && latestOf(day.value) <= after)) continue;
    found.push({ activity, start });
  }
  return found.sort((a, b) => a.start - b.start || (firstId(a) < firstId(b) ? -1 : 1));
}

function firstId({ activity }: Begun): string {
  return activity.claims.map(({ event }) => event.id).sort()[0] ?? '';
}

/** True where its report was out by a day, whether or not anybody has read its grades. */
export function isReported({ published }: Activity, asOf: EpochDay): boolean {
  return published !== undefined && latestOf(published.value) <= asOf;
}

export function underWay({ start, end, claims }: Activity): UnderWay {
  return {
    start: momentText(start?.value),
    end: momentText(end?.value),
    basis: firmestBasis(claims),
    because: because(claims),
  };
}

/** What sources say of a statement by a day: that it was published, that it was not, or nothing. */
export function statementOn(
  { claims }: Activity,
  clock: string,
  asOf: EpochDay,
): { readonly done: boolean; readonly met: Met } | undefined {
  const said = claims.flatMap(({ event }) =>
    event.type === 'StatementPublished' && event.data.clock === clock ? [event] : [],
  );
  const by = said
    .map((event) => ({ event, day: bounds(event.occurred).startLatest }))
    .filter(({ day }) => day <= asOf)
    .sort((a, b) => a.day - b.day || (a.event.id < b.event.id ? -1 : 1));
  const found = by.find(({ event }) => event.data.done) ?? by.at(-1);
  if (!found) return undefined;
  const { event } = found;
  return {
    done: event.data.done,
    met: { on: event.data.done ? event.occurred.from : null, because: [event.id] },
  };
}

/** The latest start of an intervention of some kinds by a day, where no later end or successor of its kind is on record. */
export function latestInForce(
  knowledge: Knowledge,
  asOf: EpochDay,
  kinds: ReadonlySet<string>,
): Claim | undefined {
  const told = [...knowledge.of('InterventionStarted'), ...knowledge.of('InterventionEnded')]
    .filter(({ event }) => kinds.has(event.data.instrument))
    .map((claim) => ({ claim, day: bounds(claim.event.occurred).startLatest }))
    .filter(({ day }) => day <= asOf)
    .sort((a, b) => a.day - b.day || (a.claim.event.id < b.claim.event.id ? -1 : 1));
  const last = told.at(-1)?.claim;
  return last?.event.type === 'InterventionStarted' ? last : undefined;
}
