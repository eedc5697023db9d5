import {
  type ClaimEvent,
  claimId,
  eventType,
  isTimelineError,
  type Known,
  type PartialDate,
  type Recorded,
  type Source,
  validateClaim,
} from '@monitoring-timeline/core';
import type { DocumentReading } from './documents/reading.ts';
import type { ReleaseEdition } from './releases/manifest.ts';

/** A claim read from a file, with its id, checked against the catalogue; nothing is written yet. */
export interface Proposal {
  /** The claim as it would be appended. */
  readonly event: ClaimEvent;
  /** Where in the file it stands. */
  readonly locator: string;
  /**
   * True for claims given as events: they are taken as they stand. Claims read from a table are readings, so a later
   * reading of the same source that says otherwise becomes a correction of the earlier one.
   */
  readonly exact: boolean;
}

/** Something given that could not be taken, told by file, place and column. */
export interface Problem {
  /** Stable code, e.g. `missing_column`, `unreadable_date`. */
  readonly reason: string;
  /** For people: what is wrong and what to do. */
  readonly message: string;
  /** Place in the file: `row 12`, `line 3`, `row 12, column end_date`; absent where it is the file as a whole. */
  readonly locator?: string | undefined;
  /** The column at fault, where it is one. */
  readonly column?: string | undefined;
  /** The row as it was given. */
  readonly given?: Given | undefined;
  /** Who is named in `message` and `given`: what is kept of those holds ids, and the names go to the register. */
  readonly people?: readonly PersonNamed[] | undefined;
  /** Where `given` is a row of a known table: all that is needed to read it again with other cells. */
  readonly row?: RowGiven | undefined;
  /** The claims that would be appended if a person agrees, where what was given can become any. */
  readonly claims?: readonly ClaimEvent[] | undefined;
}

/** A row as it was given, by column, or a passage of text. */
export type Given = string | Readonly<Record<string, string>>;

/** A row of a table that could not be taken, and how it was being read. */
export interface RowGiven {
  /** Kind of the table. */
  readonly table: string;
  /** Place of the row, without a column. */
  readonly place: string;
  /** Every column as it is headed, in order. */
  readonly columns: readonly string[];
  /** The columns whose cells are at fault, as they are headed; none where the fault is of the row as a whole. */
  readonly faulty: readonly string[];
  /** The release that the table belongs to, where it belongs to one. */
  readonly release?: ReleaseEdition | undefined;
}

/** A thing in quarantine, and the place where its row stands mended. */
export interface AnsweredRow {
  /** Id of the event that raised it. */
  readonly id: string;
  /** Place of the mended row in the file: `row 12`. */
  readonly place: string;
}

/** A person whom a file names: the id that the log holds, and the name that goes to the register. */
export interface PersonNamed {
  /** The id that the log holds. */
  readonly id: string;
  /** Kept in the register alone, never in the log. */
  readonly name: string;
}

/** What was drawn out of a document, and whether its locators name pages. */
export interface DocumentDrawnOut {
  /** All that was read of it. */
  readonly reading: DocumentReading;
  /** True where its locators name pages. */
  readonly paged: boolean;
}

/** What one file says: the dry run of an import. */
export interface FileReading {
  /** Its path, or the name under which it is told of. */
  readonly file: string;
  /** Its path from the path that was given: what is kept of its name. */
  readonly name?: string | undefined;
  /** Which table or format it is; `unrecognised` where none fits. */
  readonly kind: string;
  /** Of its bytes; absent where it could not be read. */
  readonly sha256?: string | undefined;
  /** The claims that it makes. */
  readonly proposals: readonly Proposal[];
  /** What could not be taken. */
  readonly problems: readonly Problem[];
  /** Everyone whom the file names. */
  readonly people: readonly PersonNamed[];
  /** Lines of an exported log, in their order, with what the store that wrote them had added. */
  readonly recorded: readonly Recorded[];
  /** The place of each of `recorded` in the file. */
  readonly recordedAt?: readonly string[] | undefined;
  /** All that was drawn out of a document, with its places; absent for tables and events. */
  readonly document?: DocumentDrawnOut | undefined;
  /** What waits in quarantine and is answered by a row of this file. */
  readonly answered?: readonly AnsweredRow[] | undefined;
  /** True where it is no table and no document at all, so that nothing of it is kept but its hash and the reason. */
  readonly foreign?: boolean | undefined;
  /** Of a mail: the day it was sent and the domain it came from, as far as it says. */
  readonly mail?:
    | {
        /** ISO day, as the calendar of the sender has it. */
        readonly sent?: string | undefined;
        /** Domain of the address of the sender, never the address. */
        readonly from?: string | undefined;
      }
    | undefined;
  /** SHA-256 of the mail that it is attached to; `content` are then its bytes, which lie in no file. */
  readonly within?: string | undefined;
  /** The bytes of an attachment; absent where they lie in a file. */
  readonly content?: Uint8Array | undefined;
  /** Why a recognised file gives nothing, e.g. a table that is for comparison only; what cannot be told of it. */
  readonly note?: string | undefined;
}

/** One place of one row that cannot be read. Caught by the reader, which goes on with the next row. */
export class UnreadableRow extends Error {
  /** Stable code, which becomes `Problem.reason`. */
  readonly reason: string;
  /** The column at fault; undefined where it is the row as a whole. */
  readonly column: string | undefined;
  /** A text with which the rest of the row can be looked through for further faults; a blank unless given. */
  readonly standIn: string | undefined;

  constructor(reason: string, message: string, column?: string, standIn?: string) {
    super(message);
    this.reason = reason;
    this.column = column;
    this.standIn = standIn;
  }
}

/** The parts of a claim that its reader decides. */
export interface ClaimParts {
  /** Type of the event. */
  readonly type: ClaimEvent['type'];
  /** Default: the newest version of the type. */
  readonly version?: number;
  /** Key of the authority. */
  readonly authority: string;
  /** When it was so in the world. */
  readonly occurred: PartialDate;
  /** From when it was public. */
  readonly known: Known;
  /** Who says so, and where. */
  readonly source: Source;
  /** As the schema of the event type has it. */
  readonly data: Readonly<Record<string, unknown>>;
  /** What is kept beside the claim and is no part of what it says; none unless given. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** A copy without the keys that hold nothing, at any depth: absent and undefined must hash alike. */
export function withoutAbsent<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutAbsent) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [key, withoutAbsent(inner)]),
  ) as T;
}

/**
 * A proposal from its parts: gives it its id and checks it against the catalogue.
 * @throws UnreadableRow where it does not fit, so that it goes to quarantine instead of the log.
 */
export function propose(parts: ClaimParts, locator: string): Proposal {
  const { source, metadata, ...rest } = parts;
  const content = withoutAbsent({
    ...rest,
    version: parts.version ?? eventType(parts.type)?.version ?? 1,
    source: { ...source, locator: source.locator ?? locator },
    ...(metadata && Object.keys(metadata).length > 0 ? { metadata } : {}),
  });
  try {
    const event = { id: claimId(content), ...content };
    return { event: validateClaim(event), locator, exact: false };
  } catch (error) {
    if (!isTimelineError(error)) throw error;
    throw new UnreadableRow('invalid_claim', error.message);
  }
}
