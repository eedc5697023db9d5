import { hash } from 'node:crypto';
import type { EventEnvelope, EventId, Recorded } from '../events/envelope.ts';
import { canonicalJson } from './canonical.ts';
import { InvalidRequest } from './errors.ts';
import type { Position } from './event-store.ts';

const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** Previous hash of the first event of a stream, and of the first event of the log. */
export const noHash = '';

/** An event as the log keeps it: its canonical text (RFC 8785) and the hash of what it says. */
export interface SealedEvent {
  readonly id: EventId;
  readonly type: string;
  readonly text: string;
  readonly contentHash: string;
}

/**
 * Canonical text and content hash of an event. The hash is SHA-256 over SHA-256(envelope) and SHA-256(data),
 * so that an envelope can be verified where its data is withheld. Metadata keys starting with `$` are kept
 * in the text but stay outside the hash (carriers add their own); metadata without any other key counts as none.
 * @throws InvalidRequest where the event cannot be written as JSON (a cycle, NaN, half a surrogate pair)
 */
export function seal(event: EventEnvelope): SealedEvent {
  let stored = '';
  let envelope = '';
  let data = 'null';
  // members are rendered one by one so that data, by far the longest, is rendered once for text and hash
  for (const key of Object.keys(event).sort()) {
    const value = canonical(event.id, event[key]);
    if (value === undefined) continue;
    const member = `,${JSON.stringify(key)}:${value}`;
    stored += member;
    if (key === 'data') data = value;
    else if (key !== 'metadata') envelope += member;
    else envelope += hashedMetadata(event.id, event.metadata ?? {});
  }
  return {
    id: event.id,
    type: event.type,
    text: `{${stored.slice(1)}}`,
    contentHash: sha256(sha256(`{${envelope.slice(1)}}`) + sha256(data)),
  };
}

function hashedMetadata(id: string, metadata: Readonly<Record<string, string>>): string {
  const hashed = Object.entries(metadata).filter(([key]) => !key.startsWith('$'));
  return hashed.length === 0
    ? ''
    : `,"metadata":${canonical(id, Object.fromEntries(hashed)) ?? '{}'}`;
}

function canonical(id: string, value: unknown): string | undefined {
  try {
    return canonicalJson(value);
  } catch (error) {
    throw new InvalidRequest(`Event ${id}`, `cannot be written as JSON: ${String(error)}`);
  }
}

/** Content hash of an event that was read; see `seal`. */
export function contentHashOf(event: EventEnvelope): string {
  return seal(event).contentHash;
}

/** Links an event to the one before it in its stream (`noHash` for the first). */
export function chainHashOf(previous: string, contentHash: string, recorded: string): string {
  return sha256(previous + contentHash + recorded);
}

/**
 * Hash of the whole log after one more event: over the hash before it, the stream's name and the event's
 * chain hash, so that neither the order across streams nor a stream's name can be changed unseen.
 */
export function headHashAfter(previous: string, stream: string, chainHash: string): string {
  return sha256(`${previous}${chainHash}${stream}`);
}

/** The last event of a stream, as far as the next one depends on it. */
export interface StreamTail {
  readonly revision: number;
  readonly chainHash: string;
}

/** The last event of a stream, as far as the next one can be checked against it. */
export interface TimedTail extends StreamTail {
  readonly recorded: string;
}

const recordedPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * Why an event, sealed as it was read, does not continue the log and its stream, or null where it does. `positionAfter` is given for
 * logs that number their events without a gap; without it positions only have to rise. Times must not go back along
 * a stream; across streams they are those of several writers' clocks, where a log has several.
 */
export function breakIn(
  recorded: Recorded,
  sealed: SealedEvent,
  end: Position,
  tail: TimedTail | undefined,
  positionAfter?: (position: Position) => Position,
): string | null {
  if (positionAfter !== undefined && recorded.position !== positionAfter(end)) {
    return `position ${recorded.position} stands where ${positionAfter(end)} belongs: an event before it is missing or out of order`;
  }
  if (recorded.position <= end) return `position ${recorded.position} does not follow ${end}`;
  return breakInStream(recorded, sealed, tail);
}

/** Why an event, sealed as it was read, does not continue its stream, or null where it does. */
export function breakInStream(
  recorded: Recorded,
  sealed: SealedEvent,
  tail: TimedTail | undefined,
): string | null {
  const revision = tail === undefined ? 0 : tail.revision + 1;
  if (recorded.revision !== revision) {
    return `revision ${recorded.revision} stands where ${revision} belongs: an event of this stream is missing or doubled`;
  }
  if (!recordedPattern.test(recorded.recorded)) {
    return `its recorded time "${recorded.recorded}" is not a UTC time of fixed width`;
  }
  if (tail !== undefined && recorded.recorded < tail.recorded) {
    return `its recorded time ${recorded.recorded} lies before ${tail.recorded}, that of the event before it in its stream`;
  }
  if (sealed.contentHash !== recorded.contentHash) {
    return 'its content does not have its content hash: the event was changed';
  }
  const chainHash = chainHashOf(tail?.chainHash ?? noHash, recorded.contentHash, recorded.recorded);
  if (chainHash !== recorded.chainHash) {
    return 'its chain hash does not follow from the event before it in its stream: one of the two was changed';
  }
  return null;
}
