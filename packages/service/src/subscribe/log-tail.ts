import {
  beginning,
  type EventStore,
  type Position,
  type Recorded,
  toPosition,
} from '@monitoring-timeline/core';
import { type EventsWanted, pull } from '@monitoring-timeline/projections';
import { defer, map, retry, type Subscription, switchMap, timer } from 'rxjs';
import { Pulse } from './pulse.ts';
import { Recent } from './recent.ts';

/** So many of the last events are at hand for every reader. */
const kept = 2000;
/** A page is looked for in no more than so many events of the store. */
const considered = 20_000;
const longestRetryMs = 30_000;

interface Item {
  readonly place: Position;
  readonly recorded: Recorded;
}

export interface EventsPage {
  readonly events: readonly Recorded[];
  readonly next: Position;
  readonly atEnd: boolean;
  readonly seen: number;
}

/**
 * One live subscription to the log for all who follow it in this process: it wakes them, and keeps the last events at hand so
 * that a thousand readers at the end cost one read. It listens while anybody does.
 */
export class LogTail {
  readonly #store: EventStore;
  readonly #pulse = new Pulse();
  #recent: Recent<Item> | undefined;
  #listening: Subscription | undefined;
  #readers = 0;

  constructor(store: EventStore) {
    this.#store = store;
  }

  /** Keeps the tail listening until the returned function is called. */
  follow(): () => void {
    this.#readers += 1;
    if (this.#readers === 1) this.#listen();
    let following = true;
    return () => {
      if (!following) return;
      following = false;
      this.#readers -= 1;
      if (this.#readers > 0) return;
      this.#listening?.unsubscribe();
      this.#listening = undefined;
      this.#recent = undefined;
    };
  }

  /** How often the log has grown while it was listened to. */
  get seen(): number {
    return this.#pulse.count;
  }

  /** Resolves when the log has grown since it was seen, or when the signal is aborted. */
  grown(seen: number, signal: AbortSignal): Promise<void> {
    return this.#pulse.moreThan(seen, signal);
  }

  /**
   * Wanted events after a position. What another process appended may be heard of a moment later; `atLeast` is a position up to
   * which it is read at once. @throws UnknownPosition, the errors of the store
   */
  async read(
    after: Position,
    wanted: EventsWanted,
    limit: number,
    atLeast: Position = beginning,
  ): Promise<EventsPage> {
    const seen = this.#pulse.count;
    const recent = this.#recent;
    const items = recent && recent.upTo >= atLeast ? recent.after(after) : undefined;
    if (!recent || !items) return this.#readStore(after, wanted, limit, seen);
    const events: Recorded[] = [];
    for (const { recorded } of items) {
      if (!passes(wanted, recorded)) continue;
      events.push(recorded);
      if (events.length === limit) {
        return { events, next: recorded.position, atEnd: false, seen };
      }
    }
    return { events, next: toPosition(recent.upTo), atEnd: true, seen };
  }

  async #readStore(
    after: Position,
    { filter, wants }: EventsWanted,
    limit: number,
    seen: number,
  ): Promise<EventsPage> {
    const events: Recorded[] = [];
    let next = after;
    for (let read = 0; read < considered; ) {
      const page = await this.#store.readAll(next, { filter, limit });
      for (const event of page.events) {
        if (!wants(event)) continue;
        events.push(event);
        if (events.length === limit) return { events, next: event.position, atEnd: false, seen };
      }
      next = page.next;
      read += page.events.length;
      if (page.atEnd) return { events, next, atEnd: true, seen };
    }
    return { events, next, atEnd: false, seen };
  }

  #listen(): void {
    const opened = defer(async () => {
      this.#recent ??= new Recent<Item>((await this.#store.head()).position, kept);
      // who read before this may have missed what came in between: they read once more
      this.#pulse.beat();
      return this.#recent;
    });
    const heard = opened.pipe(
      switchMap((recent) =>
        pull((signal) => this.#store.follow(toPosition(recent.upTo), { signal })).pipe(
          map((message) => ({ recent, message })),
        ),
      ),
      retryLater(),
    );
    this.#listening = heard.subscribe(({ recent, message }) => {
      const found = message.kind === 'events' ? message.events : [];
      const items = found.map((recorded) => ({ place: recorded.position, recorded }));
      recent.add(items, message.checkpoint);
      if (items.length > 0) this.#pulse.beat();
    });
  }
}

/** A store out of reach is asked again, ever more seldom; who reads it meanwhile is told by the read itself. */
function retryLater<T>() {
  return retry<T>({
    delay: (_error, count) => timer(Math.min(250 * 2 ** Math.min(count, 10), longestRetryMs)),
    resetOnSuccess: true,
  });
}

function passes({ filter, wants }: EventsWanted, recorded: Recorded): boolean {
  const { streamPrefix, types } = filter;
  if (streamPrefix !== undefined && !recorded.stream.startsWith(streamPrefix)) return false;
  if (types !== undefined && !types.includes(recorded.event.type)) return false;
  return wants(recorded);
}
