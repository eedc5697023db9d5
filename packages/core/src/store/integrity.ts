import { hash } from 'node:crypto';
import {
  canonicalHash,
  canonicalText,
  closeMembers,
  inOrder,
  surelyWithinLimits,
  takeOut,
  writeCanonical,
  writeName,
} from '../events/canonical.ts';
import type { EventEnvelope, EventId, Recorded } from '../events/envelope.ts';
import { InvalidRequest } from './errors.ts';
import type { Position } from './event-store.ts';

const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** SHA-256 of `null`: worked out here, every question would load what hashes. */
const nullHash = '74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b';

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
  return sealedAs(event, rendered(event));
}

/** As `seal`, for an event that is surely within the limits; undefined where that, or that it can be written, has to be asked. */
export function sealWithinLimits(event: EventEnvelope): SealedEvent | undefined {
  let members: Rendered;
  try {
    members = rendered(event);
  } catch {
    return undefined;
  }
  return surelyWithinLimits(members.end) ? sealedAs(event, members) : undefined;
}

function sealedAs(event: EventEnvelope, { data, metadata, ...members }: Rendered): SealedEvent {
  const { id, type } = event;
  const text = canonicalText(0, closeMembers(members.end));
  const dataHash = data ? canonicalHash(data.value, data.end) : nullHash;
  // what is not hashed with the envelope is taken out of it where it stands, from behind, so that everything is rendered once
  let end = members.end;
  if (metadata) {
    const keys = Object.keys(event.metadata ?? {});
    const hashed = keys.filter((key) => !key.startsWith('$'));
    if (hashed.length === 0) end = takeOut(metadata.from, metadata.end, end);
    else if (hashed.length < keys.length) {
      const kept = hashed.map((key) => [key, event.metadata![key]]);
      const bare = { ...event, metadata: Object.fromEntries(kept) };
      return { id, type, text, contentHash: contentHashOf(bare) };
    }
  }
  if (data) end = takeOut(data.from, data.end, end);
  const envelopeHash = canonicalHash(0, closeMembers(end));
  return { id, type, text, contentHash: sha256(envelopeHash + dataHash) };
}

/** Where a member begins among those of its object, where its value does, and where both end. */
interface Member {
  readonly from: number;
  readonly value: number;
  readonly end: number;
}

interface Rendered {
  readonly end: number;
  readonly data: Member | undefined;
  readonly metadata: Member | undefined;
}

function rendered(event: EventEnvelope): Rendered {
  let end = 0;
  let data: Member | undefined;
  let metadata: Member | undefined;
  try {
    for (const key of inOrder(Object.keys(event))) {
      const from = end;
      const value = writeName(from, key);
      const to = writeCanonical(value, event[key]);
      if (to === value) continue;
      end = to;
      if (key === 'data') data = { from, value, end };
      else if (key === 'metadata') metadata = { from, value, end };
    }
  } catch (error) {
    throw new InvalidRequest(`Event ${event.id}`, `cannot be written as JSON: ${String(error)}`);
  }
  return { end, data, metadata };
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
