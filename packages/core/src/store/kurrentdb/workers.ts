import type { Observable } from 'rxjs';
import { TimelineError } from '../../errors.ts';
import type { Recorded } from '../../events/envelope.ts';
import { delayOf } from './backoff.ts';
import type { Connection } from './connection.ts';
import { EndedWithoutError, gaveUpLooking, kindOf, textOf } from './failures.ts';
import type {
  PersistentSubscriptionToAll,
  PersistentSubscriptionToAllResolvedEvent,
} from './library.ts';
import type { ServerPosition } from './positions.ts';
import { filterOf } from './read.ts';
import { fromServer, isServersOwn, type ServerEvent } from './record.ts';
import { Status, type SubscriptionStatus } from './status.ts';

/** The group of workers was removed while somebody worked in it, or never made. */
export class NoSuchWorkers extends TimelineError {
  readonly code = 'NoSuchWorkers';

  constructor(group: string) {
    super(`There is no group of workers "${group}". Make it with \`ensure\` before work begins.`, {
      group,
    });
  }
}

/** How one process works in a group. */
export interface WorkOptions {
  /** Ends the work after the event under way. */
  readonly stop: AbortSignal;
  /** Events that the server hands out before the first is done; default 10. */
  readonly ahead?: number;
  /** How often an event is tried before it is parked; default 5. */
  readonly attempts?: number;
}

/** An event that no attempt could deal with, put aside until it is replayed. */
export interface Parked {
  /** The event. */
  readonly recorded: Recorded;
  /** What the last attempt failed with, in words; empty where the server kept none. */
  readonly reason: string;
}

/** What the server keeps for a group; see `makeGroup`. */
export interface GroupOptions {
  /** How long a worker may take over an event before another gets it, in ms; default 30,000. */
  readonly patience?: number;
  /** `beginning`, or only what comes after the group is made; default `beginning`. */
  readonly from?: 'beginning' | 'end';
}

/**
 * Workers that share the events of a log, kept by the server as a persistent subscription and pinned by stream: one
 * authority's events go to one worker as long as it lives.
 *
 * An event comes at least once, and may come again, late and out of order: after a failure, a time-out or a restart
 * of the server. So work must be what may be repeated, such as making an authority's answer again from its stream.
 * Use `follow` instead where every event counts once and in order: it keeps its own checkpoint, is gap-free and
 * has a status. Workers are for work that is heavier than one process can do.
 */
export class Workers {
  /** Name of the group on the server. */
  readonly group: string;
  readonly #connection: Connection;
  readonly #prefix: string;
  readonly #start: ServerPosition;
  readonly #status = new Status('stopped', 'nobody works');

  constructor(connection: Connection, group: string, prefix: string, start: ServerPosition) {
    this.#connection = connection;
    this.group = group;
    this.#prefix = prefix;
    this.#start = start;
  }

  /** How this process's own work stands. */
  get status(): Observable<SubscriptionStatus> {
    return this.#status.changes;
  }

