import { z } from 'zod';
import { TimelineError } from '../errors.ts';

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
/** Whose word a claim is; see `ranks`. */
export type Rank = (typeof ranks)[number];

/** Who says so: what an inspector wrote and what an analyst made of it are kept apart. */
export const assertedBy = ['inspectorate', 'government', 'authority', 'press', 'analyst'] as const;

const shortText = z.string().min(1).max(500);
const isoDay = z.iso.date();

/** Where a claim is written: document, place in it, and who asserts it. */
export const sourceSchema = z.strictObject({
  /** Who put the document out, as it names itself. */
  publisher: shortText,
  /** Whose word it is, which decides what holds where sources contradict each other. */
  rank: z.enum(ranks),
  /** Of the document or table. */
  title: shortText,
  /** Which edition of a recurring publication, e.g. the day to which a statistical release counts. */
  edition: shortText.optional(),
  /** Publication day of the edition itself, where the claim's `known` is another day. */
  published: isoDay.optional(),
  /** SHA-256 of the document's bytes in lower-case hex, where they were read; the document store keeps them under it. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** Where the document was found: http or https. */
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  /** Page, row, line or paragraph: free text that leads a reader to the place. */
  locator: shortText.optional(),
  /** Who says so, which need not be who published it. */
  assertedBy: z.enum(assertedBy),
  /** Editions of official statistics in which a compiled claim was also seen. */
  seenIn: z.array(shortText).max(20).optional(),
});
/** Where a claim is written: document, place in it, and who asserts it. */
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
  /** A person, or a program of ours that acted by itself. */
  kind: z.enum(['person', 'program']),
  /** How they are shown. */
  name: z.string().min(1).max(200),
});
/** Who wrote a fact down, or did something, where a person or a program of ours did. */
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

/** Id of an event: a UUID. That of a claim that was read is made from what it says (see `claimId`), so that the same claim twice is one event. */
export const eventIdSchema = z.uuid().brand<'EventId'>();
/** Id of an event, as `eventIdSchema` has it. */
export type EventId = z.infer<typeof eventIdSchema>;

/** A place in the log or a checkpoint: opaque, compares as text. */
export type Position = string & z.$brand<'Position'>;

/** Lies before every event. */
export const beginning = '' as Position;

/** A position that came as text: whether it is one of its log, the store says when it is asked. */
export function toPosition(text: string): Position {
  return text as Position;
}

/** A claim about one authority as it is appended, before the store adds what only it can know. */
export interface EventEnvelope {
  /** Names the event for ever; in one stream the store never keeps two contents under it. */
  readonly id: EventId;
  /** Name of the type in the catalogue, for example `ReportPublished`. */
  readonly type: string;
  /** In which version of the type `data` is written, from 1; `upcast` makes the present one of an earlier. */
  readonly version: number;
  /** What the event says, in the shape of its type and version. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Flat texts about how it came here; keys that begin with `$` are in no hash. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly [field: string]: unknown;
}

/** An event at its place in the log: what whoever folds events needs of them. Their hashes stay in the log, so it takes less to read. */
export interface Placed<E extends EventEnvelope = EventEnvelope> {
  /** As it was appended, in the version it was written in. */
  readonly event: E;
  /** Name of the stream it stands in. */
  readonly stream: string;
  /** Place in its stream, from 0. */
  readonly revision: number;
  /** Place in the whole log. */
  readonly position: Position;
  /** When the store committed it: UTC, fixed width `YYYY-MM-DDTHH:MM:SS.mmmZ`. */
  readonly recorded: string;
}

/** What the store adds to an event when it commits it. */
export interface Recorded<E extends EventEnvelope = EventEnvelope> extends Placed<E> {
  /** SHA-256 in hex over the hashes of envelope and `data`, each as canonical JSON (RFC 8785), without metadata whose key begins with `$`. */
  readonly contentHash: string;
  /**
   * SHA-256 in hex over the stream's previous `chainHash`, `contentHash` and `recorded`: whoever changes one event breaks all after
   * it.
   */
  readonly chainHash: string;
}
