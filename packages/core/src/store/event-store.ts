import type { EventEnvelope, EventId, Placed, Position, Recorded } from '../events/envelope.ts';

export { beginning, type Position } from '../events/envelope.ts';

/** What the writer believes of the stream: nothing, that it is empty, that it is not, or its last revision. */
export type Expected = 'any' | 'none' | 'exists' | number;

/** Where the events of an append stand. */
export interface AppendResult {
  /** Their stream. */
  readonly stream: string;
  /** Place of the first of them in it, from 0. */
  readonly firstRevision: number;
  /** Place of the last of them in it. */
  readonly lastRevision: number;
  /** Position of the last event of the append. */
  readonly position: Position;
  /** True where every event was already there and nothing was written. */
  readonly alreadyThere: boolean;
}

/** What is to be appended to one stream. */
export interface StreamWrite {
  /** Its name: 1 to 250 characters, no control characters, not beginning with a space or `$`. */
  readonly stream: string;
  /** At least one, in the order in which they are to stand. */
  readonly events: readonly EventEnvelope[];
  /** What the writer believes of it. */
  readonly expected: Expected;
}

/** Events of streams whose name starts with `streamPrefix`, or of the named types; both where both are given. */
export interface EventFilter {
  /** What the names of their streams begin with. */
  readonly streamPrefix?: string;
  /** Names of their types. */
  readonly types?: readonly string[];
}

/** What is read of the log at once. */
export interface ReadAllOptions {
  /** Most events of the page; default 512. */
  readonly limit?: number;
  /** Which events the page holds; default all. */
  readonly filter?: EventFilter;
  /** What is read decides something, so a copy of the log that may be behind does not do. */
  readonly decides?: boolean;
  /** All of the log is gone through, whatever was noted of parts that hold nothing of it: what is checked rests on no note. */
  readonly wholly?: boolean;
}

/** What whoever folds events of some types reads of the log at once. */
export interface ReadTypesOptions extends Pick<ReadAllOptions, 'limit'> {
  /** Which events the page holds: those of the types that it names. */
  readonly filter: EventFilter & {
    /** Types of events. */
    readonly types: readonly string[];
  };
}

/** What is followed, and until when. */
export interface FollowOptions {
  /** Which events are given; default all. Checkpoints also pass those that are not. */
  readonly filter?: EventFilter;
  /** Ends it, in order, also while it waits for what is yet to come. */
  readonly signal?: AbortSignal;
}

/** A part of the log. */
export interface Page<E extends Placed = Recorded> {
  /** Those that the filter lets through, oldest first. */
  readonly events: readonly E[];
  /** Where the next page starts: the last position considered, also when the filter let nothing through. */
  readonly next: Position;
  /** True where the page reached the end of the log as it was when read. */
  readonly atEnd: boolean;
}

/** Where a log ends. */
export interface Head {
  /** Position of the last event; `beginning` for an empty log. */
  readonly position: Position;
  /** How many events the log holds. */
  readonly events: number;
  /** How many streams hold an event. */
  readonly streams: number;
  /** Hash over all events in order; two stores with the same head hold the same log. */
  readonly hash: string;
}

/** What a follower is given: events, or that it has reached the present. */
export type SubscriptionMessage =
  | {
      /** Events came. */
      readonly kind: 'events';
      /** Those that the filter lets through, in the order of the log. */
      readonly events: readonly Recorded[];
      /** Where to go on from once they were dealt with. */
      readonly checkpoint: Position;
    }
  | {
      /** All that was in the log was given; it may come again. */
      readonly kind: 'caught-up';
      /** Where to go on from. */
      readonly checkpoint: Position;
    };

/**
 * The port that every engine implements; its promises are the suite in `contract`.
 *
 * Append is idempotent within a stream: where all ids are there with the same content the first result is
 * returned, whatever `expected` says; where only some are, `PartlyAppended` names them and nothing is written;
 * where an id is there with another content, `EventIdConflict`. Otherwise a wrong `expected` is
 * `WrongExpectedRevision`. Every event is validated against the catalogue before anything is written.
 */
export interface EventStore {
  /** Identity of this log, made once when the store is created. */
  readonly id: string;
  /**
   * Where the log was restored from a backup, its last event then: up to there it is the log that was backed up, and from there on
   * another. `beginning` or absent where it never was.
   */
  readonly restoredAt?: Position;
  /**
   * Writes events at the end of a stream. @throws InvalidEvent, InvalidRequest, WrongExpectedRevision, PartlyAppended,
   * EventIdConflict, StoreUnavailable, StoreFull
   */
  append(
    stream: string,
    events: readonly EventEnvelope[],
    options: { readonly expected: Expected },
  ): Promise<AppendResult>;
  /** All or nothing on memory and SQLite; per stream on engines that cannot (then run it again to finish). */
  appendMany(writes: readonly StreamWrite[]): Promise<readonly AppendResult[]>;
  /**
   * Events of one stream from a revision on (default 0), oldest first, at most `limit` (default all).
   * A stream that does not exist is empty.
   */
  readStream(
    stream: string,
    options?: { readonly from?: number; readonly limit?: number },
  ): Promise<readonly Recorded[]>;
  /**
   * How streams begin, by their names: of each that holds an event those before a revision, oldest first, which are made of what was read
   * as they are gone through. Offered by engines that read several together in less than one after the other.
   */
  readStreams?(
    streams: readonly string[],
    options: { readonly before: number },
  ): Promise<ReadonlyMap<string, Iterable<Placed>>>;
  /** Events after a position, oldest first, at most `limit` (default 512). */
  readAll(after: Position, options?: ReadAllOptions): Promise<Page>;
  /** The same of some types. Offered by engines that read events in less without their hashes. */
  readTypes?(after: Position, options: ReadTypesOptions): Promise<Page<Placed>>;
  /** The event at a position; undefined where none stands there. @throws UnknownPosition where the text is no position */
  at(position: Position): Promise<Recorded | undefined>;
  /** Names of the streams that start with a prefix and hold an event, in ascending order. */
  streams(prefix?: string): Promise<readonly string[]>;
  /** Which of these ids the stream holds. */
  known(stream: string, ids: readonly EventId[]): Promise<ReadonlySet<EventId>>;
  /**
   * The log from a checkpoint (exclusive) to the present and on, as messages that are pulled: pages of events, then
   * `caught-up` (which may come again), then what comes in. No event is missed or given twice. Nothing is read before it is
   * asked for, so whoever is slow holds one page (an engine may read one more ahead) and the log remembers the rest. Each
   * call follows by itself; leaving the loop, or aborting the signal, stops the work. It ends when the store is closed.
   * @throws UnknownPosition, the errors of the engine
   */
  follow(after: Position, options?: FollowOptions): AsyncIterable<SubscriptionMessage>;
  /** Where the log ends now. */
  head(): Promise<Head>;
  /**
   * Takes over events of another log with their `recorded`, in their order, into a store that is empty or ends
   * exactly where the first of them continues. Refuses (`RestoreRefused`) where positions or hashes do not fit.
   */
  restore(events: readonly Recorded[]): Promise<void>;
  /** Ends what follows the log, and lets go of it; the store can be asked nothing afterwards. */
  close(): Promise<void>;
}
