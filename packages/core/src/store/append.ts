import { checkForAppend, checkLogged } from '../events/catalogue.ts';
import type { EventEnvelope, Recorded } from '../events/envelope.ts';
import {
  EventIdConflict,
  InvalidRequest,
  PartlyAppended,
  WrongExpectedRevision,
} from './errors.ts';
import {
  type AppendResult,
  beginning,
  type Expected,
  type Position,
  type StreamWrite,
} from './event-store.ts';
import {
  chainHashOf,
  headHashAfter,
  noHash,
  type SealedEvent,
  type StreamTail,
  seal,
  sealWithinLimits,
} from './integrity.ts';
import { ordinalOf, positionOf } from './positions.ts';

/** What every engine may be given: the catalogue's check and the clock, both replaceable in tests. */
export interface StoreOptions {
  /** Checks each event before it is written, and throws where it does not fit; default `validateForAppend`. */
  readonly validate?: (event: unknown) => EventEnvelope;
  /** Gives the time that is recorded; default the machine's. */
  readonly now?: () => Date;
}

/** A write whose events were validated, rendered and hashed; nothing of it depends on the log. */
export interface PreparedWrite {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly SealedEvent[];
}

/** An event of the stream that has an id of the append. */
export interface HeldEvent {
  readonly revision: number;
  readonly position: Position;
  readonly contentHash: string;
}

/**
 * Checks and renders a write before any lock is taken.
 * @throws InvalidEvent where an event does not fit the catalogue
 * @throws InvalidRequest where the stream, the expectation or the list of events makes no sense
 * @throws EventIdConflict where one id stands twice in the write
 */
export function prepareWrite(
  { stream, events, expected }: StreamWrite,
  validate: (event: unknown) => EventEnvelope = checkForAppend,
): PreparedWrite {
  checkStreamName(stream);
  if (typeof expected === 'number' && !(Number.isSafeInteger(expected) && expected >= 0)) {
    throw new InvalidRequest(
      `Append to ${stream}`,
      `an expected revision is a whole number from 0, not ${expected}; use "none" for an empty stream`,
    );
  }
  if (events.length === 0) {
    throw new InvalidRequest(`Append to ${stream}`, 'it names no event; leave the append out');
  }
  const ids = new Set<string>();
  const sealed = events.map((event) => {
    const result = validate === checkForAppend ? sealChecked(event) : seal(validate(event));
    if (ids.has(result.id)) throw new EventIdConflict(stream, result.id, 'in the same append');
    ids.add(result.id);
    return result;
  });
  return { stream, expected, events: sealed };
}

/**
 * Checks an event as `checkForAppend` does, and seals it. Of nearly every one its text, which is written once, says that it is within the
 * limits; what else it holds need not be gone through for them.
 */
function sealChecked(event: EventEnvelope): SealedEvent {
  const sealed = sealWithinLimits(event);
  if (sealed === undefined) return seal(checkForAppend(event));
  const valid = checkLogged(event);
  return valid === event ? sealed : seal(valid);
}

/** @throws InvalidRequest where no engine could keep a stream of this name */
export function checkStreamName(stream: string): void {
  if (!/^[^\s$\p{Cc}][^\p{Cc}]{0,249}$/u.test(stream)) {
    throw new InvalidRequest(
      `Stream "${stream}"`,
      'a name has 1 to 250 characters, no control characters, and begins with neither a space nor $',
    );
  }
}

/**
 * What an append comes to: the first result where everything is already there, null where it is to be written.
 * `held` are the stream's events that have an id of the append.
 * @throws EventIdConflict, PartlyAppended, WrongExpectedRevision as the port says
 */
