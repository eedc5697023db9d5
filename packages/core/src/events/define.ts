import { z } from 'zod';
import {
  actorSchema,
  type EventEnvelope,
  envelopeShape,
  eventIdSchema,
  metadataSchema,
} from './envelope.ts';

/** Name of a person by their opaque id; null where it was erased or never known. */
export type NameOf = (person: string) => string | null;

/** What a claim speaks of; `claims`: of other claims, which it repairs or rules on. */
export type Thing =
  | 'authority'
  | 'activity'
  | 'report'
  | 'post'
  | 'intervention'
  | 'delivery'
  | 'theme'
  | 'indicator'
  | 'commitment'
  | 'context'
  | 'table'
  | 'coverage'
  | 'claims';

/** The stream that events of a type belong in: that of their authority, or one of the program's own. */
export type Belongs = 'authority' | 'quarantine' | 'operations';

/** How an earlier version, which logs hold, was written, and what it is in the version after it. */
export interface EarlierVersion<S extends z.ZodType = z.ZodType> {
  readonly version: number;
  readonly schema: S;
  readonly next: (event: EventEnvelope) => EventEnvelope;
}

function claimSchemaOf<const T extends string, const V extends number, D extends z.ZodType>(
  type: T,
  version: V,
  data: D,
) {
  return z.strictObject({
    ...envelopeShape,
    type: z.literal(type),
    version: z.literal(version),
    data,
  });
}

type ClaimSchema<T extends string, V extends number, D extends z.ZodType> = ReturnType<
  typeof claimSchemaOf<T, V, D>
>;

/** One type of claim, as one value: how it is written, what it is called, what it speaks of and how it reads. */
export function claim<
  const T extends string,
  const V extends number,
  D extends z.ZodType,
>(definition: {
  readonly type: T;
  readonly version: V;
  /** What people call it. */
  readonly noun: string;
  readonly speaksOf: Thing;
  readonly data: D;
  /** One line that says what an event of this type claims. */
  readonly sentence: (event: z.output<ClaimSchema<T, V, D>>, nameOf: NameOf) => string;
  /** Every earlier version, from the first. */
  readonly earlier?: readonly EarlierVersion[];
}) {
  const { data, earlier = [], ...rest } = definition;
  const schema = claimSchemaOf(rest.type, rest.version, data);
  return { ...rest, schema, earlier, belongs: 'authority' as const };
}

/** An earlier version of a type of claim. */
export function earlierClaim<const T extends string, const V extends number, D extends z.ZodType>(
  type: T,
  version: V,
  data: D,
  next: (event: EventEnvelope) => EventEnvelope,
) {
  return { version, schema: claimSchemaOf(type, version, data), next };
}

/** What the system or its users did: small envelope, no valid time, no source. */
export function operation<const T extends string, D extends z.ZodType>(definition: {
  readonly type: T;
  readonly noun: string;
  readonly belongs: Exclude<Belongs, 'authority'>;
  readonly data: D;
}) {
  const { type, noun, belongs, data } = definition;
  const version = 1 as const;
  const schema = z.strictObject({
    id: eventIdSchema,
    type: z.literal(type),
    version: z.literal(version),
    actor: actorSchema,
    at: z.iso.datetime(),
    data,
    causation: eventIdSchema.optional(),
    metadata: metadataSchema.optional(),
  });
  return { type, version, noun, belongs, schema };
}
