import { describe, expect, it } from 'vitest';
import { beginning, type Recorded, toPosition } from '../events/envelope.ts';
import { anId } from '../testing/claims.ts';
import type { Page, SubscriptionMessage } from './event-store.ts';
import { followLog, type LogSource } from './follow-log.ts';
import { LiveFeed } from './live-feed.ts';
import { ordinalOf, positionOf } from './positions.ts';

function event(n: number): Recorded {
  return {
    event: { id: anId(`id-${n}`), type: 'Sample', version: 1, data: {} },
    stream: 'a',
    revision: n - 1,
    position: positionOf(n),
    recorded: '',
    contentHash: '',
    chainHash: '',
  };
}

/** A log of a given length in pages of two that notes how it is used. */
class FakeLog implements LogSource {
  readonly feed = new LiveFeed();
  reads = 0;
  atOnce = 0;
  mostAtOnce = 0;
  signal: AbortSignal | undefined;
  readonly #length: number;

  constructor(length: number) {
    this.#length = length;
  }

  async read(after: string, signal: AbortSignal): Promise<Page> {
    this.signal = signal;
    this.reads += 1;
    this.atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
    await new Promise((resolve) => setImmediate(resolve));
    this.atOnce -= 1;
    const from = ordinalOf(toPosition(after));
    const to = Math.min(this.#length, from + 2);
    const events = Array.from({ length: to - from }, (_, n) => event(from + n + 1));
    return { events, next: positionOf(to), atEnd: to === this.#length };
  }

  listen(listener: Parameters<LiveFeed['listen']>[0]) {
    return this.feed.listen(listener);
  }
}

/** The messages until the end of the log as it is. */
async function untilCaughtUp(log: FakeLog): Promise<SubscriptionMessage[]> {
  const messages: SubscriptionMessage[] = [];
  for await (const message of followLog(log, beginning)) {
    messages.push(message);
    if (message.kind === 'caught-up') break;
  }
  return messages;
}

describe('a log that is followed', () => {
  it('does nothing before its first message is asked for', () => {
    const log = new FakeLog(4);
    followLog(log, beginning);
    expect(log.feed.watched).toBe(false);
    expect(log.reads).toBe(0);
  });

  it('reads one page at a time', async () => {
    const log = new FakeLog(9);
    const messages = await untilCaughtUp(log);
    expect(messages.map(({ kind }) => kind)).toEqual([...Array(5).fill('events'), 'caught-up']);
    expect(log.mostAtOnce).toBe(1);
  });

  it('gives each reader the log from its own beginning', async () => {
    const log = new FakeLog(3);
    const both = await Promise.all([untilCaughtUp(log), untilCaughtUp(log)]);
    expect(both[0]).toEqual(both[1]);
    expect(both[0]).toHaveLength(3);
  });

  it('leaves room for other work between pages', async () => {
    const log = new FakeLog(200);
    let turns = 0;
    let over = false;
    const turn = (): void => {
      turns += 1;
      if (!over) setImmediate(turn);
    };
    setImmediate(turn);
    await untilCaughtUp(log);
    over = true;
    expect(turns).toBeGreaterThan(0);
  });

  it('reads nothing while its reader is busy, and stops once that one leaves', async () => {
    const log = new FakeLog(1000);
    let received = 0;
    for await (const _ of followLog(log, beginning)) {
      received += 1;
      for (let turn = 0; turn < 10; turn += 1)
        await new Promise((resolve) => setImmediate(resolve));
      expect(log.reads).toBe(received);
      if (received === 3) break;
    }
    const { reads } = log;
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(log.reads).toBe(reads);
    expect(log.feed.watched).toBe(false);
    expect(log.signal?.aborted).toBe(true);
  });

  it('ends in order when its signal aborts, waiting for a page or for what is yet to come', async () => {
    for (const length of [1000, 0]) {
      const log = new FakeLog(length);
      const stop = new AbortController();
      const following = followLog(log, beginning, { signal: stop.signal });
      await following.next();
      const next = following.next();
      stop.abort();
      expect(await next).toEqual({ done: true, value: undefined });
      expect(log.feed.watched).toBe(false);
    }
  });

  it('ends when the log is closed, and with the error of a log that fails', async () => {
    const closed = new FakeLog(0);
    const ending = followLog(closed, beginning);
    await ending.next();
    const end = ending.next();
    closed.feed.publish({ kind: 'closed' });
    expect((await end).done).toBe(true);
    const broken = new FakeLog(0);
    const failing = followLog(broken, beginning);
    await failing.next();
    const failed = failing.next();
    broken.feed.publish({ kind: 'failed', error: new Error('the server is gone') });
    await expect(failed).rejects.toThrow('the server is gone');
    expect(broken.feed.watched).toBe(false);
  });

  it('never hands over events inside the append that made them', async () => {
    const log = new FakeLog(0);
    const following = followLog(log, beginning);
    expect((await following.next()).value?.kind).toBe('caught-up');
    let received = false;
    const next = following.next().then((message) => {
      received = true;
      return message;
    });
    log.feed.publish({
      kind: 'appended',
      after: beginning,
      upTo: positionOf(1),
      events: [event(1)],
    });
    expect(received).toBe(false);
    expect((await next).value?.kind).toBe('events');
    await following.return();
  });

  it('passes an error of the log to its reader', async () => {
    const log = new FakeLog(1);
    log.read = async () => {
      throw new Error('the disk is gone');
    };
    await expect(untilCaughtUp(log)).rejects.toThrow('the disk is gone');
  });

  it('keeps nothing waiting beyond its buffer for a reader that is slower than the log', async () => {
    const log = new FakeLog(50);
    const seen: number[] = [];
    const reading = (async () => {
      for await (const message of followLog(log, beginning, { bufferLimit: 3 })) {
        if (message.kind === 'events') {
          seen.push(...message.events.map(({ position }) => ordinalOf(position)));
        } else if (seen.length === 50) return;
      }
    })();
    for (let n = 1; n <= 50; n += 1) {
      log.feed.publish({
        kind: 'appended',
        after: positionOf(n - 1),
        upTo: positionOf(n),
        events: [event(n)],
      });
    }
    await reading;
    expect(seen).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    expect(log.reads).toBeGreaterThan(20);
  });
});
