import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FollowOptions, Page, Position, SubscriptionMessage } from './event-store.ts';
import type { LiveListener } from './live-feed.ts';
import {
  defaultBufferLimit,
  type SubscriptionEffect,
  type SubscriptionInput,
  subscriptionFrom,
  subscriptionStep,
} from './subscription.ts';

/** What an engine offers to those who follow its log. */
export interface LogSource {
  /** One page of filtered events; the signal says that nobody waits for it any more. */
  read(after: Position, signal: AbortSignal): Promise<Page>;
  /** Notices from now on, until the returned function is called. */
  listen(listener: LiveListener): () => void;
}

export interface FollowLogOptions extends FollowOptions {
  /** How many live events wait for a slow reader before the log is read again instead. */
  readonly bufferLimit?: number;
}

/**
 * The log as messages that are pulled: the next page is read when the reader asks for the next message, and not before, so a
 * slow reader slows the reading and holds one page. What is appended meanwhile waits in a bounded buffer, and in the log. Each
 * page is read in a turn of its own, so neither appends nor other work wait behind a long catch-up.
 *
 * It ends when the signal aborts, when its reader leaves and when the store is closed. @throws the errors of the engine
 */
export async function* followLog(
  source: LogSource,
  after: Position,
  { filter, signal, bufferLimit = defaultBufferLimit }: FollowLogOptions = {},
): AsyncGenerator<SubscriptionMessage, void, undefined> {
  let state = subscriptionFrom(after, filter, bufferLimit);
  const effects: SubscriptionEffect[] = [];
  const over = new AbortController();
  let woken = Promise.withResolvers<void>();
  let stopListening = (): void => {};

  const tell = (input: SubscriptionInput): void => {
    const [next, due] = subscriptionStep(state, input);
    state = next;
    effects.push(...due);
    // the log is closed or failed: nobody waits for a page of it any more
    if (state.phase === 'ended') over.abort();
    woken.resolve();
  };

  const end = (): void => {
    over.abort();
    woken.resolve();
  };
  signal?.addEventListener('abort', end, { once: true });

  try {
    tell({ kind: 'start' });
    while (!signal?.aborted) {
      const effect = effects.shift();
      switch (effect?.kind) {
        case undefined:
          await woken.promise;
          woken = Promise.withResolvers();
          break;
        case 'listen':
          stopListening = source.listen(tell);
          break;
        case 'read':
          await nextTurn();
          await source.read(effect.after, over.signal).then(
            (page) => tell({ kind: 'page', page }),
            (error: unknown) => tell({ kind: 'failed', error }),
          );
          break;
        case 'emit':
          yield effect.message;
          tell({ kind: 'emitted' });
          break;
        case 'fail':
          throw effect.error;
        case 'complete':
          return;
      }
    }
  } finally {
    signal?.removeEventListener('abort', end);
    over.abort();
    stopListening();
  }
}
