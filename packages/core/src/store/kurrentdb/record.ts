import { randomUUID } from 'node:crypto';
import type { EventEnvelope, Recorded } from '../../events/envelope.ts';
import { beginning } from '../../events/envelope.ts';
import type { PlacedEvent } from '../append.ts';
import { StoreDamaged } from '../errors.ts';
import type { ClientPosition, EventData } from './library.ts';
import { positionAt } from './positions.ts';

/** Of an event as the server gives it, what is used here; `created` is not, since reads cut it to whole seconds. */
export interface ServerEvent {
  readonly id: string;
  readonly streamId: string;
  readonly revision: bigint;
  readonly type: string;
  readonly data: unknown;
  readonly metadata?: unknown;
  readonly position?: ClientPosition | undefined;
}

/** What is kept beside each event in its metadata; other keys, such as `$traceId`, are left to those who add them. */
interface OurMetadata {
  readonly recorded: string;
  readonly contentHash: string;
  readonly chainHash: string;
}

/**
 * Events as they are sent. Each gets an id of its own for the server, other than the event's: the server takes two
 * appends with the same ids for one without comparing what they say, and our chain would then continue from hashes
 * that were never written. An id that stands for one attempt makes repeating it safe and nothing else the same.
 *
 * Metadata goes as bytes, which saves the client a way through base64 and back that takes longer than all of our
 * hashing; as an object where the client is `traced`, since the instrumentation adds members to it.
 */
export function toServer(placed: readonly PlacedEvent[], traced: boolean): EventData[] {
  return placed.map(({ type, text, recorded, contentHash, chainHash }) => ({
    id: randomUUID(),
    contentType: 'application/json',
    type,
    data: JSON.parse(text) as Record<string, unknown>,
    metadata: carried({ recorded, contentHash, chainHash }, traced),
  }));
}

const encoder = new TextEncoder();

function carried(metadata: OurMetadata, traced: boolean): Record<string, unknown> | Uint8Array {
  return traced ? { ...metadata } : encoder.encode(JSON.stringify(metadata));
}

/** True for what the server itself writes into a stream: the mark of its deletion. */
export function isServersOwn({ type }: ServerEvent): boolean {
  return type.startsWith('$');
}

/**
 * An event as readers get it. `prefix` is what begins the names of this log's streams on the server.
 * @throws StoreDamaged where something else than this engine wrote to the stream
 */
export function fromServer(event: ServerEvent, prefix: string): Recorded {
  const { data, metadata } = event;
  const stream = event.streamId.slice(prefix.length);
  const revision = Number(event.revision);
  const position = event.position === undefined ? beginning : positionAt(event.position);
  const { recorded, contentHash, chainHash } = (metadata ?? {}) as Partial<OurMetadata>;
  const whole =
    isEnvelope(data) &&
    typeof recorded === 'string' &&
    typeof contentHash === 'string' &&
    typeof chainHash === 'string';
  if (!whole || position === beginning) {
    throw new StoreDamaged(
      `Revision ${revision} of stream ${event.streamId} was not written by this program: it lacks an event, its time or its hashes.`,
      { position, stream, revision },
    );
  }
  return { event: data, stream, revision, position, recorded, contentHash, chainHash };
}

function isEnvelope(data: unknown): data is EventEnvelope {
  if (typeof data !== 'object' || data === null) return false;
  const { id, type } = data as Partial<EventEnvelope>;
  return typeof id === 'string' && typeof type === 'string';
}
