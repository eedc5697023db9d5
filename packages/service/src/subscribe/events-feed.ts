import {
  beginning,
  type EventStore,
  type Position,
  type Recorded,
  toPosition,
} from '@monitoring-timeline/core';
import { authorityOfStream, type EventsWanted } from '@monitoring-timeline/projections';
import type { CloudEvents } from './cloud-events.ts';
import { invalidCheckpoint } from './errors.ts';
import { type Feed, type FeedMessage, type FeedPage, now } from './feed.ts';
import type { LogTail } from './log-tail.ts';

/** Texts of events are made once for all who are told of them. */
const made = new WeakMap<Recorded, FeedMessage>();

/** The events of the log as they are taken in; a checkpoint is a position. */
export class EventsFeed implements Feed {
  readonly #store: EventStore;
  readonly #tail: LogTail;
  readonly #wanted: EventsWanted;
  readonly #cloudEvents: CloudEvents;
  readonly #leave: () => void;
  /** Where the log ended when the reader came: caught up is who has all up to there. */
  #atLeast: Position = beginning;

  constructor(store: EventStore, tail: LogTail, wanted: EventsWanted, cloudEvents: CloudEvents) {
    this.#store = store;
    this.#tail = tail;
    this.#wanted = wanted;
    this.#cloudEvents = cloudEvents;
    this.#leave = tail.follow();
  }

  async begin(given: string | undefined): Promise<string> {
    const { position } = await this.#store.head();
    this.#atLeast = position;
    if (given === undefined) return beginning;
    if (given === now) return position;
    if (given > position) {
      throw invalidCheckpoint(given, `this log ends at ${position || 'its beginning'}`);
    }
    await this.#store.readAll(toPosition(given), { limit: 1 });
    return given;
  }

  async read(after: string, limit: number): Promise<FeedPage> {
    const { events, ...page } = await this.#tail.read(
      toPosition(after),
      this.#wanted,
      limit,
      this.#atLeast,
    );
    return { ...page, messages: events.map((event) => this.#message(event)) };
  }

  moved(seen: number, signal: AbortSignal): Promise<void> {
    return this.#tail.grown(seen, signal);
  }

  close(): void {
    this.#leave();
  }

  #message(recorded: Recorded): FeedMessage {
    const before = made.get(recorded);
    if (before) return before;
    const event = this.#cloudEvents.ofRecorded(recorded);
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
