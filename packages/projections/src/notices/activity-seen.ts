import {
  type Activity,
  type EpochDay,
  earliestOf,
  type Framework,
  latestOf,
  type Steps,
  stepSize,
  type VisitKind,
} from '@monitoring-timeline/core';
import type { Knowledge } from '../record/knowledge.ts';
import { because } from '../views/evidence.ts';
import { momentText } from '../views/moment.ts';

/** An inspection or visit as notices see it. */
export interface ActivitySeen {
  /** Ids of the claims that tell of it: what makes two views of it the same thing. */
  readonly claims: readonly string[];
  readonly activity: 'inspection' | 'visit';
  readonly framework: Framework | null;
  readonly visitKind: VisitKind | null;
  readonly sequence: number | null;
  readonly start: string | null;
  readonly end: string | null;
  /** Publication, or the day that a letter bears where no source gives that. */
  readonly published: string | null;
  /** First possible day of the start, last possible day of the publication. */
  readonly startDay: EpochDay | undefined;
  readonly publishedDay: EpochDay | undefined;
  /** True where a source names areas for priority action. */
  readonly priorityAction: boolean;
  /** What is to be acted on first, by number or topic of the finding, where a source lists it. */
  readonly priorities: readonly string[];
  readonly progress: string | null;
  readonly because: readonly string[];
}

/** The inspections and visits known, in steps. */
export function* activitiesSeen(knowledge: Knowledge): Steps<readonly ActivitySeen[]> {
  const all: ActivitySeen[] = [];
  for (const [done, one] of knowledge.activities.entries()) {
    if (done % stepSize === stepSize - 1) yield;
    if (!one.unplaced) all.push(seen(one));
  }
  return all;
}

function seen(one: Activity): ActivitySeen {
  const { activity, framework, visitKind, sequence, start, end, published, claims } = one;
  const letters = claims.flatMap(({ event }) => (event.type === 'ReportPublished' ? [event] : []));
  const urgent = letters
    .flatMap(({ data }) => data.findings ?? [])
    .filter(({ kind }) => kind === 'priority_action');
  return {
    claims: claims.map(({ event }) => event.id),
    activity,
    framework: framework ?? null,
    visitKind: visitKind ?? null,
    sequence: sequence ?? null,
    start: momentText(start?.value),
    end: momentText(end?.value),
    published: momentText(published?.value),
    startDay: start && earliestOf(start.value),
    publishedDay: published && latestOf(published.value),
    priorityAction: urgent.length > 0 || letters.some(({ data }) => data.priorityAction === true),
    priorities: [...new Set(urgent.flatMap(({ topic }) => topic ?? []))],
    progress: letters.find(({ data }) => data.progress)?.data.progress ?? null,
    because: because(claims),
  };
}
