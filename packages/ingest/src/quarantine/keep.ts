import { basename } from 'node:path';
import {
  type Actor,
  codeWords,
  type EventEnvelope,
  validateForAppend,
} from '@monitoring-timeline/core';
import canonicalize from 'canonicalize';
import { v5 } from 'uuid';
import type { FileReading, Problem, Proposal, RowGiven } from '../proposal.ts';
import { withoutNames } from './names.ts';
import type { Doubt } from './plausibility.ts';
import { type Disagreeing, type Proposed, proposedClaims } from './proposed.ts';

/** Fixed for ever: the ids of everything in quarantine hang on it. */
const namespace = '0c0f6a3e-3d0b-5c58-8f5e-6a2f2c7d9b41';

const most = { file: 1000, locator: 4000, message: 4000, reason: 200, columns: 200, column: 400 };

/** Who puts something into quarantine, and when. */
export interface By {
  readonly actor: Actor;
  readonly now: Date;
}

function idOf(content: Readonly<Record<string, unknown>>): string {
  return v5(canonicalize(wellFormed(content)) ?? '', namespace);
}

function keptEvent(
  id: string,
  { file, name = file, sha256 }: Pick<FileReading, 'file' | 'name' | 'sha256'>,
  { reason, message, locator, given, row, people = [] }: Problem,
  proposal: Proposed | undefined,
  { actor, now }: By,
): EventEnvelope {
  const event = wellFormed({
    id,
    type: 'ProposalQuarantined',
    version: 1,
    actor,
    at: now.toISOString(),
    data: {
      file: name.slice(-most.file),
      ...(sha256 ? { sha256 } : {}),
      reason: reason.slice(0, most.reason),
      message: withoutNames(message, people).slice(0, most.message),
      ...(locator ? { locator: locator.slice(0, most.locator) } : {}),
      ...(given === undefined ? {} : { given: withoutNames(given, people) }),
      ...(row && isKept(row) ? { row } : {}),
      ...(proposal === undefined ? {} : { proposal }),
    },
  });
  return validateForAppend(event);
}

/** A table of more columns, or of columns with longer names, is none whose rows are mended one by one. */
function isKept({ columns }: RowGiven): boolean {
  return columns.length <= most.columns && columns.every((name) => name.length <= most.column);
}

/** A copy without halves of surrogate pairs, which no log can hold: what is kept of a bad file must never be bad itself. */
function wellFormed<T>(value: T): T {
  if (typeof value === 'string') return value.toWellFormed() as T;
  if (Array.isArray(value)) return value.map(wellFormed) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.toWellFormed(), wellFormed(inner)]),
  ) as T;
}

/**
 * The event that keeps what could not be taken. Its id follows from the name of the file, the place, the reason and what was given, so
 * that the same row given again is not kept twice.
 */
export function quarantined(reading: FileReading, problem: Problem, by: By): EventEnvelope {
  const { reason, locator, given, claims = [] } = problem;
  const { file, sha256 } = reading;
  const content = {
    file: basename(file),
    reason,
    locator,
    given,
    sha256: given ? undefined : sha256,
    // two facts of one line are two things to decide
    claims: given === undefined && claims.length > 0 ? claims.map(({ id }) => id) : undefined,
  };
  const proposal = claims.length > 0 ? proposedClaims(claims) : undefined;
  return keptEvent(idOf(content), reading, problem, proposal, by);
}

/** The question about a claim that was taken as printed and is hardly right. One a claim, from whatever file it came. */
export function doubted(
  reading: FileReading,
  { event, locator }: Proposal,
  { reason, message }: Doubt,
  by: By,
): EventEnvelope {
  const proposal = { kind: 'doubt', authority: event.authority, claim: event.id } as const;
  const id = idOf({ question: reason, claim: event.id });
  return keptEvent(id, reading, { reason, message, locator }, proposal, by);
}

/** The reason under which sources that contradict each other are asked about. */
export const disagreement = 'sources_disagree';

function shown(value: unknown): string {
  if (typeof value === 'string') return codeWords(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const { from, to } = value as { readonly from?: string; readonly to?: string };
  return from === undefined ? JSON.stringify(value) : [from, to].filter(Boolean).join(' to ');
}

/**
 * The question which of several claims of equal rank holds. Its id follows from the field and the claims, so every import that sees
 * the same claims asks the same question.
 */
export function askedWhich(
  question: Disagreeing,
  authorityName: string,
  stream: string,
  by: By,
): EventEnvelope {
  const { authority, of, field, sides } = question;
  const claims = sides.flatMap((side) => side.claims.map(({ id }) => id)).sort();
  const said = sides.map(
    ({ value, claims: [first] }) => `${shown(value)} (${first?.source.title})`,
  );
  const message = `Sources of equal rank differ on ${field.replaceAll('_', ' ')} of one ${of} of ${authorityName}: ${said.join('; ')}. The first holds by rule. Say which one is right, or that they are not one thing.`;
  return keptEvent(
    idOf({ question: disagreement, authority, field, claims }),
    { file: 'log' },
    { reason: disagreement, message, locator: stream },
    question,
    by,
  );
}
