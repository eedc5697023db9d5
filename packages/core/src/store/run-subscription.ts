import { Observable } from 'rxjs';
import type { EventFilter, Page, Position, SubscriptionMessage } from './event-store.ts';
import type { LiveListener } from './live-feed.ts';
import {
  defaultBufferLimit,
  type SubscriptionEffect,
  type SubscriptionInput,
  subscriptionFrom,
  subscriptionStep,
} from './subscription.ts';

/** What an engine offers for its subscriptions. */
export interface SubscriptionSource {
  /** One page of filtered events; the signal says that nobody waits for it any more. */
  read(after: Position, signal: AbortSignal): Promise<Page>;
  /** Notices from now on, until the returned function is called. */
  listen(listener: LiveListener): () => void;
}

export interface SubscriptionOptions {
  readonly filter?: EventFilter | undefined;
  readonly bufferLimit?: number;
}

/**
 * A subscription as a cold Observable: each subscriber has its own machine, one page read in flight, and gets
 * every message in a turn of its own, so neither appends nor other work wait behind a long catch-up.
 * Unsubscribing stops reading and listening; errors of the engine reach the subscriber; it completes when the
 * store is closed.
 */
export function runSubscription(
  source: SubscriptionSource,
  after: Position,
  { filter, bufferLimit = defaultBufferLimit }: SubscriptionOptions = {},
): Observable<SubscriptionMessage> {
  return new Observable((subscriber) => {
    let state = subscriptionFrom(after, filter, bufferLimit);
    let stopListening = (): void => {};
    const stop = new AbortController();

    const tell = (input: SubscriptionInput): void => {
      if (subscriber.closed) return;
      const [next, effects] = subscriptionStep(state, input);
      state = next;
      for (const effect of effects) perform(effect);
    };

    const inItsOwnTurn = (work: () => void): void => {
      setImmediate(() => {
        if (!subscriber.closed) work();
      });
    };

    const perform = (effect: SubscriptionEffect): void => {
      switch (effect.kind) {
        case 'listen':
          stopListening = source.listen(tell);
          break;
        case 'read':
          inItsOwnTurn(() => {
            source.read(effect.after, stop.signal).then(
              (page) => tell({ kind: 'page', page }),
              (error: unknown) => tell({ kind: 'failed', error }),
            );
          });
          break;
        case 'emit':
          inItsOwnTurn(() => {
            subscriber.next(effect.message);
            tell({ kind: 'emitted' });
          });
          break;
        case 'fail':
          subscriber.error(effect.error);
          break;
        case 'complete':
          subscriber.complete();
          break;
      }
    };

    subscriber.add(() => {
      stop.abort();
      stopListening();
    });
    tell({ kind: 'start' });
  });
}
