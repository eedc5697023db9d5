import { type Activity, type EpochDay, earliestOf, latestOf } from '@monitoring-timeline/core';
import type { VisitShown, VisitsSince } from '../../answers/visits.ts';
import type { GradedReport } from '../../record/graded-report.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import { because, disagreementShown } from '../evidence.ts';
import { lagBetween } from '../lag.ts';
import { momentText } from '../moment.ts';
import { inCommon, oncePer } from '../once.ts';

/** Visits begun by a day, from another day on where given, in order. */
export function visitsShown(
  knowledge: Knowledge,
  asOf: EpochDay,
  from?: EpochDay,
): readonly VisitShown[] {
  return begun(knowledge, asOf, from).map(shownOnce);
}

/** Those of them whose letters name areas for priority action. */
export function priorityActionVisits(
  knowledge: Knowledge,
  asOf: EpochDay,
  report: GradedReport | undefined,
): readonly VisitShown[] {
  return withPriorityActions(knowledge, asOf, report).map(shownOnce);
}

export function visitsSince(
  knowledge: Knowledge,
  asOf: EpochDay,
  report: GradedReport | undefined,
): VisitsSince {
  const visits = begun(knowledge, asOf, report?.validFrom).map(({ visit }) => visit);
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
  return withPriorityActions(knowledge, asOf, report).map(({ visit }) => visit);
}

function withPriorityActions(
  knowledge: Knowledge,
  asOf: EpochDay,
  report: GradedReport | undefined,
): readonly Visit[] {
  return begun(knowledge, asOf, report?.validFrom).filter(
    ({ visit, priorityAction }) =>
      priorityAction && visit.published !== undefined && latestOf(visit.published.value) <= asOf,
  );
}

/** A visit, as one state of knowledge has it. */
interface Visit {
  readonly visit: Activity;
  readonly start: EpochDay;
  /** True where its letter names areas for priority action. */
  readonly priorityAction: boolean;
  readonly knowledge: Knowledge;
}

/** Visits of which it is known when they began, in order. */
const visitsKnown = oncePer((knowledge: Knowledge): readonly Visit[] =>
  knowledge.activities
    .flatMap((visit) => {
      const start = visit.activity === 'visit' ? startOf(visit) : undefined;
      const priorityAction = priorityActionOf(visit) === true;
      return start === undefined ? [] : [{ visit, start, priorityAction, knowledge }];
    })
    .sort((a, b) => a.start - b.start || (firstId(a.visit) < firstId(b.visit) ? -1 : 1)),
);

const shownOnce = oncePer(({ visit, knowledge }: Visit) => inCommon(visitShown(visit, knowledge)));

function begun(knowledge: Knowledge, asOf: EpochDay, from: EpochDay | undefined): readonly Visit[] {
  return visitsKnown(knowledge).filter(
    ({ start }) => start <= asOf && (from === undefined || start > from),
  );
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
