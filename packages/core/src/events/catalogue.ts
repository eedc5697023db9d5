import { z } from 'zod';
import { TimelineError } from '../errors.ts';
import { authorityAbolished, authorityEstablished, authorityRecoded } from './authority.ts';
import { factCorrected, factRetracted, matchRuled } from './correction.ts';
import type { Belongs, EarlierVersion, NameOf, Thing } from './define.ts';
import type { EventEnvelope } from './envelope.ts';
import {
  commitmentMade,
  contextNoted,
  coverageStated,
  indicatorObserved,
  snapshotPublished,
} from './indicator.ts';
import {
  inspectionCarriedOut,
  type inspectionCarriedOutV1,
  visitCarriedOut,
} from './inspection.ts';
import { deliveryChanged, interventionEnded, interventionStarted } from './intervention.ts';
import { leadershipChanged, leadershipObserved, turnoverObserved } from './leadership.ts';
import { type Excess, excessIn } from './limits.ts';
import { operationalEvents } from './operational.ts';
import { reportPublished, reportReceived, statementPublished } from './report.ts';
import { surelyFits } from './surely-fits.ts';
import { themeRaised, themeResolved, themeStillEvident } from './theme.ts';

/** Every type of claim, in its present version: what the projections understand. */
export const claims = [
  authorityEstablished,
  authorityRecoded,
  authorityAbolished,
  inspectionCarriedOut,
  visitCarriedOut,
  reportPublished,
  reportReceived,
  statementPublished,
  leadershipChanged,
  leadershipObserved,
  turnoverObserved,
  interventionStarted,
  interventionEnded,
  deliveryChanged,
  themeRaised,
  themeStillEvident,
  themeResolved,
  indicatorObserved,
  commitmentMade,
  contextNoted,
  snapshotPublished,
  coverageStated,
  matchRuled,
  factCorrected,
  factRetracted,
] as const;

type Schemas<L extends readonly { readonly schema: unknown }[]> = {
  readonly [K in keyof L]: L[K]['schema'];
};

function schemasOf<const L extends readonly { readonly schema: z.ZodType }[]>(list: L): Schemas<L> {
  return list.map(({ schema }) => schema) as unknown as Schemas<L>;
}

/** How any claim of the present catalogue is written; `type` tells which. */
export const claimSchema = z.discriminatedUnion('type', schemasOf(claims));
/** A claim in its present version, of whichever type. */
export type ClaimEvent = z.infer<typeof claimSchema>;
/** Name of a type of claim. */
export type ClaimType = ClaimEvent['type'];
/** The claims of one type. */
export type EventOf<T extends ClaimType> = Extract<
  ClaimEvent,
  {
    /** Name of the type. */
    type: T;
  }
>;

const operationalSchema = z.discriminatedUnion('type', schemasOf(operationalEvents));
/** What the system or its users did, of whichever type: small envelope, no valid time, no source. */
export type OperationalEvent = z.infer<typeof operationalSchema>;

/** Every event in its present version. */
export type DomainEvent = ClaimEvent | OperationalEvent;

/** What a log may hold: events in their present version, and in those that were written before. */
export type LoggedEvent = DomainEvent | z.infer<typeof inspectionCarriedOutV1.schema>;

/** What the catalogue says of a type of event, whichever it is. */
export interface EventType {
  /** Its name, for example `ReportPublished`. */
  readonly type: string;
  /** The present version, from 1. */
  readonly version: number;
  /** What people call it. */
  readonly noun: string;
  /** The stream that events of it belong in. */
  readonly belongs: Belongs;
  /** What a claim of it speaks of; absent for what is no claim. */
  readonly speaksOf?: Thing;
  /** Versions that logs may still hold, from the first. */
  readonly earlier?: readonly EarlierVersion[];
}

const types: ReadonlyMap<string, EventType & { readonly schema: z.ZodType }> = new Map(
  [...claims, ...operationalEvents].map((one) => [one.type, one]),
);

/** What the catalogue says of a type; undefined for one that nothing here defines. */
export function eventType(type: string): EventType | undefined {
  return types.get(type);
}

/** Names of all types of claim. */
export const claimTypes: ReadonlySet<string> = new Set(claims.map(({ type }) => type));
/** Names of all types of what the system or its users did. */
export const operationalTypes: ReadonlySet<string> = new Set(
  operationalEvents.map(({ type }) => type),
);

const sentences: ReadonlyMap<string, (event: never, nameOf: NameOf) => string> = new Map(
  claims.map(({ type, sentence }) => [type, sentence]),
);

