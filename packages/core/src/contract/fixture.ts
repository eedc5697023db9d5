import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type {
  EventFilter,
  EventStore,
  Page,
  Position,
  Recorded,
  SubscriptionMessage,
} from '../index.ts';

/** What an engine gives the suite: a store, in use or not, and the end of it all. */
export interface StoreFixture {
  /** The log that the suite runs on; others may use it meanwhile. */
  readonly store: EventStore;
  /** A store of the same engine without any event; left out where the engine cannot give one. */
  readonly emptyStore?: () => Promise<EventStore>;
  /** How many pages of the log were read so far; left out where the engine cannot be watched at it. */
  readonly pagesRead?: () => number;
  /** Closes and removes everything the fixture made. */
  dispose(): Promise<void>;
}

/** Counts the pages that a store reads of its log, also those that it reads for its followers. */
export function pagesReadOf(store: EventStore): () => number {
  const reading = vi.spyOn(store, 'readAll');
  return () => reading.mock.calls.length;
}

/** Opens a store for one test of the suite. */
export type MakeFixture = () => Promise<StoreFixture>;

/** What an engine cannot do; a part of the suite that needs it is not run, and says so. */
export interface StoreCapabilities {
  /** `appendMany` is all or nothing across streams. */
  readonly atomic: boolean;
  /** `restore` into a store of its own. */
  readonly restores: boolean;
  /** It offers `readStreams` and `readTypes`; default false. */
  readonly folds?: boolean;
}

/** One test's view of a log that may be full of others' events: its own streams, and where it began. */
export class Workbench {
  readonly #fixture: StoreFixture;
  /** Begins the name of each of its streams, and of no other stream. */
  readonly prefix = `t${randomUUID()}-`;
  /** Where the log ended when the test began. */
  readonly start: Position;

  constructor(fixture: StoreFixture, start: Position) {
    this.#fixture = fixture;
    this.start = start;
  }

  get store(): EventStore {
    return this.#fixture.store;
  }

  stream(name = 'a'): string {
    return `${this.prefix}${name}`;
  }

  /** How many pages of the log were read so far. */
  get pagesRead(): (() => number) | undefined {
    return this.#fixture.pagesRead;
  }

  emptyStore(): Promise<EventStore> {
    const { emptyStore } = this.#fixture;
    if (emptyStore === undefined)
      throw new Error('this engine says that it restores, but gives no empty store');
    return emptyStore();
  }

  /** Ids of a stream, in order. */
  async ids(stream = this.stream()): Promise<string[]> {
    return (await this.store.readStream(stream)).map(({ event }) => event.id);
  }

  /** All pages from the start of the test on. */
  async pages(limit: number, filter: EventFilter = {}): Promise<Page[]> {
    const pages: Page[] = [];
    for (let after = this.start, atEnd = false; !atEnd; ) {
      const page = await this.store.readAll(after, {
        limit,
        filter: { streamPrefix: this.prefix, ...filter },
      });
      pages.push(page);
      ({ next: after, atEnd } = page);
    }
    return pages;
  }

  /** Own events in the log, from the start of the test on. */
  async all(filter: EventFilter = {}): Promise<Recorded[]> {
    return (await this.pages(100, filter)).flatMap(({ events }) => events);
  }
}

/** Opens a fixture before each test of the block, disposes of it afterwards, and gives the test's workbench. */
export function eachWithWorkbench(makeFixture: MakeFixture): () => Workbench {
  let fixture: StoreFixture | undefined;
  let workbench: Workbench | undefined;
  beforeEach(async () => {
    fixture = await makeFixture();
    workbench = new Workbench(fixture, (await fixture.store.head()).position);
  });
  afterEach(async () => {
    await fixture?.dispose();
    fixture = undefined;
  });
  return () => {
    if (workbench === undefined) throw new Error('the workbench exists only inside a test');
    return workbench;
  };
}

/** Asserts that a call is refused with a certain code, and gives the error. */
export async function refusal(
  call: Promise<unknown>,
  code: string,
): Promise<{
  /** The particulars of the error, by its class. */
  details: object;
}> {
  const error: unknown = await call.then(
    () => {
      throw new Error(`expected ${code}, but the call succeeded`);
    },
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ code });
  expect((error as Error).message).not.toBe('');
  return error as { details: object };
}

/** Collects the messages of a subscription and waits for what a test expects of them. */
export class Recorder {
  /** All that came, in order. */
  readonly messages: SubscriptionMessage[] = [];
  /** What the subscription failed with; undefined while it has not. */
  error: unknown;
  /** True once the subscription ended in order. */
  completed = false;
  readonly #waiting = new Set<() => void>();
  readonly #stop = new AbortController();

  constructor(follow: (signal: AbortSignal) => AsyncIterable<SubscriptionMessage>) {
    void this.#record(follow(this.#stop.signal));
  }

  /** The events that came, in order. */
  get events(): Recorded[] {
    return this.messages.flatMap((message) => (message.kind === 'events' ? message.events : []));
  }

  /** Their ids. */
  get ids(): string[] {
    return this.events.map(({ event }) => event.id);
  }

  /** True once the subscription said that it had reached the present. */
  get caughtUp(): boolean {
    return this.messages.some(({ kind }) => kind === 'caught-up');
  }

  /** Resolves once the condition holds; it is asked again after every message. */
  until(condition: (recorder: this) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (!condition(this)) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      check();
    });
  }

  /** Ends the subscription. */
  stop(): void {
    this.#stop.abort();
  }

  async #record(messages: AsyncIterable<SubscriptionMessage>): Promise<void> {
    try {
      for await (const message of messages) {
        if (this.#stop.signal.aborted) return;
        this.messages.push(message);
        this.#check();
      }
      this.completed = true;
    } catch (error) {
      this.error = error;
    }
    this.#check();
  }

  #check(): void {
    for (const check of [...this.#waiting]) check();
  }
}
