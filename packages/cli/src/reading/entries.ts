import {
  type ClaimEvent,
  type Directory,
  type EventOf,
  type PartialDate,
  sentenceOf,
} from '@monitoring-timeline/core';
import type { FileReading, Problem, Proposal } from '@monitoring-timeline/ingest';
import { documentEntries } from './document.ts';
import { doubtsOf } from './doubts.ts';
import type { ReadEntry } from './entry.ts';

export type { ReadEntry } from './entry.ts';

/** What the places of a file say, in their order; places without a fact are there with their problems. */
export function entriesOf(reading: FileReading, directory: Directory): readonly ReadEntry[] {
  const names = new Map(reading.people.map(({ id, name }) => [id, name]));
  const nameOf = (id: string): string | null => names.get(id) ?? null;
  if (reading.document) return documentEntries(reading, directory, nameOf);
  const places = new Map<string, { proposals: Proposal[]; problems: Problem[] }>();
  const at = (locator: string | undefined) => {
    const key = locator?.replace(/, column .*$/, '') ?? '';
    let place = places.get(key);
    if (!place) {
      place = { proposals: [], problems: [] };
      places.set(key, place);
    }
    return place;
  };
  for (const proposal of reading.proposals) at(proposal.locator).proposals.push(proposal);
  for (const problem of reading.problems) at(problem.locator).problems.push(problem);
  return [...places].map(([locator, { proposals, problems }]) => ({
    file: reading.file,
    kind: reading.kind,
    locator: locator === '' ? null : locator,
    ...factsOf(
      proposals.map(({ event }) => event),
      directory,
      nameOf,
    ),
    confidence: proposals.length > 0 ? 1 : 0,
    evidence: evidenceOf(proposals),
    events: proposals.map(({ event }) => ({
      id: event.id,
      type: event.type,
      summary: sentenceOf(event, nameOf),
    })),
    problems,
    doubts: doubtsOf(proposals),
  }));
}

type Facts = Omit<
  ReadEntry,
  'file' | 'kind' | 'locator' | 'confidence' | 'evidence' | 'events' | 'problems' | 'doubts'
>;

function factsOf(
  events: readonly ClaimEvent[],
  directory: Directory,
  nameOf: (id: string) => string | null,
): Facts {
  const inspection = first(events, 'InspectionCarriedOut');
  const visit = first(events, 'VisitCarriedOut');
  const report = first(events, 'ReportPublished');
  const post = first(events, 'LeadershipObserved') ?? first(events, 'LeadershipChanged');
  const days = (inspection ?? visit)?.occurred ?? report?.data.of.days;
  const key = events[0]?.authority;
  const authority = key === undefined ? undefined : directory.get(key);
  const inspectors = [...(inspection?.data.inspectors ?? []), ...(visit?.data.inspectors ?? [])];
  const lead = inspectors.find(({ role }) => role === 'lead')?.person;
  return {
    authority: authority?.name ?? key ?? null,
    urn: authority?.codes.urn.at(-1)?.code ?? null,
    framework:
      inspection?.data.framework ?? report?.data.of.framework ?? visit?.data.framework ?? null,
    inspectionKind: inspection?.data.kind ?? report?.data.of.kind ?? null,
    visitKind: visit?.data.kind ?? report?.data.of.visitKind ?? null,
    ...startAndEnd(days),
    letterDate: report?.data.letterDated ?? null,
    publishedDate: report?.data.published ?? null,
    judgements: Object.fromEntries(
      (report?.data.judgements ?? []).map(({ area, grade }) => [area, grade]),
    ),
    findings: (report?.data.findings ?? []).map(({ kind, number, topic }) => ({
      kind,
      number: number ?? null,
      topic,
    })),
    outcome: report?.data.outcome ?? null,
    visitSequence: visit?.data.sequence ?? report?.data.of.sequence ?? null,
    leadInspector: lead === undefined ? null : nameOf(lead),
    addressee: post?.data.person === undefined ? null : nameOf(post.data.person),
  };
}

function first<T extends ClaimEvent['type']>(
  events: readonly ClaimEvent[],
  type: T,
): EventOf<T> | undefined {
  return events.find((event) => event.type === type) as EventOf<T> | undefined;
}

function startAndEnd(days: PartialDate | undefined): Pick<Facts, 'startDate' | 'endDate'> {
  switch (days?.precision) {
    case 'range':
      return { startDate: days.from, endDate: days.to };
    case 'day':
    case 'month':
    case 'year':
    case 'since':
      return { startDate: days.from, endDate: null };
    case 'by':
      return { startDate: null, endDate: days.from };
    default:
      return { startDate: null, endDate: null };
  }
}

function evidenceOf(proposals: readonly Proposal[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    proposals.map(({ event, locator }) => [event.type, event.source.locator ?? locator]),
  );
}
