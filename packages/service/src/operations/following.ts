import type { Timeline } from '@monitoring-timeline/projections';
import type { FastifyBaseLogger } from 'fastify';
import { defer, retry, type Subscription } from 'rxjs';

/** After a failure the log is listened to again, after this many ms. */
const againAfterMs = 5000;

/**
 * Keeps the views current and issues notices as their causes come in, whether or not anybody is subscribed: so a notice is dated
 * when it was so, and how far behind the views are is known at any time.
 */
export class Following {
  readonly #timeline: Timeline;
  #subscription: Subscription | undefined;
  #caughtUp = false;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  /** True once the views have taken in all that the log held when they started. */
  get caughtUp(): boolean {
    return this.#caughtUp;
  }

  start(log: FastifyBaseLogger): void {
    const timeline = this.#timeline;
    this.#subscription = defer(() => timeline.issuing$)
      .pipe(
        retry({
          delay: (error) => {
            log.error({ err: error }, 'the views stopped and are started again');
            return new Promise((resolve) => setTimeout(resolve, againAfterMs).unref());
          },
        }),
      )
      .subscribe();
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
