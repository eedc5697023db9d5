import { CheckpointOfAnotherHistory } from '@monitoring-timeline/core';
import { tendMs } from '@monitoring-timeline/core/shared-state';
import { StateMoved } from '@monitoring-timeline/core/state';
import { aborted, pull, schedulerOf } from '@monitoring-timeline/projections';
import {
  defer,
  filter,
  firstValueFrom,
  lastValueFrom,
  merge,
  repeat,
  Subject,
  startWith,
  switchMap,
  takeUntil,
  tap,
  timer,
} from 'rxjs';
import type { ServiceContext } from '../context/context.ts';
import { readable } from '../query/events-routes.ts';
import type { Feed } from '../subscribe/feed.ts';
import type { Hub } from '../subscribe/hub.ts';
import { interestIn } from '../subscribe/interest.ts';
import { backOffMs, givenUpAfterMs } from './back-off.ts';
import { type CallParts, callWebhook } from './call.ts';
import { noteChange } from './change-webhook.ts';
import { type Delivery, Queue } from './queue.ts';
import type { Webhook } from './webhook.ts';

/** So much waits in a queue before no more is taken from the feed, which remembers the rest. */
const queueLength = 10_000;
/** Deliveries of one webhook under way at one time, each of another authority. */
const atOnce = 4;
/** A webhook of which so much is parked is paused: nobody minds it. */
const parkedMost = 1000;
const pageSize = 100;
const retryMs = 5000;
const longestWaitMs = 3_600_000;

export interface WorkerParts extends Omit<CallParts, 'signal'> {
  readonly context: ServiceContext;
  readonly hub: Hub;
  /** Whether this process is the one that delivers, at this moment: one that stood still may not know yet that another took over. */
  readonly mayDeliver: () => boolean;
  /** Told why deliveries of the webhook stand still, once for each reason. */
  readonly onTrouble: (error: unknown, webhook: string) => void;
}

/** Delivers for one webhook until it is stopped: in order within each authority, whatever happens to the others. */
export class Worker {
  readonly #parts: WorkerParts;
  readonly #webhook: Webhook;
  readonly #stop = new AbortController();
  readonly #over: Promise<void>;
  readonly #inFlight = new Map<string, Promise<void>>();
  /** Told of each attempt that is over. */
  readonly #done$ = new Subject<void>();
  /** Why it stands still, as it was told; undefined once an attempt was noted, or what came was taken in and nothing is due. */
  #told: string | undefined;

  constructor(webhook: Webhook, parts: WorkerParts) {
    this.#webhook = webhook;
    this.#parts = parts;
    this.#over = this.#run();
  }

  /** As it was when the worker began. */
  get webhook(): Webhook {
    return this.#webhook;
  }