export function decideAppend(
  { stream, expected, events }: PreparedWrite,
  tail: StreamTail | undefined,
  held: ReadonlyMap<string, HeldEvent>,
): AppendResult | null {
  const present: HeldEvent[] = [];
  const missing: string[] = [];
  for (const event of events) {
    const there = held.get(event.id);
    if (there === undefined) missing.push(event.id);
    else if (there.contentHash === event.contentHash) present.push(there);
    else throw new EventIdConflict(stream, event.id, 'in the stream');
  }
  if (missing.length === 0) return firstResult(stream, present);
  if (present.length > 0) {
    const absent = new Set(missing);
    const ids = events.map(({ id }) => id);
    throw new PartlyAppended(
      stream,
      ids.filter((id) => !absent.has(id)),
      missing,
    );
  }
  if (!isExpected({ expected }, tail)) {
    throw new WrongExpectedRevision(stream, expected, tail === undefined ? 'none' : tail.revision);
  }
  return null;
}

/** True where a stream ends as a write expects it to. */
export function isExpected(
  { expected }: Pick<PreparedWrite, 'expected'>,
  tail: StreamTail | undefined,
): boolean {
  const actual = tail === undefined ? 'none' : tail.revision;
  return expected === 'any' || (expected === 'exists' ? actual !== 'none' : expected === actual);
}

function firstResult(stream: string, present: readonly HeldEvent[]): AppendResult {
  let [first, last] = [present[0]!, present[0]!];
  for (const event of present) {
    if (event.revision < first.revision) first = event;
    if (event.revision > last.revision) last = event;
  }
  return {
    stream,
    firstRevision: first.revision,
    lastRevision: last.revision,
    position: last.position,
    alreadyThere: true,
  };
}

/** The end of a log as an engine keeps it: what the next append is numbered, timed and hashed from. */
export interface LogState {
  readonly position: Position;
  readonly events: number;
  readonly streams: number;
  readonly hash: string;
  /** The latest `recorded` of all events, or empty. */
  readonly recorded: string;
}

export const emptyLog: LogState = {
  position: beginning,
  events: 0,
  streams: 0,
  hash: noHash,
  recorded: '',
};

/** An event with its place in the log, still as text. */
export interface PlacedEvent extends SealedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly recorded: string;
  readonly chainHash: string;
}

/** When the next event is recorded: now, but never before the event it follows. Fixed width, so text order is time order. */
export function recordedAt(now: Date, end: LogState): string {
  const time = now.toISOString();
  if (time < end.recorded) return end.recorded;
  return time;
}

/** Numbers, times and chains the events of a write that is to go after the end of the log and of its stream. */
export function placeWrite(
  write: PreparedWrite,
  tail: StreamTail | undefined,
  end: LogState,
  recorded: string,
): { readonly placed: readonly PlacedEvent[]; readonly end: LogState; readonly tail: StreamTail } {
  let revision = tail?.revision ?? -1;
  let chainHash = tail?.chainHash ?? noHash;
  let ordinal = ordinalOf(end.position);
  let headHash = end.hash;
  const placed = write.events.map((event): PlacedEvent => {
    revision += 1;
    ordinal += 1;
    chainHash = chainHashOf(chainHash, event.contentHash, recorded);
    headHash = headHashAfter(headHash, write.stream, chainHash);
    const { id, type, text, contentHash } = event;
    return {
      id,
      type,
      text,
      contentHash,
      stream: write.stream,
      revision,
      position: positionOf(ordinal),
      recorded,
      chainHash,
    };
  });
  return {
    placed,
    tail: { revision, chainHash },
    end: {
      position: positionOf(ordinal),
      events: end.events + placed.length,
      streams: end.streams + (tail === undefined ? 1 : 0),
      hash: headHash,
      recorded,
    },
  };
}

/** What an append that was written returns. */
export function resultOf(stream: string, placed: readonly PlacedEvent[]): AppendResult {
  const first = placed[0]!;
  const last = placed.at(-1)!;
  return {
    stream,
    firstRevision: first.revision,
    lastRevision: last.revision,
    position: last.position,
    alreadyThere: false,
  };
}

/** The event as readers get it, apart from whatever the writer still holds, and frozen where it is shared. */
export function toRecorded({ text, id: _, type: __, ...place }: PlacedEvent): Recorded {
  return Object.freeze({ event: freeze(JSON.parse(text) as EventEnvelope), ...place });
}

function freeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null) freeze(inner);
  }
  return Object.freeze(value);
}
