import { chunkAt } from './chunks.ts';
import { type EventStream, eventText } from './event-stream.ts';
import { type Feed, type FeedPage, start } from './feed.ts';

export interface TellingOptions {
  readonly feed: Feed;
  readonly from: string;
  readonly stream: EventStream;
  readonly heartbeatMs: number;
  /** Aborts when the service shuts down. */
  readonly closing: AbortSignal;
  /** Aborts when the log is out of reach. */
  readonly lost: AbortSignal;
  /** Asked at every heartbeat: whether the subscriber may go on listening. */
  readonly allowed: () => Promise<boolean>;
}

/** Why an answer ends whose feed cannot be read. */
const outOfReach = 'the log cannot be read at present';

/** Messages of one read: as many as are written before the next one. */
const pageSize = 100;

/**
 * Tells a subscriber what a feed gives, until it goes, is dropped, may no longer listen, the log is out of reach or the service ends. Each message carries its
 * checkpoint as id; `caught-up` says that all there was has been told, `checkpoint` that nothing wanted came up to it, `end` that the
 * service ends the answer and where to go on. @throws the errors of the feed
 */
export async function tell(options: TellingOptions): Promise<void> {
  const { feed, from, stream, heartbeatMs, closing, lost, allowed } = options;
  const over = new AbortController();
  const end = (): void => over.abort();
  let at = from;
  let told = from;
  let why = 'shutdown';
  let caughtUp = false;
  /** What a page holds from a chunk on, at once where there is room for it. */
  function tellPage(page: FeedPage, number: number): boolean | Promise<boolean> {
    for (let n = number, chunk = chunkAt(page, n); chunk; n += 1, chunk = chunkAt(page, n)) {
      told = chunk.checkpoint;
      at = chunk.checkpoint;
      const written = stream.write(chunk.bytes);
      if (typeof written !== 'boolean') {
        return written.then((there) => there && !over.signal.aborted && tellPage(page, n + 1));
      }
      if (!written || over.signal.aborted) return false;
    }
    at = page.next;
    if (!page.atEnd || caughtUp) return true;
    caughtUp = true;
    told = at;
    return stream.write(placeText(at, 'caught-up'));
  }
  const heart = setInterval(() => {
    if (stream.waiting) return;
    if (at === told) stream.write(':\n\n');
    else {
      told = at;
      stream.write(placeText(at, 'checkpoint'));
    }
    allowed().then((may) => {
      if (may) return;
      why = 'not allowed any more';
      end();
    }, end);
  }, heartbeatMs);
  const endLost = (): void => {
    why = outOfReach;
    end();
  };
  closing.addEventListener('abort', end, { once: true });
  lost.addEventListener('abort', endLost, { once: true });
  stream.gone.addEventListener('abort', end, { once: true });
  if (closing.aborted) end();
  else if (lost.aborted) endLost();
  try {
    await feed.take(from, pageSize, over.signal, (page) => tellPage(page, 0));
    stream.end(`retry: ${laterMs()}\n${placeText(at, 'end', { why })}`);
  } catch (error) {
    stream.end(`retry: ${laterMs()}\n${placeText(at, 'end', { why: outOfReach })}`);
    throw error;
  } finally {
    clearInterval(heart);
    closing.removeEventListener('abort', end);
    lost.removeEventListener('abort', endLost);
    stream.gone.removeEventListener('abort', end);
  }
}

/** A message that tells a place alone. */
function placeText(at: string, name: string, more: object = {}): string {
  const checkpoint = at === '' ? start : at;
  return eventText(checkpoint, JSON.stringify({ checkpoint, ...more }), name);
}

/** So that not all come back at once. */
function laterMs(): number {
  return 500 + Math.floor(Math.random() * 1500);
}
