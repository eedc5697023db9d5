import { chunksOf } from './chunks.ts';
import { type EventStream, eventText } from './event-stream.ts';
import { type Feed, start } from './feed.ts';

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
  const heart = setInterval(() => {
    if (stream.waiting) return;
    if (at === told) stream.write(':\n\n').catch(end);
    else {
      told = at;
      stream.write(placeText(at, 'checkpoint')).catch(end);
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
    let caughtUp = false;
    for await (const page of feed.pages(from, pageSize, over.signal)) {
      for (const { bytes, checkpoint } of chunksOf(page)) {
        told = checkpoint;
        at = checkpoint;
        if (!(await stream.write(bytes))) return;
        if (over.signal.aborted) break;
      }
      if (over.signal.aborted) break;
      at = page.next;
      if (!page.atEnd || caughtUp) continue;
      caughtUp = true;
      told = at;
      if (!(await stream.write(placeText(at, 'caught-up')))) return;
    }
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