  /** Ends; attempts under way are cut off and will be made again. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#over;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    const { context } = this.#parts;
    while (!signal.aborted) {
      try {
        await this.#deliverAll();
      } catch (error) {
        if (error instanceof StateMoved) continue;
        if (!signal.aborted) this.#tell(error);
        if (error instanceof CheckpointOfAnotherHistory) {
          await this.#pause(
            `${error.message} Make the webhook again, with that as \`after\`.`,
          ).catch((failed: unknown) => this.#tell(failed));
        }
        if (!signal.aborted) await context.clock.sleep(retryMs, signal);
      } finally {
        await Promise.allSettled(this.#inFlight.values());
      }
    }
  }

  /** What stands still is tried again every few seconds: it is told when it begins, and when it is for another reason. */
  #tell(error: unknown): void {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    if (why === this.#told) return;
    this.#told = why;
    this.#parts.onTrouble(error, this.#webhook.id);
  }

  async #deliverAll(): Promise<void> {
    const { context, hub } = this.#parts;
    const { id, topic, filter } = this.#webhook;
    const { signal } = this.#stop;
    const queue = await Queue.open(context.state, context.store.id, id);
    const interest = await interestIn(topic, filter, context.timeline);
    const feed = hub.open({ ...interest, events: readable(interest.events, null) });
    const own = queue ?? (await this.#freshQueue(feed));
    const trouble = new AbortController();
    const next$ = defer(() => timer(this.#untilNext(own), schedulerOf(context.clock)));
    const turns$ = merge(
      pull((over) => this.#takeIn(own, feed, over)),
      this.#done$,
    ).pipe(
      startWith(undefined),
      switchMap(() => next$.pipe(repeat(), startWith(undefined))),
      tap(() => this.#begin(own, trouble)),
      takeUntil(aborted(AbortSignal.any([signal, trouble.signal]))),
    );
    await lastValueFrom(turns$, { defaultValue: undefined });
    trouble.signal.throwIfAborted();
  }

  /** Where the local state was dropped: what came since cannot be told from what was delivered, so it begins at the present end. */
  async #freshQueue(feed: Feed): Promise<Queue> {
    const { state, store } = this.#parts.context;
    await Queue.drop(state, this.#webhook.id);
    await Queue.create(state, store.id, this.#webhook.id, await feed.begin('now'));
    const queue = await Queue.open(state, store.id, this.#webhook.id);
    if (queue) return queue;
    throw new StateMoved('The queue of a webhook was dropped while it was made. Try again.');
  }

  /** Takes the feed into the queue page by page, as far as there is room. Yields after each. */
  async *#takeIn(queue: Queue, feed: Feed, over: AbortSignal): AsyncGenerator<void> {
    const begun = await feed.begin(queue.checkpoint);
    for await (const page of feed.pages(begun, pageSize, over)) {
      const room$ = this.#done$.pipe(
        startWith(undefined),
        filter(() => queue.size < queueLength),
        takeUntil(aborted(over)),
      );
      await firstValueFrom(room$, { defaultValue: undefined });
      if (over.aborted) return;
      if (page.messages.length > 0 || page.next !== queue.checkpoint) {
        await queue.take(page.messages, page.next, this.#parts.clock.now());
      }
      if (this.#isQuiet(queue)) this.#told = undefined;
      yield;
    }
  }

  /** True where what came could be taken in, and nothing of it is due. */
  #isQuiet(queue: Queue): boolean {
    const now = this.#parts.clock.now();
    return this.#inFlight.size === 0 && queue.heads().every(({ next }) => next > now);
  }

  /** Begins what is due, up to as many as may be under way. */
  #begin(queue: Queue, trouble: AbortController): void {
    if (!this.#parts.mayDeliver()) return;
    const now = this.#parts.clock.now();
    for (const delivery of queue.heads()) {
      if (this.#inFlight.size >= atOnce) break;
      if (delivery.next > now || this.#inFlight.has(delivery.lane)) continue;
      const attempt = this.#attempt(queue, delivery)
        .catch((error: unknown) => trouble.abort(error))
        .finally(() => {
          this.#inFlight.delete(delivery.lane);
          this.#done$.next();
        });
      this.#inFlight.set(delivery.lane, attempt);
    }
  }

  #untilNext(queue: Queue): number {
    // whoever gives out the right looks for it as often
    if (!this.#parts.mayDeliver()) return tendMs;
    const waiting = queue.heads().filter(({ lane }) => !this.#inFlight.has(lane));
    // what is due already waits for one under way to be done, not for the clock
    const nexts = waiting.map(({ next }) => next - this.#parts.clock.now()).filter((ms) => ms > 0);
    return Math.min(longestWaitMs, ...nexts);
  }

  async #attempt(queue: Queue, delivery: Delivery): Promise<void> {
    const { clock } = this.#parts;
    const { id: webhook, format, url } = this.#webhook;
    const { signal } = this.#stop;
    const body = await queue.body(delivery);
    if (body === undefined) throw new StateMoved('A delivery was taken out by another process.');
    const first = delivery.first ?? clock.now();
    // a process may have stood still since it began
    if (!this.#parts.mayDeliver()) return;
    const { outcome, waitMs } = await callWebhook(
      { webhook, format, url, id: delivery.id, body },
      { ...this.#parts, signal },
    );
    // cut off by us: it says nothing of the receiver, and will be made again
    if (signal.aborted && outcome.error !== null) return;
    if (outcome.error === null) {
      await queue.delivered(delivery, outcome);
      this.#told = undefined;
      this.#count('delivered');
      return;
    }
    const next = clock.now() + Math.max(waitMs, backOffMs(delivery.attempts + 1));
    const parked = next - first > givenUpAfterMs;
    if (parked) await queue.park(delivery, outcome);
    else await queue.failed(delivery, outcome, next, first);
    this.#told = undefined;
    this.#count(parked ? 'parked' : 'failed');
    if (outcome.status === 410) await this.#pause('The receiver answered 410: it is gone.');
    else if (parked && (await queue.parked()).length >= parkedMost) {
      await this.#pause(`${parkedMost} deliveries are parked. Replay them, then resume.`);
    }
  }

  #count(outcome: 'delivered' | 'failed' | 'parked'): void {
    this.#parts.context.metrics.webhookDeliveries.inc({ outcome });
  }

  async #pause(because: string): Promise<void> {
    const { store } = this.#parts.context;
    const actor = { kind: 'program', name: 'webhooks' } as const;
    const now = this.#parts.clock.now();
    await noteChange(store, { actor, now }, this.#webhook.id, 'paused', { because });
    this.#stop.abort();
  }
}
