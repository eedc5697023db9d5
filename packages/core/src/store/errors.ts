import { TimelineError } from '../errors.ts';
import type { Expected, Position } from './event-store.ts';

const list = (ids: readonly string[]): string =>
  ids.length <= 5 ? ids.join(', ') : `${ids.slice(0, 5).join(', ')} and ${ids.length - 5} more`;

/** Revision of the last event of a stream, or `none` where the stream is empty. */
export type StreamEnd = number | 'none';

/** The stream is not where the writer believed it to be; nothing was written. */
export class WrongExpectedRevision extends TimelineError {
  readonly code = 'WrongExpectedRevision';
  /** Which stream. */
  readonly stream: string;
  /** What the writer believed of it. */
  readonly expected: Expected;
  /** Where it ends. */
  readonly actual: StreamEnd;

  constructor(stream: string, expected: Expected, actual: StreamEnd) {
    const wanted: Record<string, string> = {
      none: 'an empty stream',
      exists: 'a stream with events',
    };
    const expectation = wanted[expected] ?? `its last revision to be ${expected}`;
    const found = actual === 'none' ? 'it is empty' : `its last revision is ${actual}`;
    super(
      `Stream ${stream}: expected ${expectation}, but ${found}. Read the stream, decide again and append with the revision you read.`,
      { stream, expected, actual },
    );
    this.stream = stream;
    this.expected = expected;
    this.actual = actual;
  }
}

/** Some events of an append are in the stream and some are not; nothing was written. */
export class PartlyAppended extends TimelineError {
  readonly code = 'PartlyAppended';
  /** Which stream. */
  readonly stream: string;
  /** Ids that it holds, in the order of the append. */
  readonly present: readonly string[];
  /** Ids that it does not hold, in the order of the append. */
  readonly missing: readonly string[];

  constructor(stream: string, present: readonly string[], missing: readonly string[]) {
    super(
      `Stream ${stream} already holds ${list(present)}, but not ${list(missing)}. Append the missing events on their own.`,
      { stream, present, missing },
    );
    this.stream = stream;
    this.present = present;
    this.missing = missing;
  }
}

/** One event id with two contents; nothing was written. */
export class EventIdConflict extends TimelineError {
  readonly code = 'EventIdConflict';
  /** Which stream. */
  readonly stream: string;
  /** The id with two contents. */
  readonly eventId: string;

  constructor(stream: string, eventId: string, where: 'in the stream' | 'in the same append') {
    super(
      where === 'in the stream'
        ? `Stream ${stream} holds event ${eventId} with another content. Events are never changed: append a correction that names it.`
        : `Event ${eventId} stands twice in one append to stream ${stream}. Give each event its own id, or leave the repetition out.`,
      { stream, eventId, where },
    );
    this.stream = stream;
    this.eventId = eventId;
  }
}

/** Events of another log do not continue this one; nothing was written. */
export class RestoreRefused extends TimelineError {
  readonly code = 'RestoreRefused';

  constructor(place: { position: string; stream: string; revision: number }, reason: string) {
    super(
      `Cannot restore the event at position ${place.position} (${place.stream}, revision ${place.revision}): ${reason}. Restore a whole, unchanged export into an empty store, or import its events as ordinary ones.`,
      { ...place, reason },
    );
  }
}

/** A position that this log never gave out: another log's checkpoint, or not a position at all. */
export class UnknownPosition extends TimelineError {
  readonly code = 'UnknownPosition';

  constructor(position: string, reason: string) {
    super(
      `"${position}" is not a position of this log: ${reason}. Start from the beginning, or use the checkpoint that this store gave.`,
      { position, reason },
    );
  }
}

/** A call that no store could carry out: a bad stream name, limit or revision, or an event that is not JSON. */
export class InvalidRequest extends TimelineError {
  readonly code = 'InvalidRequest';

  constructor(place: string, reason: string) {
    super(`${place}: ${reason}`, { place, reason });
  }
}

/** The store cannot be reached or used as it stands; its content is not in doubt. */
export class StoreUnavailable extends TimelineError {
  readonly code = 'StoreUnavailable';

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(message, details, cause);
  }
}

/** The disk that the store is on has no room left. What was reported as written before is written. */
export class StoreFull extends TimelineError {
  readonly code = 'StoreFull';

  constructor(path: string, cause?: unknown) {
    super(
      `The disk of ${path} is full. The write under way was not done; what was written before it stands. Make room on that disk and run the same call again: what is there already is not written twice.`,
      { path },
      cause,
    );
  }
}

/** Where in the log a damage was met, as far as it is known. */
export interface DamagedPlace {
  /** Position of the event. */
  readonly position?: Position;
  /** Its stream. */
  readonly stream?: string;
  /** Its place in that stream, from 0. */
  readonly revision?: number;
}

/** What the store holds is not what was written to it. */
export class StoreDamaged extends TimelineError {
  readonly code = 'StoreDamaged';
  /** Where the damage was met; empty where that is not known. */
  readonly place: DamagedPlace;

  constructor(message: string, place: DamagedPlace = {}, cause?: unknown) {
    super(
      `${message} Keep the file, run verify to find the extent, and restore from an export or a backup.`,
      { ...place },
      cause,
    );
    this.place = place;
  }
}
