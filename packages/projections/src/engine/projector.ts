import type { EventFilter, EventStore, Page, Position, Recorded } from '@monitoring-timeline/core';
import { Observable } from 'rxjs';

/** What one batch did to a projection. */
export interface Progress<S> {
  readonly state: S;
  readonly checkpoint: Position;
  readonly events: number;
  readonly caughtUp: boolean;
}

export interface ProjectionOptions<S> {
  readonly state: S;
  /** Folds one event in and returns the state; pure, or owning the state it was given. */
  readonly fold: (state: S, event: Recorded) => S;
  readonly after: Position;
  readonly filter?: EventFilter;
  readonly batch?: number;
}

/**
 * Folds the log into a state up to its present end: pulls a batch, folds it, emits, and only then pulls the next,
 * so that one batch is in flight and a slow subscriber slows the reading. An event type that the fold does not know
 * ends it with that error. Cold; unsubscribing stops the reading.
 */
export function project<S>(
  store: EventStore,
  { state: initial, fold, after, filter, batch = 1000 }: ProjectionOptions<S>,
): Observable<Progress<S>> {
  return new Observable((subscriber) => {
    let state = initial;
    let checkpoint = after;

    async function run(): Promise<void> {
      while (!subscriber.closed) {
        const page: Page = await store.readAll(checkpoint, {
          limit: batch,
          ...(filter ? { filter } : {}),
        });
        if (subscriber.closed) return;
        for (const event of page.events) state = fold(state, event);
        checkpoint = page.next;
        subscriber.next({ state, checkpoint, events: page.events.length, caughtUp: page.atEnd });
        if (page.atEnd) {
          subscriber.complete();
          return;
        }
      }
    }

    run().catch((error: unknown) => subscriber.error(error));
  });
}
