import type { StateEntry, StateStore } from '@monitoring-timeline/core/state';
import type { FeedMessage } from '../subscribe/feed.ts';

/** How an attempt went. */
export interface Outcome {
  /** ISO time stamp. */
  readonly at: string;
  /** Null where no answer came. */
  readonly status: number | null;
  readonly ms: number;
  /** Null where it was taken. */
  readonly error: string | null;
}

/** Something to be delivered, without its body, which is read when it is sent. */
export interface Delivery {
  /** Place in the order of delivery. */
  readonly place: string;
  /** The same at every attempt: whoever has it already leaves it. */
  readonly id: string;
  readonly type: string;
  /** What is delivered in order among itself: an authority. */
  readonly lane: string;
  readonly attempts: number;
  /** When it was tried first, and when it is tried next; ms since 1970. */
  readonly first: number | null;
  readonly next: number;
  readonly last: Outcome | null;
}

interface KeptDelivery extends Delivery {
  readonly body: string;
}

/** A line of the delivery log. */
export interface Attempt extends Outcome {
  readonly id: string;
  readonly type: string;
  readonly attempt: number;
  readonly parked: boolean;
}

/** So many attempts are remembered of a webhook. */
const logLength = 200;
const country = 'england';

/**
 * What a webhook has to deliver, in the local state: written in one transaction with the checkpoint of the feed that it came from, so that
 * nothing is lost or taken twice when the process ends. Another process that writes it makes the next write fail with `StateMoved`.
 */
export class Queue {
  readonly #state: StateStore;
  readonly #storeId: string;
  readonly #projection: string;
  readonly #pending = new Map<string, Delivery>();
  #writes: Promise<unknown> = Promise.resolve();
  #header = '';
  #count = 0;
  #checkpoint = '';
  #lastPlace = 0;
  #lastLine = 0;
  #firstLine = 1;

  constructor(state: StateStore, storeId: string, webhook: string) {
    this.#state = state;
    this.#storeId = storeId;
    this.#projection = projectionOf(webhook);
  }

  /** Makes the queue of a webhook, beginning after a checkpoint of its feed. */
  static async create(
    state: StateStore,
    storeId: string,
    webhook: string,
    checkpoint: string,
  ): Promise<void> {
    const header = { checkpoint: `0 ${checkpoint}`, storeId, version: '1' };
    await state.commit(projectionOf(webhook), { header, from: undefined });
  }

  /** The queue of a webhook as it was left; undefined where this state has none. */
  static async open(
    state: StateStore,
    storeId: string,
    webhook: string,
  ): Promise<Queue | undefined> {
    const queue = new Queue(state, storeId, webhook);
    return (await queue.#load()) ? queue : undefined;
  }

  /** How far the feed has been taken in. */
  get checkpoint(): string {
    return this.#checkpoint;
  }

  get size(): number {
    return this.#pending.size;
  }

  /** The first delivery of each lane, in their order: none that follows may go before it. */
  heads(): readonly Delivery[] {
    const heads = new Map<string, Delivery>();
    for (const delivery of this.#pending.values()) {
      if (!heads.has(delivery.lane)) heads.set(delivery.lane, delivery);
    }
    return [...heads.values()];
  }

  /** The body of a pending delivery. */
  async body({ place }: Delivery): Promise<string | undefined> {
    const text = await this.#state.get(this.#projection, `q${place}`);
    return text === undefined ? undefined : (JSON.parse(text) as KeptDelivery).body;
  }

  /** Takes messages of the feed up to a checkpoint. @throws StateMoved */
  take(messages: readonly FeedMessage[], checkpoint: string, now: number): Promise<void> {
    return this.#write(async () => {
      const kept = messages.map(({ event, text, authority }, index): KeptDelivery => {
        const place = placeText(this.#lastPlace + index + 1);
        const { id, type } = event;
        const lane = authority ?? country;
        const begun = { attempts: 0, first: null, next: now, last: null };
        return { place, id, type, lane, ...begun, body: text };
      });
      await this.#commit({ put: kept.map(pendingEntry) }, checkpoint);
      this.#lastPlace += kept.length;
      for (const { body: _, ...delivery } of kept) this.#pending.set(delivery.place, delivery);
    });
  }

