import type { Recorded } from '../events/envelope.ts';
import type { Position } from './event-store.ts';

/** What an engine tells its subscriptions while it runs. */
export type LiveNotice =
  /** All events after `after` up to and including `upTo`, in order. */
  | {
      readonly kind: 'appended';
      readonly after: Position;
      readonly upTo: Position;
      readonly events: readonly Recorded[];
    }
  /** The log has grown; what by must be read. */
  | { readonly kind: 'grown' }
  /** The engine can no longer follow its log. */
  | { readonly kind: 'failed'; readonly error: unknown }
  /** The store was closed on purpose. */
  | { readonly kind: 'closed' };

export type LiveListener = (notice: LiveNotice) => void;

/** Tells every listener of an engine what happens to the log; an engine may start and stop work with the listeners. */
export class LiveFeed {
  readonly #listeners = new Set<LiveListener>();
  readonly #whenWatched: () => void;
  readonly #whenIdle: () => void;

  constructor(whenWatched: () => void = () => {}, whenIdle: () => void = () => {}) {
    this.#whenWatched = whenWatched;
    this.#whenIdle = whenIdle;
  }

  /** True where someone listens, so that a notice is worth making. */
  get watched(): boolean {
    return this.#listeners.size > 0;
  }

  /** Adds a listener and gives the function that removes it. */
  listen(listener: LiveListener): () => void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#whenWatched();
    return () => {
      if (this.#listeners.delete(listener) && this.#listeners.size === 0) this.#whenIdle();
    };
  }

  publish(notice: LiveNotice): void {
    for (const listener of [...this.#listeners]) listener(notice);
  }
}
