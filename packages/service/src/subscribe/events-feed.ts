import { setImmediate } from 'node:timers/promises';
import {
  beginning,
  checkpointAt,
  checkpointOf,
  type EventStore,
  type Position,
  positionOfCheckpoint,
  positionWritten,
  type Recorded,
} from '@monitoring-timeline/core';
import { authorityOfStream, type EventsWanted } from '@monitoring-timeline/projections';
import type { Observable } from 'rxjs';
import type { CloudEvents } from './cloud-events.ts';
import { invalidCheckpoint } from './errors.ts';
import { type FeedMessage, type FeedPage, now } from './feed.ts';
import { FollowedFeed } from './followed-feed.ts';
import type { RecentEvents } from './recent-events.ts';
import type { SharedPages } from './shared-pages.ts';

/** A page is looked for in no more than so many events of the store. */
const considered = 20_000;

/** So many are read in one turn of the loop. */
const eventsOfTurn = 250;

/** Texts of events are made once for all who are told of them. */
const made = new WeakMap<Recorded, FeedMessage>();

export interface EventsFeedOptions {
  readonly store: EventStore;
  /** The last events, each time that something came in. */
  readonly recent$: Observable<RecentEvents>;
  readonly wanted: EventsWanted;
  /** The same for all who want the same. */
  readonly name: string;
  readonly pages: SharedPages;
  readonly cloudEvents: CloudEvents;
}

interface EventsPage {
  readonly events: readonly Recorded[];
  readonly next: Position;
  readonly atEnd: boolean;
}

/** The events of the log as they are taken in; a checkpoint is that of the log. */
export class EventsFeed extends FollowedFeed<RecentEvents> {
  readonly #options: EventsFeedOptions;
  /** Where the log ended when the reader came: caught up is who has all up to there, also of what another process appended. */
  #atLeast: Position = beginning;

  constructor(options: EventsFeedOptions) {
    super();
    this.#options = options;
  }

  protected get grown$(): Observable<RecentEvents> {
    return this.#options.recent$;
  }

  async begin(given: string | undefined): Promise<string> {
    const { store } = this.#options;
    const { position } = await store.head();
    this.#atLeast = position;
    if (given === undefined) return beginning;
    if (given === now) return checkpointOf(store, position);
    const after = await positionOfCheckpoint(store, given);
    if (after > position) {
      throw invalidCheckpoint(given, `this log ends at ${position || 'its beginning'}`);
    }
    await store.readAll(after, { limit: 1 });
    return checkpointOf(store, after);
  }

  /** Reads one page after the other: that which others are told of by now, at once. */
  protected reader(
    after: string,
    limit: number,
  ): (latest: RecentEvents | undefined) => FeedPage | Promise<FeedPage> {
    const { name, pages } = this.#options;
    const wanted = `${name} ${limit}`;
    let at = after;
    const reached = (page: FeedPage): FeedPage => {
      at = page.next;
      return page;
    };
    return (recent) => {
      if (!recent || recent.upTo < this.#atLeast) return this.#fromStore(at, limit).then(reached);
      const from = at;
      const page = pages.read(recent.upTo, from, wanted, () => this.#near(recent, from, limit));
      return page instanceof Promise ? page.then(reached) : reached(page);
    };
  }

  #near(recent: RecentEvents, after: string, limit: number): Promise<FeedPage> {
    const at = positionWritten(after);
    return recent.reaches(at)
      ? this.#told(this.#readRecent(recent, at, limit), after, recent)
      : this.#fromStore(after, limit);
  }

  async #fromStore(after: string, limit: number): Promise<FeedPage> {
    return this.#told(await this.#readStore(positionWritten(after), limit), after);
  }

  /** A page as it is told. */
  async #told(page: EventsPage, after: string, recent?: RecentEvents): Promise<FeedPage> {
    const { events, atEnd } = page;
    const moved = page.next !== positionWritten(after);
    const next = moved ? await this.#checkpoint(page, recent) : after;
    return { messages: events.map((event) => this.#message(event)), next, atEnd };
  }

  #readRecent(recent: RecentEvents, after: Position, limit: number): EventsPage {
    const { wanted } = this.#options;
    const events: Recorded[] = [];
    for (const recorded of recent.since(after)) {
      if (!passes(wanted, recorded)) continue;
      events.push(recorded);
      if (events.length === limit) return { events, next: recorded.position, atEnd: false };
    }
    return { events, next: recent.upTo, atEnd: true };
  }

  async #readStore(after: Position, limit: number): Promise<EventsPage> {
    const { store, wanted } = this.#options;
    const { filter, wants } = wanted;
    const events: Recorded[] = [];
    let next = after;
    for (let read = 0; read < considered; ) {
      const most = read === 0 ? Math.min(limit, eventsOfTurn) : eventsOfTurn;
      const page = await store.readAll(next, { filter, limit: most });
      for (const event of page.events) {
        if (!wants(event)) continue;
        events.push(event);
        if (events.length === limit) return { events, next: event.position, atEnd: false };
      }
      next = page.next;
      read += page.events.length;
      if (page.atEnd) return { events, next, atEnd: true };
      await setImmediate();
    }
    return { events, next, atEnd: false };
  }

  /** Up to where a page was considered: mostly an event that is at hand. */
  async #checkpoint({ events, next }: EventsPage, recent?: RecentEvents): Promise<string> {
    const last = events.at(-1);
    const there = last?.position === next ? last : recent?.at(next);
    return there ? checkpointAt(there) : checkpointOf(this.#options.store, next);
  }

  #message(recorded: Recorded): FeedMessage {
    const before = made.get(recorded);
    if (before) return before;
    const event = this.#options.cloudEvents.ofRecorded(recorded);
    const message = {
      checkpoint: checkpointAt(recorded),
      authority: authorityOfStream(recorded.stream) ?? null,
      event,
      text: JSON.stringify(event),
    };
    made.set(recorded, message);
    return message;
  }
}

function passes({ filter, wants }: EventsWanted, recorded: Recorded): boolean {
  const { streamPrefix, types } = filter;
  if (streamPrefix !== undefined && !recorded.stream.startsWith(streamPrefix)) return false;
  if (types !== undefined && !types.includes(recorded.event.type)) return false;
  return wants(recorded);
}
