import { z } from 'zod';
import { TimelineError } from '../errors.ts';
import { knownSchema, partialDateSchema } from './times.ts';

/** Whose word a claim is; the order of `ranks` is the order of precedence (architecture: precedence is explicit). */
export const ranks = [
  'person',
  'report',
  'release',
  'government',
  'council',
  'press',
  'secondary',
] as const;
export type Rank = (typeof ranks)[number];

export const assertedBy = ['inspectorate', 'government', 'authority', 'press', 'analyst'] as const;
export type AssertedBy = (typeof assertedBy)[number];

const shortText = z.string().min(1).max(500);
const isoDay = z.iso.date();

/** Where a claim is written: document, place in it, and who asserts it. */
export const sourceSchema = z.strictObject({
  publisher: shortText,
  rank: z.enum(ranks),
  title: shortText,
  /** Which edition of a recurring publication, e.g. the day to which a statistical release counts. */
  edition: shortText.optional(),
  /** Publication day of the edition itself, where the claim's `known` is another day. */
  published: isoDay.optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  /** Page, row, line or paragraph: free text that leads a reader to the place. */
  locator: shortText.optional(),
  assertedBy: z.enum(assertedBy),
  /** Editions of official statistics in which a compiled claim was also seen. */
  seenIn: z.array(shortText).max(20).optional(),
});
export type Source = z.infer<typeof sourceSchema>;

/** Flat strings only, because both engines can carry that; keys starting with `$` stay outside every hash. */
export const metadataSchema = z.record(z.string().min(1).max(200), z.string().max(4000));

/**
 * Events that came in by one import carry this key, with the id of the event that says that it ended. The name is the carriers'
 * own for what belongs together.
 */
export const correlationKey = '$correlationId';

/** Who wrote a fact down, where a person or a program of ours did. */
export const actorSchema = z.strictObject({
  kind: z.enum(['person', 'program']),
  name: z.string().min(1).max(200),
});
export type Actor = z.infer<typeof actorSchema>;

const keyForm = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const longestKey = 80;

/** Our own permanent key of an authority, e.g. `sunderland`, `dorset-to-2019`; `england` for national facts. */
export const authorityKeySchema = z.string().regex(keyForm).max(longestKey).brand<'AuthorityKey'>();
/** A name or code is none: the directory's `resolve` makes one of those, `authorityKey` reads one that was written as a key. */
export type AuthorityKey = z.infer<typeof authorityKeySchema>;

/** The text is not written as a key of ours is; a name or code becomes one through the directory. */
export class InvalidAuthorityKey extends TimelineError {
  readonly code = 'InvalidAuthorityKey';
}

/** Reads a key that was written as one. @throws InvalidAuthorityKey */
export function authorityKey(text: string): AuthorityKey {
  // by hand, since the directory reads hundreds before the first answer
  if (text.length <= longestKey && keyForm.test(text)) return text as AuthorityKey;
  throw new InvalidAuthorityKey(
    `"${text}" is not the key of an authority: a key is written in small letters, digits and hyphens, for example dorset-to-2019. Look a name or code up in the directory.`,
    { text },
  );
}

export const eventIdSchema = z.uuid().brand<'EventId'>();
export type EventId = z.infer<typeof eventIdSchema>;

/** A place in the log or a checkpoint: opaque, compares as text. */
export type Position = string & z.$brand<'Position'>;

/** Lies before every event. */
export const beginning = '' as Position;

/** A position that came as text: whether it is one of its log, the store says when it is asked. */
export function toPosition(text: string): Position {
  return text as Position;
}

/** Everything of a claim but its type-specific `data`. */
export const envelopeShape = {
  id: eventIdSchema,
  authority: authorityKeySchema,
  /** Valid time: when it was true in the world. Never null: an unknown day is `by` the publication. */
  occurred: partialDateSchema,
  /** When it became public, and what that rests on. */
  known: knownSchema,
  source: sourceSchema,
  actor: actorSchema.optional(),
  metadata: metadataSchema.optional(),
} as const;

/** A claim about one authority as it is appended, before the store adds what only it can know. */
export interface EventEnvelope {
  readonly id: EventId;
  readonly type: string;
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly [field: string]: unknown;
}

/** What the store adds to an event when it commits it. */
export interface Recorded<E extends EventEnvelope = EventEnvelope> {
  readonly event: E;
  readonly stream: string;
  /** Place in its stream, from 0. */
  readonly revision: number;
  /** Place in the whole log. */
  readonly position: Position;
  /** When the store committed it: UTC, fixed width `YYYY-MM-DDTHH:MM:SS.mmmZ`. */
  readonly recorded: string;
  readonly contentHash: string;
  readonly chainHash: string;
}
