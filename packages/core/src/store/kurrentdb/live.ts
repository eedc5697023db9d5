import { whenAwakeFor } from '../../awake-timer.ts';
import type { Recorded } from '../../events/envelope.ts';
import { beginning } from '../../events/envelope.ts';
import type { Position } from '../event-store.ts';
import { LiveFeed, type LiveListener } from '../live-feed.ts';
import { delayOf } from './backoff.ts';
import type { Connection } from './connection.ts';
import { kindOf, textOf } from './failures.ts';
import type { AllStreamSubscription } from './library.ts';
import { positionAt } from './positions.ts';
import { filterOf } from './read.ts';
import { fromServer, isServersOwn, type ServerEvent } from './record.ts';
import { Status } from './status.ts';

/** A connection that held so long starts over with short waits when it is lost. */
const settledAfter = 10_000;

/**
 * News of the log, for all subscriptions of a store over one subscription of the server's. It takes what comes at
 * once, so the server never drops it for a slow consumer of ours, and keeps nothing: each subscription holds a
 * bounded number of events and reads the log again where there were more. Whenever the server is lost, by whatever
 * error or none, it asks again with growing waits; after each return it says that the log may have grown, and
 * subscriptions read on from where they are. So nothing is missed and nothing is given twice.
 */
export class LiveSource {
  readonly status = new Status('stopped', 'nobody is subscribed');
  readonly #connection: Connection;
  readonly #prefix: string;
  readonly #feed: LiveFeed;
  #stop: AbortController | undefined;

  constructor(connection: Connection, prefix: string) {
    this.#connection = connection;
    this.#prefix = prefix;
    this.#feed = new LiveFeed(
      () => this.#start(),
      () => this.#end('nobody is subscribed'),
    );
  }

  listen(listener: LiveListener): () => void {
    return this.#feed.listen(listener);
  }

  close(): void {
    this.#feed.publish({ kind: 'closed' });
    this.#end('the store was closed');
  }

  #end(reason: string): void {
    this.#stop?.abort();
    this.#stop = undefined;
    this.status.become('stopped', reason);
  }

  #start(): void {
    const stop = new AbortController();
    this.#stop = stop;
    void this.#supervise(stop.signal);
  }

  async #supervise(stop: AbortSignal): Promise<void> {
    for (let attempt = 1; !stop.aborted && !this.#connection.closed; attempt += 1) {
      this.status.become('connecting', attempt === 1 ? 'subscribed' : 'the server was lost');
      const began = performance.now();
      const lost = await this.#follow(stop);
      if (stop.aborted || this.#connection.closed) return;
      if (performance.now() - began > settledAfter) attempt = 1;
      this.status.become('backing-off', textOf(lost));
      if (kindOf(lost) === 'deleted') {
        this.#feed.publish({ kind: 'failed', error: this.#connection.errorOf(lost, 'subscribe') });
        return;
      }
      await this.#connection.wait(delayOf(attempt, this.#connection.backOff, Math.random()), stop);
    }
  }

  /** Follows the log until the server is lost or nobody listens; resolves with why. */
  async #follow(stop: AbortSignal): Promise<unknown> {
    const { client } = this.#connection.near;
    let subscription: AllStreamSubscription | undefined;
    const news = new Batches((after, upTo, events) =>
      this.#feed.publish(
        after === undefined ? { kind: 'grown' } : { kind: 'appended', after, upTo, events },
      ),
    );
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const onStop = (): void => resolve(undefined);
    stop.addEventListener('abort', onStop, { once: true });
    // a server that takes the call and says nothing
    const heard = whenAwakeFor(this.#connection.address.deadline, () =>
      resolve(new Error('the server does not confirm the subscription')),
    );
    try {
      subscription = client.subscribeToAll({
        fromPosition: 'end',
        filter: filterOf({ prefix: this.#prefix }),
      });
      subscription.on('error', resolve);
      subscription.on('end', () => resolve(new Error('the server ended the subscription')));
      subscription.on('close', () => resolve(new Error('the subscription was closed')));
      subscription.on('confirmation', () => {
        heard();
        this.status.become('live', 'the server confirmed the subscription');
        // what was appended before this moment is in the log, what comes after it comes here
        this.#feed.publish({ kind: 'grown' });
      });
      subscription.on('data', ({ event }: { readonly event?: ServerEvent }) => {
        if (event !== undefined) news.add(event, this.#prefix);
      });
      return await promise;
    } catch (error) {
      return error;
    } finally {
      heard();
      stop.removeEventListener('abort', onStop);
      news.stop();
      // an error after this one must find a listener too
      subscription?.on('error', () => {});
      await subscription?.unsubscribe().catch(() => {});
    }
  }
}

/** Collects events that come in one turn, and hands them on together with the position that they follow. */
class Batches {
  readonly #hand: (
    after: Position | undefined,
    upTo: Position,
    events: readonly Recorded[],
  ) => void;
  #after: Position | undefined;
  #events: Recorded[] = [];
  #upTo: Position = beginning;
  #waiting: NodeJS.Immediate | undefined;
  #stopped = false;

  constructor(
    hand: (after: Position | undefined, upTo: Position, events: readonly Recorded[]) => void,
  ) {
    this.#hand = hand;
  }

  add(event: ServerEvent, prefix: string): void {
    if (this.#stopped) return;
    this.#upTo = event.position ? positionAt(event.position) : this.#upTo;
    try {
      if (!isServersOwn(event)) this.#events.push(fromServer(event, prefix));
    } catch {
      // reading will say what is wrong with it, to the subscriber, at its place
      this.#after = undefined;
    }
    this.#waiting ??= setImmediate(() => this.#flush());
  }

  stop(): void {
    this.#stopped = true;
    clearImmediate(this.#waiting);
  }

  #flush(): void {
    this.#waiting = undefined;
    const [after, upTo, events] = [this.#after, this.#upTo, this.#events];
    this.#after = upTo;
    this.#events = [];
    this.#hand(after, upTo, events);
  }
}
