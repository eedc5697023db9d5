import { setImmediate } from 'node:timers/promises';
import {
  type AuthorityKey,
  beginning,
  type ClaimEvent,
  claimTypes,
  type EventStore,
} from '@monitoring-timeline/core';

/** So many events are looked through before others have their turn. */
const atOnce = 1000;
/** Events that are remembered, the first of the log; a place takes some hundred bytes. */
const mostKept = 200_000;

/** Whose the events are that rest on documents: the log is looked through once, and then only what came since. */
export class DocumentEvents {
  readonly #store: Pick<EventStore, 'readAll'>;
  readonly #authorities = new Map<string, AuthorityKey>();
  #after = beginning;
  #reading: Promise<void> | undefined;

  constructor(store: Pick<EventStore, 'readAll'>) {
    this.#store = store;
  }

  /** Undefined where no event of that id rests on a document, or too many do. */
  async authorityOf(id: string): Promise<AuthorityKey | undefined> {
    const known = this.#authorities.get(id);
    if (known !== undefined) return known;
    this.#reading ??= this.#readOn().finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
    return this.#authorities.get(id);
  }

  async #readOn(): Promise<void> {
    while (this.#authorities.size < mostKept) {
      const { events, next, atEnd } = await this.#store.readAll(this.#after, { limit: atOnce });
      for (const { event } of events) {
        if (!claimTypes.has(event.type)) continue;
        const { id, authority, source } = event as ClaimEvent;
        if (source.sha256 !== undefined) this.#authorities.set(id, authority);
      }
      this.#after = next;
      if (atEnd) return;
      await setImmediate();
    }
  }
}
