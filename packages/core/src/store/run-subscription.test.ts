import { describe, expect, it } from 'vitest';
import type { Recorded } from '../events/envelope.ts';
import type { Page, SubscriptionMessage } from './event-store.ts';
import { LiveFeed } from './live-feed.ts';
import { ordinalOf, positionOf } from './positions.ts';
import { runSubscription, type SubscriptionSource } from './run-subscription.ts';

function event(n: number): Recorded {
  return {
    event: { id: `id-${n}`, type: 'Sample', version: 1, data: {} },
    stream: 'a',
    revision: n - 1,
    position: positionOf(n),
    recorded: '',
    contentHash: '',
    chainHash: '',
  };
}

/** A log of a given length in pages of two that notes how it is used. */
class FakeLog implements SubscriptionSource {
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
    const from = ordinalOf(after);
    const to = Math.min(this.#length, from + 2);
    const events = Array.from({ length: to - from }, (_, n) => event(from + n + 1));
    return { events, next: positionOf(to), atEnd: to === this.#length };
  }

  listen(listener: Parameters<LiveFeed['listen']>[0]) {
    return this.feed.listen(listener);
  }
}

/** The messages until the subscription has caught up. */
function untilCaughtUp(log: FakeLog): Promise<SubscriptionMessage[]> {
  return new Promise((resolve, reject) => {
    const messages: SubscriptionMessage[] = [];
    const subscription = runSubscription(log, '').subscribe({
      next(message) {
        messages.push(message);
        if (message.kind !== 'caught-up') return;
        subscription.unsubscribe();
        resolve(messages);
      },
      error: reject,
    });
  });
}

describe('a running subscription', () => {
  it('does nothing before someone subscribes', () => {
    const log = new FakeLog(4);
    runSubscription(log, '');
    expect(log.feed.watched).toBe(false);
    expect(log.reads).toBe(0);
  });

  it('reads one page at a time', async () => {
    const log = new FakeLog(9);
    const messages = await untilCaughtUp(log);
    expect(messages.map(({ kind }) => kind)).toEqual([...Array(5).fill('events'), 'caught-up']);
    expect(log.mostAtOnce).toBe(1);
  });

  it('gives each subscriber the log from its own beginning', async () => {
    const log = new FakeLog(3);
    const both = await Promise.all([untilCaughtUp(log), untilCaughtUp(log)]);
    expect(both[0]).toEqual(both[1]);
    expect(both[0]).toHaveLength(3);
  });

  it('leaves room for other work between pages', async () => {
    const log = new FakeLog(200);
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 0);
    await untilCaughtUp(log);
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(0);
  });

  it('stops reading, listening and delivering once unsubscribed', async () => {
    const log = new FakeLog(1000);
    let received = 0;
    await new Promise<void>((resolve) => {
      const subscription = runSubscription(log, '').subscribe(() => {
        received += 1;
        if (received < 3) return;
        subscription.unsubscribe();
        resolve();
      });
    });
    const { reads } = log;
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(received).toBe(3);
    expect(log.reads).toBe(reads);
    expect(log.feed.watched).toBe(false);
    expect(log.signal?.aborted).toBe(true);
  });

  it('never hands over events inside the append that made them', async () => {
    const log = new FakeLog(0);
    const received: string[] = [];
    const caughtUp = Promise.withResolvers<void>();
    const live = Promise.withResolvers<void>();
    const subscription = runSubscription(log, '').subscribe((message) => {
      received.push(message.kind);
      if (message.kind === 'caught-up') caughtUp.resolve();
      else live.resolve();
    });
    await caughtUp.promise;
    log.feed.publish({ kind: 'appended', after: '', upTo: positionOf(1), events: [event(1)] });
    expect(received).toEqual(['caught-up']);
    await live.promise;
    expect(received).toEqual(['caught-up', 'events']);
    subscription.unsubscribe();
  });

  it('passes an error of the log to the subscriber', async () => {
    const log = new FakeLog(1);
    log.read = async () => {
      throw new Error('the disk is gone');
    };
    await expect(untilCaughtUp(log)).rejects.toThrow('the disk is gone');
  });

  it('keeps nothing waiting beyond its buffer for a subscriber that is slower than the log', async () => {
    const log = new FakeLog(50);
    const seen: number[] = [];
    const done = Promise.withResolvers<void>();
    const subscription = runSubscription(log, '', { bufferLimit: 3 }).subscribe((message) => {
      if (message.kind === 'caught-up') {
        if (seen.length === 50) done.resolve();
        return;
      }
      seen.push(...message.events.map(({ position }) => ordinalOf(position)));
    });
    for (let n = 1; n <= 50; n += 1) {
      log.feed.publish({
        kind: 'appended',
        after: positionOf(n - 1),
        upTo: positionOf(n),
        events: [event(n)],
      });
    }
    await done.promise;
    subscription.unsubscribe();
    expect(seen).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    expect(log.reads).toBeGreaterThan(20);
  });
});