  /** Makes the group unless it is there. @throws StoreUnavailable */
  async ensure({ patience = 30_000, from = 'beginning' }: GroupOptions = {}): Promise<void> {
    const settings = {
      resolveLinkTos: false,
      extraStatistics: false,
      messageTimeout: patience,
      maxRetryCount: 10,
      checkPointAfter: 2_000,
      checkPointLowerBound: 10,
      checkPointUpperBound: 1_000,
      maxSubscriberCount: 'unbounded' as const,
      liveBufferSize: 500,
      readBatchSize: 20,
      historyBufferSize: 500,
      consumerStrategyName: 'Pinned' as const,
      startFrom: from === 'end' ? ('end' as const) : this.#start,
    };
    await this.#ask('make a group of workers', () =>
      this.#connection.client.createPersistentSubscriptionToAll(this.group, settings, {
        filter: filterOf({ prefix: this.#prefix }),
      }),
    );
  }

  /**
   * Works until stopped: one event at a time, acknowledged when `handle` has dealt with it. One that fails is tried
   * again, and parked with its reason after so many attempts. Outlives the server as subscriptions do.
   * @throws NoSuchWorkers, StoreUnavailable where the server refuses for good
   */
  async work(handle: (recorded: Recorded) => Promise<void>, options: WorkOptions): Promise<void> {
    const { stop } = options;
    for (let attempt = 1; !stop.aborted; attempt += 1) {
      this.#connection.checkOpen();
      this.#status.become('connecting', attempt === 1 ? 'work begins' : 'the server was lost');
      const began = performance.now();
      const { client } = this.#connection;
      const lost = await this.#workOnce(handle, options);
      if (gaveUpLooking(lost)) await this.#connection.leader.renew(client);
      if (stop.aborted) break;
      const kind = kindOf(lost);
      if (kind === 'absent') throw new NoSuchWorkers(this.group);
      if (kind !== 'transient' && kind !== 'full') throw this.#connection.errorOf(lost, 'work');
      if (performance.now() - began > 10_000) attempt = 1;
      this.#status.become('backing-off', textOf(lost));
      await this.#connection.wait(delayOf(attempt, this.#connection.backOff, Math.random()), stop);
    }
    this.#status.become('stopped', 'the work was stopped');
  }

  /** What was parked, oldest first. @throws StoreUnavailable */
  parked(): Promise<readonly Parked[]> {
    const stream = `$persistentsubscription-$all::${this.group}-parked`;
    return this.#connection.call('read what was parked', async () => {
      const parked: Parked[] = [];
      try {
        const options = { resolveLinkTos: true, maxCount: 1_000 };
        for await (const { event, link } of this.#connection.client.readStream(stream, options)) {
          if (event === undefined) continue;
          const { reason = '' } = (link?.metadata ?? {}) as { reason?: string };
          parked.push({ recorded: fromServer(event, this.#prefix), reason });
        }
      } catch (error) {
        if (kindOf(error) !== 'missing') throw error;
      }
      return parked;
    });
  }

  /** Hands out again what was parked. @throws NoSuchWorkers, StoreUnavailable */
  replayParked(): Promise<void> {
    return this.#ask('replay what was parked', () =>
      this.#connection.client.replayParkedMessagesToAll(this.group),
    );
  }

  /** Ends the group and forgets how far it came. @throws StoreUnavailable */
  async remove(): Promise<void> {
    await this.#ask('remove a group of workers', () =>
      this.#connection.client.deletePersistentSubscriptionToAll(this.group),
    ).catch((error: unknown) => {
      if (!(error instanceof NoSuchWorkers)) throw error;
    });
  }

  async #ask(what: string, work: () => Promise<void>): Promise<void> {
    await this.#connection.call(what, async () => {
      try {
        await work();
      } catch (error) {
        if (kindOf(error) === 'absent') throw new NoSuchWorkers(this.group);
        if (kindOf(error) !== 'exists') throw error;
      }
    });
  }

  async #workOnce(
    handle: (recorded: Recorded) => Promise<void>,
    { stop, ahead = 10, attempts = 5 }: WorkOptions,
  ): Promise<unknown> {
    let subscription: PersistentSubscriptionToAll | undefined;
    const onStop = (): void => void subscription?.unsubscribe().catch(() => {});
    try {
      subscription = this.#connection.client.subscribeToPersistentSubscriptionToAll(this.group, {
        bufferSize: ahead,
      });
      subscription.on('error', () => {});
      subscription.on('confirmation', () =>
        this.#status.become('live', 'the server hands out work'),
      );
      stop.addEventListener('abort', onStop, { once: true });
      for await (const delivered of subscription) {
        if (stop.aborted) return undefined;
        await this.#deal(subscription, delivered, handle, attempts);
      }
      return new EndedWithoutError('the server ended the subscription');
    } catch (error) {
      return error;
    } finally {
      stop.removeEventListener('abort', onStop);
      await subscription?.unsubscribe().catch(() => {});
    }
  }

  async #deal(
    subscription: PersistentSubscriptionToAll,
    delivered: PersistentSubscriptionToAllResolvedEvent,
    handle: (recorded: Recorded) => Promise<void>,
    attempts: number,
  ): Promise<void> {
    const event = delivered.event as ServerEvent | undefined;
    if (event === undefined || isServersOwn(event)) {
      await subscription.ack(delivered);
      return;
    }
    try {
      await handle(fromServer(event, this.#prefix));
    } catch (error) {
      const over = delivered.retryCount + 1 >= attempts;
      await subscription.nack(over ? 'park' : 'retry', textOf(error), delivered);
      return;
    }
    await subscription.ack(delivered);
  }
}
