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

/** Messages of a page as they are written: each chunk is made when it is asked for, and once for all who are told of the page. */
export function* chunksOf(page: FeedPage): Generator<Chunk> {
  const { messages } = page;
  const chunks = chunked.get(page) ?? [];
  chunked.set(page, chunks);
  for (let [n, told] = [0, 0]; told < messages.length; n += 1) {
    const chunk = chunks[n] ?? chunkFrom(messages, told);
    chunks[n] = chunk;
    told = chunk.told;
    yield chunk;
  }
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
