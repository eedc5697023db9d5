import {
  type AuthorityKey,
  type ClaimEvent,
  createDirectory,
  type Directory,
  england,
  epochDay,
} from '@monitoring-timeline/core';
import {
  type ClaimGiven,
  claimEvent,
  day,
  days,
  type Grades,
  inspected,
  recordedOf,
  reported,
} from '@monitoring-timeline/core/testing';
import type { DueRow } from '../answers/due.ts';
import type { Coordinates } from '../coordinates.ts';
import { englandChildren } from '../policy/england-children/index.ts';
import { type PolicyInput, policyFrom } from '../policy/index.ts';
import type { Policy } from '../policy/schema.ts';
import { AuthorityRecord } from '../record/authority-record.ts';
import { type DueOptions, due } from '../views/reinspection/due.ts';

/** An inspection and its report, as a small history needs them. */
export function inspectedAndReported(given: {
  readonly authority?: string;
  readonly framework?: string;
  readonly version?: string;
  readonly from: string;
  readonly to: string;
  readonly published: string;
  readonly grades: Grades;
}): readonly ClaimEvent[] {
  const { from, to, published, grades, ...of } = given;
  const common = { framework: 'ILACS', version: '2023', ...of, days: days(from, to) };
  return [inspected(common), reported(grades, { ...common, published })];
}

/** That a source lists an activity completely between two days. */
export function covered(
  activity: string,
  from: string,
  to: string,
  axis: 'published' | 'carried_out' = 'published',
): ClaimEvent {
  return claimEvent(
    'CoverageStated',
    { activity, axis },
    { authority: england, occurred: days(from, to), known: { from, basis: 'assumed' } },
  );
}

/** A visit, and its letter where `published` is given. */
export function visited(
  kind: string,
  on: string,
  given: ClaimGiven & { readonly published?: string; readonly priorityAction?: boolean } = {},
): readonly ClaimEvent[] {
  const { published, priorityAction, ...rest } = given;
  const carriedOut = claimEvent(
    'VisitCarriedOut',
    { kind },
    { known: { from: on, basis: 'assumed' }, ...rest, occurred: day(on) },
  );
  if (published === undefined) return [carriedOut];
  const letter = claimEvent(
    'ReportPublished',
    {
      of: { activity: 'visit', visitKind: kind, days: day(on) },
      published,
      ...(priorityAction === undefined ? {} : { priorityAction }),
    },
    { ...rest, occurred: day(published), known: published },
  );
  return [carriedOut, letter];
}

/** What a source says of a statement that an authority owed. */
export function statement(
  clock: string,
  on: string,
  of: { readonly framework: string; readonly from: string; readonly to: string },
  done = true,
): ClaimEvent {
  return claimEvent(
    'StatementPublished',
    {
      of: { activity: 'inspection', framework: of.framework, days: days(of.from, of.to) },
      clock,
      done,
    },
    { occurred: day(on), known: on },
  );
}

/** A receipt of a report. */
export function received(
  on: string,
  of: { readonly framework: string; readonly from: string; readonly to: string },
): ClaimEvent {
  return claimEvent(
    'ReportReceived',
    { of: { activity: 'inspection', framework: of.framework, days: days(of.from, of.to) } },
    { occurred: day(on), known: on },
  );
}

/** Records of a few events by authority. */
export function recordsOf(...events: readonly ClaimEvent[]): Map<AuthorityKey, AuthorityRecord> {
  const records = new Map<AuthorityKey, AuthorityRecord>();
  recordedOf(events).forEach((recorded, index) => {
    const { authority } = events[index]!;
    const record = records.get(authority) ?? new AuthorityRecord(authority);
    records.set(authority, record);
    record.add(recorded);
  });
  return records;
}

export const directory: Directory = createDirectory();

/** The graded inspections of the tests are covered for as long as they reach. */
export const coveredLong = covered('graded_inspection', '2009-01-01', '2040-12-31');

export interface DueAsked extends DueOptions {
  readonly knownAt?: string;
  readonly publicOnly?: boolean;
  readonly policy?: Policy;
}

/** The rows of a history on a day; of Sunderland unless said otherwise. */
export function rowsOn(
  events: readonly ClaimEvent[] | ReadonlyMap<AuthorityKey, AuthorityRecord>,
  asOf: string,
  { knownAt = asOf, publicOnly, policy = everKnown, ...options }: DueAsked = {},
): readonly DueRow[] {
  const records = Array.isArray(events) ? recordsOf(...events) : events;
  const at: Coordinates = { asOf: epochDay(asOf), knownAt: epochDay(knownAt), publicOnly };
  return due(records as ReadonlyMap<AuthorityKey, AuthorityRecord>, at, policy, directory, {
    authority: 'sunderland',
    ...options,
  });
}

/**
 * The shipped policy with something changed, as if its rules had always been known: what was measured in 2026 holds in histories of
 * any year.
 */
export function policyWith(change: (policy: PolicyInput) => void): Policy {
  const policy = structuredClone(englandChildren) as PolicyInput;
  for (const rule of policy.rules) delete rule.known;
  change(policy);
  return policyFrom(policy);
}

export const everKnown: Policy = policyWith(() => {});
