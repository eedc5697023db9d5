import {
  beginning,
  type EventStore,
  type Position,
  type Recorded,
} from '@monitoring-timeline/core';
import {
  authorityOfStream,
  type EventsWanted,
  followPages,
} from '@monitoring-timeline/projections';
import { type Observable, tap } from 'rxjs';
import type { CloudEvents } from './cloud-events.ts';
import { invalidCheckpoint } from './errors.ts';
import { type Feed, type FeedMessage, type FeedPage, now } from './feed.ts';
import type { RecentEvents } from './recent-events.ts';

/** A page is looked for in no more than so many events of the store. */
const considered = 20_000;

/** Texts of events are made once for all who are told of them. */
const made = new WeakMap<Recorded, FeedMessage>();

export interface EventsFeedOptions {
  readonly store: EventStore;
  /** The last events, each time that something came in. */
  readonly recent$: Observable<RecentEvents>;
  readonly wanted: EventsWanted;
  readonly cloudEvents: CloudEvents;
}

interface EventsPage {
  readonly events: readonly Recorded[];
  readonly next: Position;
  readonly atEnd: boolean;
}

/** The events of the log as they are taken in; a checkpoint is a position. */
export class EventsFeed implements Feed {
  readonly #options: EventsFeedOptions;
  /** Where the log ended when the reader came: caught up is who has all up to there, also of what another process appended. */
  #atLeast: Position = beginning;

  constructor(options: EventsFeedOptions) {
    this.#options = options;
  }

  async begin(given: string | undefined): Promise<string> {
    const { store } = this.#options;
    const { position } = await store.head();
    this.#atLeast = position;
    if (given === undefined) return beginning;
    if (given === now) return position;
    if (given > position) {
      throw invalidCheckpoint(given, `this log ends at ${position || 'its beginning'}`);
    }
    await store.readAll(given as Position, { limit: 1 });
    return given;
  }

  pages(after: string, limit: number, signal: AbortSignal): AsyncIterable<FeedPage> {
    let recent: RecentEvents | undefined;
    let at = after as Position;
    const read = async (): Promise<FeedPage> => {
      const { events, next, atEnd } = await this.#read(recent, at, limit);
      at = next;
      return { messages: events.map((event) => this.#message(event)), next, atEnd };
    };
    const grown$ = this.#options.recent$.pipe(
      tap((latest) => {
        recent = latest;
      }),
    );
    return followPages(read, grown$, signal);
  }

  async #read(
    recent: RecentEvents | undefined,
    after: Position,
    limit: number,
  ): Promise<EventsPage> {
    const { wanted } = this.#options;
    const near = recent && recent.upTo >= this.#atLeast ? recent.since(after) : undefined;
    if (!recent || !near) return this.#readStore(after, limit);
    const events: Recorded[] = [];
    for (const recorded of near) {
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
      const page = await store.readAll(next, { filter, limit });
      for (const event of page.events) {
        if (!wants(event)) continue;
        events.push(event);
        if (events.length === limit) return { events, next: event.position, atEnd: false };
      }
      next = page.next;
      read += page.events.length;
      if (page.atEnd) return { events, next, atEnd: true };
    }
    return { events, next, atEnd: false };
  }

  #message(recorded: Recorded): FeedMessage {
    const before = made.get(recorded);
    if (before) return before;
    const event = this.#options.cloudEvents.ofRecorded(recorded);
    const message = {
      checkpoint: recorded.position,
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
