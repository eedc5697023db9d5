import type { EventStore, Recorded } from '@monitoring-timeline/core';
import { eventsOf } from './stream-pages.ts';

/** Events of the quarantine and of the operations may hold thousands of claims and files each. */
const pageSize = 50;

interface Kept<S> {
  readonly state: S;
  /** The revision that is read next. */
  next: number;
  /** Ends when the reading that was begun last has. */
  turn: Promise<void>;
}

/**
 * A fold of one stream that is kept for as long as its store is in use: the stream is read once, page by page, and from then on only
 * what came since. `take` must hold no more of an event than is asked of it later.
 */
export class KeptFold<S> {
  readonly #begin: () => S;
  readonly #take: (state: S, recorded: Recorded) => void;
  readonly #kept = new WeakMap<EventStore, Map<string, Kept<S>>>();

  constructor(begin: () => S, take: (state: S, recorded: Recorded) => void) {
    this.#begin = begin;
    this.#take = take;
  }

  /** The state up to the last event. It is shared, and goes on with the next call: take from it what is to stay. */
  async of(store: EventStore, stream: string): Promise<S> {
    const streams = this.#kept.get(store) ?? new Map<string, Kept<S>>();
    this.#kept.set(store, streams);
    const kept = streams.get(stream) ?? { state: this.#begin(), next: 0, turn: Promise.resolve() };
    streams.set(stream, kept);
    const read = kept.turn.then(() => this.#catchUp(store, stream, kept));
    kept.turn = read.catch(() => undefined);
    await read;
    return kept.state;
  }

  async #catchUp(store: EventStore, stream: string, kept: Kept<S>): Promise<void> {
    for await (const recorded of eventsOf(store, stream, { from: kept.next, pageSize })) {
      this.#take(kept.state, recorded);
      kept.next = recorded.revision + 1;
    }
  }
}
