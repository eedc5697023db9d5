import { type Activity, type EpochDay, earliestOf, latestOf } from '@monitoring-timeline/core';
import type { VisitShown, VisitsSince } from '../../answers/visits.ts';
import type { GradedReport } from '../../record/graded-report.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import { because, disagreementShown } from '../evidence.ts';
import { lagBetween } from '../lag.ts';
import { momentText } from '../moment.ts';

/** Visits begun by a day, from another day on where given, in order. */
export function visitsShown(
  knowledge: Knowledge,
  asOf: EpochDay,
  from?: EpochDay,
): readonly VisitShown[] {
  return begun(knowledge, asOf, from).map((visit) => visitShown(visit, knowledge));
}

/** Those of them whose letters name areas for priority action. */
export function priorityActionVisits(
  knowledge: Knowledge,
  asOf: EpochDay,
  report: GradedReport | undefined,
): readonly VisitShown[] {
  return priorityActionsSince(knowledge, asOf, report).map((visit) => visitShown(visit, knowledge));
}

export function visitsSince(
  knowledge: Knowledge,
  asOf: EpochDay,
  report: GradedReport | undefined,
): VisitsSince {
  const visits = begun(knowledge, asOf, report?.validFrom);
  const monitoring = visits.filter(({ visitKind }) => visitKind === 'monitoring');
  const highest = Math.max(0, ...monitoring.map(({ sequence }) => sequence ?? 0));
  return {
    monitoring: {
      documented: monitoring.length,
      // a first visit whose letter was never published still shows in the number of the second
      atLeast: Math.max(monitoring.length, highest),
    },
    focused: visits.filter(({ visitKind }) => visitKind === 'focused').length,
  };
}

/** Whether the letter of a visit names areas for priority action; null where no source says. */
export function priorityActionOf({ claims }: Activity): boolean | null {
  for (const { event } of claims) {
    if (event.type === 'ReportPublished' && event.data.priorityAction !== undefined) {
      return event.data.priorityAction;
    }
  }
  return null;
}

/** Visits since a report whose letters were out by a day and name areas for priority action. */
export function priorityActionsSince(
  knowledge: Knowledge,
  asOf: EpochDay,
  report: GradedReport | undefined,
): readonly Activity[] {
  return begun(knowledge, asOf, report?.validFrom).filter(
    (visit) =>
      priorityActionOf(visit) === true &&
      visit.published !== undefined &&
      latestOf(visit.published.value) <= asOf,
  );
}

function begun(
  knowledge: Knowledge,
  asOf: EpochDay,
  from: EpochDay | undefined,
): readonly Activity[] {
  return knowledge.activities
    .filter(({ activity }) => activity === 'visit')
    .filter((visit) => {
      const start = startOf(visit);
      return start !== undefined && start <= asOf && (from === undefined || start > from);
    })
    .sort((a, b) => startOf(a)! - startOf(b)! || (firstId(a) < firstId(b) ? -1 : 1));
}

function startOf({ start, published }: Activity): EpochDay | undefined {
  if (start) return earliestOf(start.value);
  return published ? earliestOf(published.value) : undefined;
}

function firstId({ claims }: Activity): string {
  return claims.map(({ event }) => event.id).sort()[0] ?? '';
}

/** True where the day taken for publication is only the one that the letter bears. */
function isLetterDate({ published }: Activity): boolean {
  const event = published?.claim.event;
  return event?.type === 'ReportPublished' && event.data.published === undefined;
}

function visitShown(visit: Activity, knowledge: Knowledge): VisitShown {
  const events = visit.claims.map((claim) => knowledge.saidBy(claim));
  const told = events.filter((event) => event.type === 'VisitCarriedOut');
  const letters = events.filter((event) => event.type === 'ReportPublished');
  const end = visit.end?.value ?? undefined;
  const published = visit.published?.value;
  return {
    kind: visit.visitKind ?? null,
    sequence: visit.sequence ?? null,
    start: momentText(visit.start?.value),
    end: momentText(end),
    parts: visit.parts?.value ?? null,
    published: isLetterDate(visit) ? null : momentText(published),
    letterDated: isLetterDate(visit) ? momentText(published) : null,
    lag:
      end !== undefined && published !== undefined && earliestOf(published) === latestOf(published)
        ? lagBetween(end, latestOf(published))
        : null,
    topic: told.find(({ data }) => data.topic)?.data.topic ?? null,
    scope: told.find(({ data }) => data.scope)?.data.scope ?? [],
    progress: letters.find(({ data }) => data.progress)?.data.progress ?? null,
    priorityAction: priorityActionOf(visit),
    grade: null,
    disagreements: visit.disagreements.map(disagreementShown),
    because: because(visit.claims),
  };
}
