import {
  authorityKeySchema,
  type ClaimEvent,
  eventIdSchema,
  sourceSchema,
  validateClaim,
} from '@monitoring-timeline/core';
import { z } from 'zod';

/** Most claims that one thing in quarantine can become. */
export const mostClaims = 100;

const sideSchema = z.strictObject({
  /** What this side says, as its claims have it. */
  value: z.json(),
  /** The claims that say so, first the one whose word would hold among them. */
  claims: z
    .array(
      z.strictObject({
        /** Id of the claim. */
        id: eventIdSchema,
        /** Where in the claim it stands. */
        pointer: z.string().max(300),
        /** What stands there, so that a person can confirm it. */
        value: z.json(),
        /** Who says so, and where. */
        source: sourceSchema,
        /** From when it was public: a day, month or year. */
        known: z.string().max(10),
      }),
    )
    .min(1),
});

const disagreementSchema = z.strictObject({
  /** A question on which sources of equal rank differ. */
  kind: z.literal('disagreement'),
  /** Key of the authority that the claims are about. */
  authority: authorityKeySchema,
  /** Which inspection or visit, in words. */
  of: z.string(),
  /** What they differ on: `days`, `kind`, `parts`, `published`, or the area of a grade. */
  field: z.string(),
  /** First the side that the rule takes. */
  sides: z.array(sideSchema).min(2),
});

const proposedSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    /** Claims that would be appended. */
    kind: z.literal('claims'),
    /** The claims as JSON; they need not fit the catalogue yet. At most `mostClaims`. */
    claims: z.array(z.record(z.string(), z.json())).min(1).max(mostClaims),
  }),
  disagreementSchema,
  z.strictObject({
    /** A claim in the log that is hardly right. */
    kind: z.literal('doubt'),
    /** Key of the authority that the claim is about. */
    authority: authorityKeySchema,
    /** The claim in the log, recorded as printed. */
    claim: eventIdSchema,
  }),
]);

/** One side of a disagreement: a value, and the claims that say so. */
export type Side = z.infer<typeof sideSchema>;

/**
 * What a person can agree to. `claims`: claims that would be appended. `disagreement`: claims in the log of equal rank of which one is to
 * hold. `doubt`: a claim in the log that is hardly right.
 */
export type Proposed = z.infer<typeof proposedSchema>;
/** A question on which sources of equal rank differ. */
export type Disagreeing = z.infer<typeof disagreementSchema>;

/** Undefined where an event holds none, or one of a form that is not known here. */
export function proposedIn(json: unknown): Proposed | undefined {
  return proposedSchema.safeParse(json).data;
}

/** Claims as they stand in an event of the quarantine. */
export function proposedClaims(claims: readonly ClaimEvent[]): Proposed {
  return proposedSchema.parse({ kind: 'claims', claims: claims.slice(0, mostClaims) });
}

/** A proposed claim that fits the catalogue as it stands; undefined where it does not. */
export function asClaim(json: Readonly<Record<string, unknown>>): ClaimEvent | undefined {
  try {
    return validateClaim(json);
  } catch {
    return undefined;
  }
}
