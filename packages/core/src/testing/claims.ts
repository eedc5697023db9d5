import { createHash } from 'node:crypto';
import type { EpochDay } from '../calendar/epoch-day.ts';
import { type Claim, claimOf } from '../claims/claim.ts';
import { type ClaimEvent, eventType, validateClaim } from '../events/catalogue.ts';
import {
  type EventId,
  type Position,
  type Recorded,
  type Source,
  toPosition,
} from '../events/envelope.ts';
import { claimId } from '../events/identity.ts';
import type { Known, PartialDate } from '../events/times.ts';
import type { Area } from '../frameworks/areas.ts';
import type { GradeOrNot } from '../frameworks/grades.ts';

/** Sources of every rank, for small histories that tests write. */
export const sources = {
  report: source('report', 'Ofsted', 'Inspection report'),
  release2023: release('2023-03-31', '2023-07-06'),
  release2024: release('2024-03-31', '2024-08-30'),
  release2025: release('2025-03-31', '2025-09-25'),
  council: source('council', 'A council', 'Cabinet paper'),
  press: source('press', 'A newspaper', 'Article'),
  person: source('person', 'Oversight team', 'Own knowledge'),
} as const;

function source(rank: Source['rank'], publisher: string, title: string): Source {
  return { publisher, rank, title, assertedBy: rank === 'press' ? 'press' : 'inspectorate' };
}

function release(edition: string, published: string): Source {
  return { ...source('release', 'Ofsted', 'Latest judgements'), edition, published };
}

export interface ClaimGiven {
  readonly authority?: string;
  readonly occurred?: PartialDate;
  readonly known?: string | Known;
  readonly source?: Source;
  readonly actor?: { readonly kind: 'person' | 'program'; readonly name: string };
}

/** A valid claim of any type, filled with what the test does not care about. */
export function claimEvent(
  type: ClaimEvent['type'],
  data: Readonly<Record<string, unknown>>,
  given: ClaimGiven = {},
): ClaimEvent {
  const {
    authority = 'sunderland',
    source: from = sources.report,
    known = '2018-07-25',
    actor,
  } = given;
  const content = {
    type,
    version: eventType(type)?.version ?? 1,
    authority,
    occurred: given.occurred ?? { precision: 'day', from: '2018-07-25' },
    known: typeof known === 'string' ? { from: known, basis: 'published' } : known,
    source: from,
    data,
    ...(actor ? { actor } : {}),
  };
  return validateClaim({ id: claimId(content), ...content });
}

export interface InspectionGiven extends ClaimGiven {
  readonly framework?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly days?: PartialDate;
}

/** An id that no catalogue checks, for events that tests make up. */
export function anId(text: string): EventId {
  return text as EventId;
}

/** A day by its number, for tests in which only the order of days matters. */
export function dayNumber(number: number): EpochDay {
  return number as EpochDay;
}

/** Days on site from first to last. */
export function days(from: string, to: string): PartialDate {
  return { precision: 'range', from, to };
}

export function day(from: string): PartialDate {
  return { precision: 'day', from };
}

/** An inspection that was carried out, known from its first day by assumption unless said otherwise. */
export function inspected(given: InspectionGiven & { readonly days: PartialDate }): ClaimEvent {
  const { framework = 'SIF', version, kind, days: on } = given;
  return claimEvent(
    'InspectionCarriedOut',
    { framework, ...defined({ version, kind }) },
    { known: { from: on.from, basis: 'assumed' }, ...given, occurred: on },
  );
}

export type Grades = Partial<Record<Area, GradeOrNot>>;

/** A graded report, known from its publication unless said otherwise. */
export function reported(
  grades: Grades,
  given: InspectionGiven & { readonly published?: string; readonly covers?: readonly Area[] } = {},
): ClaimEvent {
  const { framework = 'SIF', version, kind, days: on, published, covers } = given;
  const known = given.known ?? published ?? '2018-07-25';
  const judgements = Object.entries(grades).map(([area, grade]) => ({
    area,
    grade,
    ...(covers && area === 'children_in_care' ? { covers } : {}),
  }));
  return claimEvent(
    'ReportPublished',
    {
      of: { activity: 'inspection', ...defined({ framework, version, kind, days: on }) },
      ...defined({ published }),
      judgements,
    },
    {
      occurred:
        published?.length === 10 ? day(published) : { precision: 'by', from: lastDay(known) },
      ...given,
      known,
    },
  );
}

function lastDay(known: string | Known): string {
  return typeof known === 'string' ? known : known.from;
}

/** A correction of one place of a claim. */
export function correction(
  target: ClaimEvent,
  pointer: string,
  value: unknown,
  given: ClaimGiven & { readonly cause?: 'source' | 'ours' } = {},
): ClaimEvent {
  const { cause = 'ours' } = given;
  const data = { target: target.id, pointer, value, why: 'misread', cause };
  return claimEvent('FactCorrected', data, { authority: target.authority, ...given });
}

export function retraction(
  target: ClaimEvent,
  given: ClaimGiven & { readonly cause?: 'source' | 'ours' } = {},
): ClaimEvent {
  const { cause = 'ours' } = given;
  const data = { target: target.id, why: 'not so', cause };
  return claimEvent('FactRetracted', data, { authority: target.authority, ...given });
}

/** The claims of events, as a log would hold them in that order. */
export function claimsOf(...events: readonly ClaimEvent[]): readonly Claim[] {
  return events.map((event, index) => claimOf(event, place(index)));
}

/** What a store would return for events appended in that order. */
export function recordedOf(
  events: readonly ClaimEvent[],
  stream = 'authority-sunderland',
): readonly Recorded[] {
  return events.map((event, revision) => ({
    event,
    stream,
    revision,
    ...place(revision),
    contentHash: createHash('sha256').update(event.id).digest('hex'),
    chainHash: createHash('sha256').update(`${revision}/${event.id}`).digest('hex'),
  }));
}

function place(index: number): { position: Position; recorded: string } {
  const recorded = new Date(Date.UTC(2026, 0, 1, 0, 0, 0, index)).toISOString();
  return { position: toPosition(String(index + 1).padStart(16, '0')), recorded };
}

function defined<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, v]) => v !== undefined),
  ) as Partial<T>;
}