/** One line that says what an event claims, for people. */
export function sentenceOf(event: ClaimEvent, nameOf: NameOf): string {
  return sentences.get(event.type)!(event as never, nameOf);
}

function schemaOf(type: string, version: unknown): z.ZodType | undefined {
  const known = types.get(type);
  return known?.version === version
    ? known?.schema
    : known?.earlier?.find((earlier) => earlier.version === version)?.schema;
}

/** True for a claim in its present version. */
export function isClaim(event: Pick<EventEnvelope, 'type' | 'version'>): event is ClaimEvent {
  return claimTypes.has(event.type) && types.get(event.type)?.version === event.version;
}

/** The event does not fit the catalogue; `details.issues` name each place and what is wrong there. */
export class InvalidEvent extends TimelineError {
  readonly code = 'InvalidEvent';
}

function named(event: unknown): string {
  const { type, version, id } = (event ?? {}) as Record<string, unknown>;
  return `${String(type)} version ${String(version)} (${String(id)})`;
}

/**
 * Checks one event against the catalogue and the limits, as the store does with every event before it writes.
 * @throws InvalidEvent naming each place that does not fit, or the type and version that nothing here defines.
 */
export function validateForAppend(event: unknown): LoggedEvent {
  return validateLogged(withinLimits(event));
}

/**
 * Checks one event that a log holds against the catalogue. How large it may be is asked when it is appended: what is in the log
 * stays as it was written.
 * @throws InvalidEvent as `validateForAppend`
 */
export function validateLogged(event: unknown): LoggedEvent {
  const { type, version } = (event ?? {}) as { type?: unknown; version?: unknown };
  const schema = schemaOf(String(type), version);
  if (!schema) {
    throw new InvalidEvent(
      `No event type ${String(type)} version ${String(version)} is known here. Any line of \`timeline export --format jsonl\` shows one that is.`,
      { type, version },
    );
  }
  const result = schema.safeParse(event);
  if (result.success) return result.data as LoggedEvent;
  throw misfit(
    event,
    result.error.issues.map((issue) => ({
      place: `/${issue.path.map(String).join('/')}`,
      reason: misfitText(issue),
    })),
  );
}

/** What is wrong with a value, in words that are not those of the schema. */
function misfitText(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small' && issue.origin === 'string') {
    return `is shorter than ${issue.minimum} characters`;
  }
  if (issue.code === 'too_big' && issue.origin === 'string') {
    return `is longer than ${issue.maximum} characters`;
  }
  return issue.message;
}

/**
 * As `validateForAppend`, for whoever renders the event at once: one that fits is given back itself, and nothing of it is copied.
 * @throws InvalidEvent as `validateForAppend`
 */
export function checkForAppend(event: unknown): LoggedEvent {
  return checkLogged(withinLimits(event));
}

/** As `validateLogged`, without a copy. @throws InvalidEvent as `validateForAppend` */
export function checkLogged(event: unknown): LoggedEvent {
  const { type, version } = (event ?? {}) as { type?: unknown; version?: unknown };
  const schema = schemaOf(String(type), version);
  return schema && surelyFits(schema)(event) ? (event as LoggedEvent) : validateLogged(event);
}

function withinLimits(event: unknown): unknown {
  const excess = excessIn(event);
  if (excess) throw misfit(event, [excess]);
  return event;
}

function misfit(event: unknown, issues: readonly Excess[]): InvalidEvent {
  const told = issues.slice(0, 3).map(({ place, reason }) => `${place}: ${reason}`);
  return new InvalidEvent(`${named(event)} does not fit the catalogue: ${told.join('; ')}.`, {
    issues,
  });
}

/**
 * Checks one claim, which has to be written in its present version.
 * @throws InvalidEvent where it does not fit the catalogue, or is no claim
 */
export function validateClaim(event: unknown): ClaimEvent {
  const valid = validateForAppend(event);
  if (isClaim(valid)) return valid;
  throw new InvalidEvent(
    `${named(event)} is no claim of the present catalogue. Any line of \`timeline export --format jsonl\` shows one that is.`,
    { type: valid.type, version: valid.version },
  );
}

const lasting: ReadonlySet<string | undefined> = new Set(['post', 'intervention', 'delivery']);

/** Whether a claim of a type speaks of what lasts until somebody tells of its end. */
export function speaksOfLasting(type: string): boolean {
  return lasting.has(eventType(type)?.speaksOf);
}
