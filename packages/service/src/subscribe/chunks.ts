import { eventText } from './event-stream.ts';
import type { FeedMessage, FeedPage } from './feed.ts';

/** Messages put together for one write. */
export interface Chunk {
  readonly bytes: Buffer;
  /** The checkpoint after them. */
  readonly checkpoint: string;
  /** How many messages of the page are told with it, and before it. */
  readonly told: number;
}

/** Messages are put together up to this size, for fewer writes. */
const chunkSize = 16_384;

/** What a message is on the wire: made once for all who are told of it. */
const wire = new WeakMap<FeedMessage, Buffer>();
const chunked = new WeakMap<FeedPage, Chunk[]>();

/** A chunk of a page by its number, from 0; undefined after the last. Each is made when it is asked for, and once for all who are told of the page. */
export function chunkAt(page: FeedPage, number: number): Chunk | undefined {
  const chunks = chunked.get(page) ?? [];
  const made = chunks[number];
  if (made) return made;
  const told = number === 0 ? 0 : (chunkAt(page, number - 1)?.told ?? page.messages.length);
  if (told === page.messages.length) return undefined;
  const chunk = chunkFrom(page.messages, told);
  chunks[number] = chunk;
  chunked.set(page, chunks);
  return chunk;
}

function chunkFrom(messages: readonly FeedMessage[], from: number): Chunk {
  const parts: Buffer[] = [];
  let [size, told, checkpoint] = [0, from, ''];
  for (const message of messages.slice(from)) {
    const bytes = wireOf(message);
    parts.push(bytes);
    size += bytes.length;
    told += 1;
    checkpoint = message.checkpoint;
    if (size >= chunkSize) break;
  }
  const [only] = parts;
  return { bytes: only && parts.length === 1 ? only : Buffer.concat(parts), checkpoint, told };
}

function wireOf(message: FeedMessage): Buffer {
  const before = wire.get(message);
  if (before) return before;
  const bytes = Buffer.from(eventText(message.checkpoint, message.text));
  wire.set(message, bytes);
  return bytes;
}
