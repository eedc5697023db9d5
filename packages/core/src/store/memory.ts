import { randomUUID } from 'node:crypto';
import type { EventEnvelope, EventId, Recorded } from '../events/envelope.ts';
import {
  decideAppend,
  emptyLog,
  type HeldEvent,
  type LogState,
  type PlacedEvent,
  placeWrite,
  prepareWrite,
  recordedAt,
  resultOf,
  type StoreOptions,
  toRecorded,
} from './append.ts';
import { StoreUnavailable, UnknownPosition } from './errors.ts';
import type {
  AppendResult,
  EventStore,
  Expected,
  FollowOptions,
  Head,
  Page,
  Position,
  ReadAllOptions,
  StreamWrite,
  SubscriptionMessage,
} from './event-store.ts';
import { passes } from './filter.ts';
import { followLog } from './follow-log.ts';
import type { StreamTail, TimedTail } from './integrity.ts';
import { LiveFeed } from './live-feed.ts';
import { ordinalOf, positionAfter, positionOf } from './positions.ts';
import { defaultPageSize, wholeNumber } from './read-options.ts';
import { placeRestored } from './restore.ts';
import type { Verifiable } from './verify.ts';

interface Stream {
  readonly events: Recorded[];
  readonly byId: Map<string, Recorded>;
}

/** A log that lives as long as the process: for tests and for questions about a handful of files. */
export class MemoryStore implements EventStore, Verifiable {
  readonly id: string = randomUUID();
  readonly positionAfter = positionAfter;
  readonly #options: StoreOptions;
  readonly #log: Recorded[] = [];
  readonly #streams = new Map<string, Stream>();
  readonly #feed = new LiveFeed();
  #end: LogState = emptyLog;
  #closed = false;

  constructor(options: StoreOptions) {
    this.#options = options;
  }

  async append(
    stream: string,
    events: readonly EventEnvelope[],
    { expected }: { readonly expected: Expected },
  ): Promise<AppendResult> {
    const [result] = await this.appendMany([{ stream, events, expected }]);
    return result!;
  }

  async appendMany(writes: readonly StreamWrite[]): Promise<readonly AppendResult[]> {
    this.#checkOpen();
    const prepared = writes.map((write) => prepareWrite(write, this.#options.validate));
    const recorded = recordedAt(this.#options.now?.() ?? new Date(), this.#end);
    // nothing is kept before every write was decided, so that all are kept or none
    const staged: PlacedEvent[] = [];
    const stagedIn = new Map<string, Map<string, PlacedEvent>>();
    const tails = new Map<string, StreamTail>();
    let end = this.#end;
    const results = prepared.map((write) => {
      const { stream } = write;
      const tail = tails.get(stream) ?? this.#tail(stream);
      const held = new Map<string, HeldEvent>();
      for (const { id } of write.events) {
        const there = this.#streams.get(stream)?.byId.get(id) ?? stagedIn.get(stream)?.get(id);
        if (there) held.set(id, there);
      }
      const result = decideAppend(write, tail, held);
      if (result !== null) return result;
      const step = placeWrite(write, tail, end, recorded);
      end = step.end;
      tails.set(stream, step.tail);
      staged.push(...step.placed);
      const byId = stagedIn.get(stream) ?? new Map<string, PlacedEvent>();
      for (const event of step.placed) byId.set(event.id, event);
      stagedIn.set(stream, byId);
      return resultOf(stream, step.placed);
    });
    this.#keep(staged, end);
    return results;
  }

  async readStream(
    stream: string,
    { from = 0, limit }: { readonly from?: number; readonly limit?: number } = {},
  ): Promise<readonly Recorded[]> {
    this.#checkOpen();
    wholeNumber('from', from, 0);
    const until = limit === undefined ? undefined : from + wholeNumber('limit', limit, 1);
    return this.#streams.get(stream)?.events.slice(from, until) ?? [];
  }

  async readAll(
    after: Position,
    { limit = defaultPageSize, filter }: ReadAllOptions = {},
  ): Promise<Page> {
    this.#checkOpen();
    wholeNumber('limit', limit, 1);
    let ordinal = ordinalOf(after);
    if (ordinal > this.#log.length) throw new UnknownPosition(after, 'it lies beyond its end');
    const events: Recorded[] = [];
    for (; ordinal < this.#log.length && events.length < limit; ordinal += 1) {
      const recorded = this.#log[ordinal]!;
      if (passes(filter, recorded)) events.push(recorded);
    }
    return { events, next: positionOf(ordinal), atEnd: ordinal === this.#log.length };
  }

  async at(position: Position): Promise<Recorded | undefined> {
    this.#checkOpen();
    return this.#log[ordinalOf(position) - 1];
  }

  async streams(prefix = ''): Promise<readonly string[]> {
    this.#checkOpen();
    return [...this.#streams.keys()].filter((name) => name.startsWith(prefix)).sort();
  }

  async known(stream: string, ids: readonly EventId[]): Promise<ReadonlySet<EventId>> {
    this.#checkOpen();
    const held = this.#streams.get(stream)?.byId;
    return new Set(ids.filter((id) => held?.has(id)));
  }

  follow(after: Position, options: FollowOptions = {}): AsyncIterable<SubscriptionMessage> {
    const { filter } = options;
    return followLog(
      {
        read: (from) => this.readAll(from, filter ? { filter } : {}),
        listen: (listener) => {
          this.#checkOpen();
          return this.#feed.listen(listener);
        },
      },
      after,
      options,
    );
  }

  async head(): Promise<Head> {
    this.#checkOpen();
    const { position, events, streams, hash } = this.#end;
    return { position, events, streams, hash };
  }

  /** When the last event was recorded; empty for an empty log. */
  async recordedTo(): Promise<string> {
    this.#checkOpen();
    return this.#end.recorded;
  }

  async restore(events: readonly Recorded[]): Promise<void> {
    this.#checkOpen();
    const { placed, end } = placeRestored(
      events,
      this.#end,
      (stream) => this.#tail(stream),
      (stream, ids) => ids.filter((id) => this.#streams.get(stream)?.byId.has(id)),
      this.#options.validate,
    );
    this.#keep(placed, end);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#feed.publish({ kind: 'closed' });
  }

  #checkOpen(): void {
    if (this.#closed) throw new StoreUnavailable('The store is closed. Open one again to go on.');
  }

  #tail(name: string): TimedTail | undefined {
    return this.#streams.get(name)?.events.at(-1);
  }

  #keep(placed: readonly PlacedEvent[], end: LogState): void {
    if (placed.length === 0) return;
    const after = this.#end.position;
    const events = placed.map(toRecorded);
    for (const recorded of events) {
      this.#log.push(recorded);
      const stream: Stream = this.#streams.get(recorded.stream) ?? {
        events: [],
        byId: new Map(),
      };
      stream.events.push(recorded);
      stream.byId.set(recorded.event.id, recorded);
      this.#streams.set(recorded.stream, stream);
    }
    this.#end = end;
    this.#feed.publish({ kind: 'appended', after, upTo: end.position, events });
  }
}

/** An empty log in memory. Events are validated against the catalogue unless another check is given. */
export function createMemoryStore(options: StoreOptions = {}): MemoryStore {
  return new MemoryStore(options);
}
