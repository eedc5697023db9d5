import type { EventStore } from '@monitoring-timeline/core';
import { StateMoved } from '@monitoring-timeline/core/state';
import { conflateMap, type Timeline } from '@monitoring-timeline/projections';
import type { FastifyBaseLogger } from 'fastify';
import { auditTime, defer, filter, type Subscription } from 'rxjs';
import type { ServiceContext } from '../context/context.ts';
import { retryLater } from '../context/retry-later.ts';
import type { Reach } from '../health/reach.ts';

/** Of a shorter log everything is read at once. */
const worthIt = 1000;
/** So many events have to come in before it is kept anew. */
const keptAfter = 1000;
/** It is looked at no more often. */
const lookMs = 5000;

/**
 * Keeps what is worked out from the whole log beside it, for the next start: soon after the service has begun, when many events have
 * come in since, and when it ends. Where another process issues notices, that one keeps it.
 */
export class Keeping {
  readonly #timeline: Timeline;
  readonly #store: EventStore;
  readonly #reach: Reach;
  #subscription: Subscription | undefined;
  /** How many events the log held when it was kept last. */
  #kept = Number.NEGATIVE_INFINITY;

  constructor({ timeline, store, reach }: Pick<ServiceContext, 'timeline' | 'store' | 'reach'>) {
    this.#timeline = timeline;
    this.#store = store;
    this.#reach = reach;
  }

  start(log: FastifyBaseLogger): void {
    this.#subscription = defer(() => this.#timeline.issuing$)
      .pipe(
        retryLater(),
        auditTime(lookMs),
        filter(() => this.#timeline.noticeDuty() === 'issuing'),
        conflateMap(
          () => this.#keepAfter(keptAfter, log),
          (_, later) => later,
        ),
      )
      .subscribe();
  }

  /** Keeps what came in since; nothing where it was not begun, or another process keeps it. */
  async end(log: FastifyBaseLogger): Promise<void> {
    if (this.#subscription === undefined) return;
    this.#subscription.unsubscribe();
    if (this.#timeline.noticeDuty() === 'issuing') await this.#keepAfter(1, log);
  }

  /** What cannot be kept is worked out again by the next start: it hinders nobody. */
  async #keepAfter(many: number, log: FastifyBaseLogger): Promise<void> {
    // nobody waits at the end for a server that is away
    if (this.#reach.lost.aborted) return;
    try {
      const { events } = await this.#store.head();
      if (events < worthIt || events - this.#kept < many) return;
      await this.#timeline.keep();
      this.#kept = events;
    } catch (error) {
      if (error instanceof StateMoved) return;
      log.warn({ err: error }, 'what is worked out from the log could not be kept beside it');
    }
  }
}
