import {
  type Actor,
  beginning,
  type EventStore,
  operationsStream,
  type Position,
} from '@monitoring-timeline/core';
import { noteChange } from '../webhooks/change-webhook.ts';

const byLink: Actor = { kind: 'program', name: 'digests' };

/** Which digests their readers have switched off: it stands in the log, by ids that do not say whose they are. */
export class SwitchedOff {
  readonly #store: EventStore;
  readonly #off = new Set<string>();
  #after: Position = beginning;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(store: EventStore) {
    this.#store = store;
  }

  async has(digest: string): Promise<boolean> {
    const read = this.#reading.then(() => this.#read());
    this.#reading = read.catch(() => undefined);
    await read;
    return this.#off.has(digest);
  }

  /** Switches a digest off, or on again; nothing where it is so already. */
  async set(digest: string, off: boolean, now: number, by?: Actor): Promise<void> {
    if ((await this.has(digest)) === off) return;
    const because = by ? 'on the page of subscriptions' : 'by the link in a mail';
    const actor = by ?? byLink;
    const change = off ? 'paused' : 'resumed';
    await noteChange(this.#store, { actor, now }, digest, change, { kind: 'digest', because });
  }

  async #read(): Promise<void> {
    const filter = { streamPrefix: operationsStream, types: ['SubscriptionChanged'] };
    for (;;) {
      const page = await this.#store.readAll(this.#after, { filter });
      for (const { event } of page.events) {
        const { subscription, change } = event.data as unknown as {
          readonly subscription: string;
          readonly change: string;
        };
        if (change === 'paused') this.#off.add(subscription);
        else if (change === 'resumed') this.#off.delete(subscription);
      }
      this.#after = page.next;
      if (page.atEnd) return;
    }
  }
}
