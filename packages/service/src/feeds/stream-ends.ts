import { beginning, type EventStore, type Position } from '@monitoring-timeline/core';

/** How much a stream holds, and when it grew last. */
export interface StreamEnd {
  readonly events: number;
  readonly recorded: string;
}

/**
 * The ends of all streams. Both figures only ever grow with the log, and are the same in every process that reads it: what a calendar
 * needs to say that an entry was changed.
 */
export class StreamEnds {
  readonly #store: EventStore;
  readonly #ends = new Map<string, StreamEnd>();
  #reached: Position = beginning;
  #reading: Promise<void> = Promise.resolve();

  constructor(store: EventStore) {
    this.#store = store;
  }

  /** Reads what came since the last time, and then tells the end of a stream. */
  async upToNow(): Promise<(stream: string) => StreamEnd | undefined> {
    this.#reading = this.#reading.catch(() => undefined).then(() => this.#read());
    await this.#reading;
    return (stream) => this.#ends.get(stream);
  }

  async #read(): Promise<void> {
    for (;;) {
      const page = await this.#store.readAll(this.#reached);
      for (const { stream, recorded, revision } of page.events) {
        this.#ends.set(stream, { events: revision + 1, recorded });
      }
      this.#reached = page.next;
      if (page.atEnd) return;
    }
  }
}
