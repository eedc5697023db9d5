import { z } from 'zod';
import {
  actorSchema,
  authorityKeySchema,
  type EventEnvelope,
  eventIdSchema,
  metadataSchema,
  sourceSchema,
} from './envelope.ts';
import { knownSchema, partialDateSchema } from './times.ts';

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
  /** The version that this is, from 1. */
  readonly version: number;
  /** How an event of this version is written. */
  readonly schema: S;
  /** The event as the next version has it. */
  readonly next: (event: EventEnvelope) => EventEnvelope;
}

/** Everything of a claim but its type-specific `data`. */
const envelopeShape = {
  /** Names the claim for ever; repairs and rulings speak of it by this. */
  id: eventIdSchema,
  /** Whom it is about; `england` for a national fact. */
  authority: authorityKeySchema,
  /** Valid time: when it was true in the world. Never null: an unknown day is `by` the publication. */
  occurred: partialDateSchema,
  /** When it became public, and what that rests on. */
  known: knownSchema,
  /** Where it is written, and who says so. */
  source: sourceSchema,
  /** Who wrote it down by hand; absent where it was read from a document. */
  actor: actorSchema.optional(),
  /** Flat texts about how it came here; keys that begin with `$` are in no hash. */
  metadata: metadataSchema.optional(),
} as const;

function claimSchemaOf<const T extends string, const V extends number, D extends z.ZodType>(
  type: T,
  version: V,
  data: D,
) {
  return z.strictObject({
    ...envelopeShape,
    /** What kind of claim it is. */
    type: z.literal(type),
    /** In which version of the type `data` is written. */
    version: z.literal(version),
    /** What it claims. */
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
  /** Its name, which events carry for ever. */
  readonly type: T;
  /** The present version, from 1. */
  readonly version: V;
  /** What people call it. */
  readonly noun: string;
  /** What a claim of it speaks of. */
  readonly speaksOf: Thing;
  /** How `data` of an event is written. */
  readonly data: D;
  /** One line that says what an event of this type claims. */
  readonly sentence: (event: z.output<ClaimSchema<T, V, D>>, nameOf: NameOf) => string;
  /** Every earlier version, from the first. */
  readonly earlier?: readonly EarlierVersion[];
}) {
  const { data, earlier = [], ...rest } = definition;
  const schema = claimSchemaOf(rest.type, rest.version, data);
  return {
    ...rest,
    /** How an event of the present version is written. */
    schema,
    /** Versions that logs may still hold, from the first. */
    earlier,
    /** Every claim stands in the stream of its authority. */
    belongs: 'authority' as const,
  };
}

/** An earlier version of a type of claim. */
export function earlierClaim<const T extends string, const V extends number, D extends z.ZodType>(
  type: T,
  version: V,
  data: D,
  next: (event: EventEnvelope) => EventEnvelope,
) {
  return {
    /** The version that this is, from 1. */
    version,
    /** How an event of this version is written. */
    schema: claimSchemaOf(type, version, data),
    /** The event as the next version has it. */
    next,
  };
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
    /** Names the event for ever. */
    id: eventIdSchema,
    /** What kind of thing was done. */
    type: z.literal(type),
    /** In which version of the type `data` is written. */
    version: z.literal(version),
    /** Who did it. */
    actor: actorSchema,
    /** When: UTC, ISO. */
    at: z.iso.datetime(),
    /** What was done. */
    data,
    /** Id of the event that this one answers. */
    causation: eventIdSchema.optional(),
    /** Flat texts about how it came here. */
    metadata: metadataSchema.optional(),
  });
  return {
    /** Name of the type. */
    type,
    /** The present version. */
    version,
    /** What people call it. */
    noun,
    /** The stream that events of it belong in. */
    belongs,
    /** How an event of the present version is written. */
    schema,
  };
}