  /** Notes that a delivery was taken. @throws StateMoved */
  delivered(delivery: Delivery, outcome: Outcome): Promise<void> {
    return this.#write(async () => {
      const { put, remove } = this.#line(delivery, outcome, false);
      await this.#commit({ put, remove: [...remove, `q${delivery.place}`] });
      this.#noted(delivery);
    });
  }

  /** Notes that a delivery was not taken, and when it is tried again. @throws StateMoved */
  failed(delivery: Delivery, outcome: Outcome, next: number, first: number): Promise<void> {
    return this.#write(async () => {
      const again = {
        ...delivery,
        attempts: delivery.attempts + 1,
        first,
        next,
        last: outcome,
      };
      const body = (await this.body(delivery)) ?? '';
      const { put, remove } = this.#line(delivery, outcome, false);
      await this.#commit({ put: [...put, pendingEntry({ ...again, body })], remove });
      this.#noted(delivery, again);
    });
  }

  /** Takes a delivery out of the way of those after it; it waits to be replayed. @throws StateMoved */
  park(delivery: Delivery, outcome: Outcome): Promise<void> {
    return this.#write(async () => {
      const body = (await this.body(delivery)) ?? '';
      const parked: KeptDelivery = {
        ...delivery,
        attempts: delivery.attempts + 1,
        last: outcome,
        body,
      };
      const { put, remove } = this.#line(delivery, outcome, true);
      const entry = { key: `x${delivery.place}`, value: JSON.stringify(parked) };
      await this.#commit({ put: [...put, entry], remove: [...remove, `q${delivery.place}`] });
      this.#noted(delivery);
    });
  }

  /** Puts parked deliveries at the end of their lanes again; all of them without ids. @throws StateMoved */
  replay(ids: readonly string[] | undefined, now: number): Promise<number> {
    return this.#write(async () => {
      const parked = await this.#entries('x');
      const wanted = parked.filter(({ id }) => ids === undefined || ids.includes(id));
      if (wanted.length === 0) return 0;
      const again = wanted.map((delivery, index): KeptDelivery => {
        const place = placeText(this.#lastPlace + index + 1);
        return { ...delivery, place, attempts: 0, first: null, next: now };
      });
      const remove = wanted.map(({ place }) => `x${place}`);
      await this.#commit({ put: again.map(pendingEntry), remove });
      this.#lastPlace += again.length;
      for (const { body: _, ...delivery } of again) this.#pending.set(delivery.place, delivery);
      return again.length;
    });
  }

  /** What is parked, the longest first. */
  async parked(): Promise<readonly Delivery[]> {
    return (await this.#entries('x')).map(({ body: _, ...delivery }) => delivery);
  }

  /** The last attempts, the latest first. */
  async attempts(): Promise<readonly Attempt[]> {
    const entries = await this.#state.entries(this.#projection, { after: 'l' });
    return entries
      .filter(({ key }) => key.startsWith('l'))
      .map(({ value }) => JSON.parse(value) as Attempt)
      .reverse();
  }

  static async drop(state: StateStore, webhook: string): Promise<void> {
    await state.drop(projectionOf(webhook));
  }

  async #load(): Promise<boolean> {
    const header = await this.#state.header(this.#projection);
    if (!header || header.storeId !== this.#storeId) return false;
    const entries = await this.#state.entries(this.#projection);
    this.#header = header.checkpoint;
    const [count = '0'] = header.checkpoint.split(' ', 1);
    this.#count = Number(count);
    this.#checkpoint = header.checkpoint.slice(count.length + 1);
    for (const { key, value } of entries) {
      const place = Number(key.slice(1));
      if (key.startsWith('l')) {
        if (this.#lastLine === 0) this.#firstLine = place;
        this.#lastLine = place;
        continue;
      }
      this.#lastPlace = Math.max(this.#lastPlace, place);
      if (!key.startsWith('q')) continue;
      const { body: _, ...delivery } = JSON.parse(value) as KeptDelivery;
      this.#pending.set(delivery.place, delivery);
    }
    return true;
  }

  async #entries(kind: 'x'): Promise<readonly KeptDelivery[]> {
    const entries = await this.#state.entries(this.#projection, { after: kind });
    return entries
      .filter(({ key }) => key.startsWith(kind))
      .map(({ value }) => JSON.parse(value) as KeptDelivery);
  }

  /** One write after the other: each continues from the checkpoint of the one before. */
  #write<T>(work: () => Promise<T>): Promise<T> {
    const write = this.#writes.then(work);
    this.#writes = write.catch(() => undefined);
    return write;
  }

  async #commit(
    change: { readonly put?: readonly StateEntry[]; readonly remove?: readonly string[] },
    checkpoint = this.#checkpoint,
  ): Promise<void> {
    const next = `${this.#count + 1} ${checkpoint}`;
    const header = { checkpoint: next, storeId: this.#storeId, version: '1' };
    await this.#state.commit(this.#projection, { header, from: this.#header, ...change });
    this.#header = next;
    this.#count += 1;
    this.#checkpoint = checkpoint;
  }

  #line(
    { id, type, attempts }: Delivery,
    outcome: Outcome,
    parked: boolean,
  ): { readonly put: readonly StateEntry[]; readonly remove: readonly string[] } {
    const line: Attempt = { ...outcome, id, type, attempt: attempts + 1, parked };
    const key = `l${placeText(this.#lastLine + 1)}`;
    const full = this.#lastLine + 1 - this.#firstLine >= logLength;
    const remove = full ? [`l${placeText(this.#firstLine)}`] : [];
    return { put: [{ key, value: JSON.stringify(line) }], remove };
  }

  #noted({ place }: Delivery, again?: Delivery): void {
    this.#lastLine += 1;
    if (this.#lastLine - this.#firstLine >= logLength) this.#firstLine += 1;
    if (again) this.#pending.set(place, again);
    else this.#pending.delete(place);
  }
}

function projectionOf(webhook: string): string {
  return `webhook/${webhook}`;
}

function pendingEntry(delivery: KeptDelivery): StateEntry {
  return { key: `q${delivery.place}`, value: JSON.stringify(delivery) };
}

function placeText(place: number): string {
  return String(place).padStart(12, '0');
}
