import { z } from 'zod';
import { TimelineError } from '../errors.ts';
import { authorityAbolished, authorityEstablished, authorityRecoded } from './authority.ts';
import { factCorrected, factRetracted, matchRuled } from './correction.ts';
import type { EventEnvelope } from './envelope.ts';
import {
  commitmentMade,
  contextNoted,
  coverageStated,
  indicatorObserved,
  snapshotPublished,
} from './indicator.ts';
import { inspectionCarriedOut, inspectionCarriedOutV1, visitCarriedOut } from './inspection.ts';
import { deliveryChanged, interventionEnded, interventionStarted } from './intervention.ts';
import { leadershipChanged, leadershipObserved, turnoverObserved } from './leadership.ts';
import { operationalSchemas } from './operational.ts';
import { reportPublished, reportReceived, statementPublished } from './report.ts';
import { themeRaised, themeResolved, themeStillEvident } from './theme.ts';

/** Present versions of every claim: what the projections understand. */
export const claimSchemas = [
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

/** Earlier versions that logs hold; `upcast` turns them into the present ones. */
export const earlierClaimSchemas = [inspectionCarriedOutV1] as const;

export const claimSchema = z.discriminatedUnion('type', claimSchemas);
export type ClaimEvent = z.infer<typeof claimSchema>;
export type ClaimType = ClaimEvent['type'];
export type EventOf<T extends ClaimType> = Extract<ClaimEvent, { type: T }>;

export const operationalSchema = z.discriminatedUnion('type', operationalSchemas);
export type OperationalEvent = z.infer<typeof operationalSchema>;

/** Every event in its present version. */
export type DomainEvent = ClaimEvent | OperationalEvent;

export const claimTypes: ReadonlySet<string> = new Set(claimSchemas.map((s) => s.shape.type.value));
export const operationalTypes: ReadonlySet<string> = new Set(
  operationalSchemas.map((s) => s.shape.type.value),
);

const schemas = new Map<string, z.ZodType>(
  [...claimSchemas, ...earlierClaimSchemas, ...operationalSchemas].map((schema) => [
    `${schema.shape.type.value}/${schema.shape.version.value}`,
    schema,
  ]),
);

/** The event does not fit the catalogue; `details.issues` name each place and what is wrong there. */
export class InvalidEvent extends TimelineError {
  readonly code = 'InvalidEvent';
}

function named(event: unknown): string {
  const { type, version, id } = (event ?? {}) as Record<string, unknown>;
  return `${String(type)} version ${String(version)} (${String(id)})`;
}

const deepestSearched = 200;

/** Parsing drops a member named `__proto__` without a word, so it is looked for and refused. */
function placeOfUnkeepable(value: unknown, place: string, depth: number): string | undefined {
  if (typeof value !== 'object' || value === null || depth > deepestSearched) return undefined;
  if (Object.hasOwn(value, '__proto__')) return `${place}/__proto__`;
  for (const key of Object.keys(value)) {
    const found = placeOfUnkeepable(Reflect.get(value, key), `${place}/${key}`, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Checks one event against the catalogue, as the store does with every event before it writes.
 * @throws InvalidEvent naming each place that does not fit, or the type and version that nothing here defines.
 */
export function validateForAppend(event: unknown): EventEnvelope {
  const { type, version } = (event ?? {}) as { type?: unknown; version?: unknown };
  const schema = schemas.get(`${String(type)}/${String(version)}`);
  if (!schema) {
    throw new InvalidEvent(
      `No event type ${String(type)} version ${String(version)} is known here. Any line of \`timeline export --format jsonl\` shows one that is.`,
      { type, version },
    );
  }
  const result = schema.safeParse(event);
  const unkept = placeOfUnkeepable(event, '', 0);
  if (result.success && unkept === undefined) return result.data as EventEnvelope;
  const issues = (result.error?.issues ?? []).map((issue) => ({
    place: `/${issue.path.map(String).join('/')}`,
    reason: issue.message,
  }));
  if (unkept !== undefined) {
    issues.push({ place: unkept, reason: 'a member of this name cannot be kept; rename it' });
  }
  const told = issues.slice(0, 3).map(({ place, reason }) => `${place}: ${reason}`);
  throw new InvalidEvent(`${named(event)} does not fit the catalogue: ${told.join('; ')}.`, {
    issues,
  });
}
