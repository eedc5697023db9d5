import { StoreUnavailable } from '@monitoring-timeline/core';
import type { Timeline } from '@monitoring-timeline/projections';
import type { FastifyBaseLogger } from 'fastify';
import { defer, type Subscription } from 'rxjs';
import { retryLater } from '../context/retry-later.ts';
import type { Reach } from '../health/reach.ts';

/**
 * Keeps the views current and issues notices as their causes come in, whether or not anybody is subscribed: so a notice is dated
 * when it was so, how far behind the views are is known at any time, and so is whether the log is within reach.
 */
export class Following {
  readonly #timeline: Timeline;
  readonly #reach: Reach;
  #subscription: Subscription | undefined;
  #caughtUp = false;

  constructor(timeline: Timeline, reach: Reach) {
    this.#timeline = timeline;
    this.#reach = reach;
  }

  /** True once the views have taken in all that the log held when they started. */
  get caughtUp(): boolean {
    return this.#caughtUp;
  }

  start(log: FastifyBaseLogger): void {
    const timeline = this.#timeline;
    this.#subscription = defer(() => timeline.issuing$)
      .pipe(
        retryLater((error) => {
          if (error instanceof StoreUnavailable) this.#reach.noteLost();
          log.error({ err: error }, 'the views stopped and are started again');
        }),
      )
      .subscribe(() => this.#reach.noteBack());
    timeline.whenCaughtUp().then(
      () => {
        this.#caughtUp = true;
      },
      (error: unknown) => log.error({ err: error }, 'the views could not catch up'),
    );
  }

  stop(): void {
    this.#subscription?.unsubscribe();
  }
}
