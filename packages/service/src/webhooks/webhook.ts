import {
  beginning,
  type EventStore,
  operationsStream,
  type Position,
  type Recorded,
} from '@monitoring-timeline/core';
import type { InterestWords } from '../subscribe/interest.ts';
import type { WebhookFormat } from './formats.ts';

/** What a person sets of a webhook; its secret lies elsewhere. */
export interface WebhookSettings {
  readonly kind: 'webhook';
  readonly format: WebhookFormat;
  /** Where it calls; of a format whose address is a secret only the host, the rest lies elsewhere. */
  readonly url: string;
  readonly topic: string;
  readonly filter: InterestWords;
  readonly name: string | null;
}

/** A webhook as the log tells of it. */
export interface Webhook extends WebhookSettings {
  readonly id: string;
  readonly paused: boolean;
  /** Why it was paused, where a program did it. */
  readonly pausedBecause: string | null;
  readonly created: string;
  readonly createdBy: string;
  readonly changed: string;
  /** Place in the log of the last word about it. */
  readonly position: Position;
}

interface Changed {
  readonly subscription: string;
  readonly change:
    | 'created'
    | 'changed'
    | 'paused'
    | 'resumed'
    | 'removed'
    | 'secret_rotated'
    | 'replayed'
    | 'pinged';
  readonly settings?: Partial<WebhookSettings> & { readonly because?: string };
}

/**
 * Takes one event of the log into the webhooks by id; others change nothing. What came in with the log of another store says whom
 * that one calls: called from here as well, they would be told everything twice.
 */
export function foldWebhook(webhooks: Map<string, Webhook>, recorded: Recorded): void {
  const { event, position, stream } = recorded;
  if (event.type !== 'SubscriptionChanged' || stream !== operationsStream) return;
  if (event.metadata?.originRecorded !== undefined) return;
  const { subscription: id, change, settings = {} } = event.data as Changed & typeof event.data;
  if (change === 'pinged') return;
  const { because = null, ...set } = settings;
  const at = event.at as string;
  const before = webhooks.get(id);
  if (change === 'created') {
    const { kind, format = 'standard', url, topic, filter = {}, name = null } = set;
    if (before || kind !== 'webhook' || url === undefined || topic === undefined) return;
    const { name: createdBy } = event.actor as { readonly name: string };
    const told = { created: at, createdBy, changed: at, position };
    const running = { paused: false, pausedBecause: null };
    webhooks.set(id, { id, kind, format, url, topic, filter, name, ...running, ...told });
  } else if (change === 'removed') webhooks.delete(id);
  else if (before) {
    const next = { ...before, ...set, changed: at, position };
    if (change === 'paused') webhooks.set(id, { ...next, paused: true, pausedBecause: because });
    else if (change === 'resumed') {
      webhooks.set(id, { ...next, paused: false, pausedBecause: null });
    } else webhooks.set(id, next);
  }
}

/** The webhooks of a log, as it tells of them at present. */
export class WebhookBook {
  readonly #store: EventStore;
  readonly #webhooks = new Map<string, Webhook>();
  #after: Position = beginning;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(store: EventStore) {
    this.#store = store;
  }

  async all(): Promise<readonly Webhook[]> {
    const read = this.#reading.then(() => this.#read());
    this.#reading = read.catch(() => undefined);
    await read;
    return [...this.#webhooks.values()];
  }

  async get(id: string): Promise<Webhook | undefined> {
    await this.all();
    return this.#webhooks.get(id);
  }

  async #read(): Promise<void> {
    const filter = { streamPrefix: operationsStream, types: ['SubscriptionChanged'] };
    for (;;) {
      const page = await this.#store.readAll(this.#after, { filter });
      for (const event of page.events) foldWebhook(this.#webhooks, event);
      this.#after = page.next;
      if (page.atEnd) return;
    }
  }
}
