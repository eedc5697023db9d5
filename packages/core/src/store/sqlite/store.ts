import type { DatabaseSync } from 'node:sqlite';
import type { EventEnvelope, EventId, Placed, Recorded } from '../../events/envelope.ts';
import {
  decideAppend,
  type HeldEvent,
  isExpected,
  type LogState,
  type PlacedEvent,
  type PreparedWrite,
  placeWrite,
  prepareWrite,
  recordedAt,
  resultOf,
  type StoreOptions,
  toRecorded,
} from '../append.ts';
import { StoreDamaged, StoreUnavailable, UnknownPosition } from '../errors.ts';
import type {
  AppendResult,
  EventFilter,
  EventStore,
  Expected,
  FollowOptions,
  Head,
  Page,
  Position,
  ReadAllOptions,
  ReadTypesOptions,
  StreamWrite,
  SubscriptionMessage,
} from '../event-store.ts';
import { followLog } from '../follow-log.ts';
import type { TimedTail } from '../integrity.ts';
import { LiveFeed } from '../live-feed.ts';
import { ordinalOf, positionAfter, positionOf } from '../positions.ts';
import { defaultPageSize, wholeNumber } from '../read-options.ts';
import { placeRestored } from '../restore.ts';
import type { ComparedTexts, SealedText, StorageProblem, Verifiable } from '../verify.ts';
import {
  giveRoom,
  hasIndex,
  type Room,
  reading,
  transaction,
  translate,
  versionOf,
  whileBusy,
} from './connection.ts';
import type { EventIds } from './event-ids.ts';
import { EventRows } from './event-rows.ts';
import { restoredAtOf } from './restored.ts';
import { fewByType, namesFew } from './schema.ts';
import {
  type HeadRow,
  type PlacedRow,
  prepareStatements,
  type Statements,
  type TailRow,
} from './statements.ts';
import { StreamNumbers } from './stream-numbers.ts';
import { otherTexts } from './text-findings.ts';
import type { Stretches, TypeRuns } from './type-runs.ts';
import { Watcher } from './watcher.ts';

/** How many positions a filtered read considers at most before it gives a page back. */
const filterWindow = 4096;

/** From so many events on a commit is a large one. */
const manyEvents = 100;

/** A filter as statements take it. */
const filtering = ({ streamPrefix, types }: EventFilter) => ({
  prefix: streamPrefix ?? null,
  types: types ? JSON.stringify(types) : null,
});

/** Where to read after a place, of a log up to its last. */
type Where = (after: number, last: number) => Stretches;

interface Written<T> {
  readonly value: T;
  readonly placed: readonly PlacedEvent[];
  readonly start: LogState;
  readonly end: LogState;
}

/** How a log in a file is opened. */
export interface SqliteStoreOptions extends StoreOptions {
  /** Milliseconds between two looks at what other processes have appended; default 10. */
  readonly pollEvery?: number;
}

/** A log in one SQLite file, shared by any number of processes; see `openSqliteStore`. */
export class SqliteStore implements EventStore, Verifiable {
  readonly id: string;
  readonly restoredAt: Position;
  readonly positionAfter = positionAfter;
  readonly #path: string;
  readonly #db: DatabaseSync;
  readonly #options: SqliteStoreOptions;
  readonly #sql: Statements;
  readonly #fewByType: boolean;
  readonly #streams: StreamNumbers;
  readonly #rows: EventRows;
  readonly #feed: LiveFeed;
  readonly #watcher: Watcher;
  #room: Room = 'small';
  #ids: Promise<EventIds> | undefined;
  #runs: Promise<TypeRuns | undefined> | undefined;

  constructor(path: string, db: DatabaseSync, options: SqliteStoreOptions) {
    this.#path = path;
    this.#db = db;
    this.#options = options;
    this.#sql = prepareStatements(db);
    this.#fewByType = hasIndex(db, fewByType);
    this.#streams = new StreamNumbers(this.#sql);
    this.#rows = new EventRows(this.#sql, this.#streams, path);
    this.#watcher = new Watcher(this.#sql.dataVersion, options.pollEvery ?? 10);
    this.#feed = new LiveFeed(
      () => this.#watch(),
      () => this.#watcher.stop(),
    );
    const meta = db.prepare("SELECT value FROM meta WHERE key = 'store_id'").get() as
      | { value: string }
      | undefined;
    if (meta === undefined) throw new StoreDamaged(`${path} has lost its store id.`);
    this.id = meta.value;
    this.restoredAt = restoredAtOf(db);
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
    const eventIds = await this.#eventIds();
    return this.#write((start) => this.#appendAll(prepared, eventIds, start));
  }

  #appendAll(
    writes: readonly PreparedWrite[],
    eventIds: EventIds,
    start: LogState,
  ): Written<readonly AppendResult[]> {
    const recorded = recordedAt(this.#options.now?.() ?? new Date(), start);
    const placed: PlacedEvent[] = [];
    let end = start;
    const value = writes.map((write): AppendResult => {
      const number = this.#streams.find(write.stream);
      const tail = this.#tail(number, end);
      const ids = write.events.map(({ id }) => id);
      const held = heldBeforeAppend(eventIds, number, tail, ids, end);
      if (held.size > 0 || !isExpected(write, tail)) {
        const before = decideAppend(write, tail, held);
        if (before !== null) return before;
      }
      const step = placeWrite(write, tail, end, recorded);
      this.#rows.insert(step.placed);
      eventIds.add(this.#streams.findOrAdd(write.stream), tail, ids, step.tail);
      placed.push(...step.placed);
      end = step.end;
      return resultOf(write.stream, step.placed);
    });
    return { value, placed, start, end };
  }

  async restore(events: readonly Recorded[]): Promise<void> {
    this.#checkOpen();
    const eventIds = await this.#eventIds();
    await this.#write((start) => {
      const { placed, end } = placeRestored(
        events,
        start,
        (stream) => this.#tail(this.#streams.find(stream), start),
        (stream, ids) => {
          const number = this.#streams.find(stream);
          return heldBeforeAppend(eventIds, number, this.#tail(number, start), ids, start).keys();
        },
        this.#options.validate,
      );
      this.#rows.insert(placed);
      for (const [stream, events] of Map.groupBy(placed, (event) => event.stream)) {
        const number = this.#streams.findOrAdd(stream);
        const ids = events.map(({ id }) => id);
        eventIds.add(number, this.#tail(number, start), ids, events.at(-1)!);
      }
      return { value: undefined, placed, start, end };
    });
  }

  async readStream(
    stream: string,
    { from = 0, limit }: { readonly from?: number; readonly limit?: number } = {},
  ): Promise<readonly Recorded[]> {
    wholeNumber('from', from, 0);
    const atMost = limit === undefined ? -1 : wholeNumber('limit', limit, 1);
    return this.#read(() => {
      const number = this.#streams.find(stream);
      if (number === undefined) return [];
      return this.#rows.recorded(this.#sql.readStream.all(number, from, atMost));
    });
  }

  async readStreams(
    streams: readonly string[],
    { before }: { readonly before: number },
  ): Promise<ReadonlyMap<string, Iterable<Placed>>> {
    wholeNumber('before', before, 1);
    return this.#read(() => {
      const numbers = streams.flatMap((name) => this.#streams.find(name) ?? []);
      const rows: unknown = this.#sql.readStreams.all(JSON.stringify(numbers), before);
      const byStream = Map.groupBy(rows as readonly PlacedRow[], ([, number]) => number);
      const begun = new Map<string, Iterable<Placed>>();
      for (const [number, some] of byStream) {
        begun.set(this.#streams.nameOf(number), this.#rows.placedInTurn(some));
      }
      return begun;
    });
  }

  async readAll(
    after: Position,
    { limit = defaultPageSize, filter }: ReadAllOptions = {},
  ): Promise<Page> {
    if (!filter) {
      return this.#page(after, limit, inOne(limit), (from, upTo, most) =>
        this.#rows.recorded(this.#sql.readAll.all(from, upTo, most)),
      );
    }
    const few = this.#hasFew(filter.types);
    const reads = few ? this.#sql.readFew : this.#sql.readFiltered;
    const { prefix, types } = filtering(filter);
    const where = await this.#where(few ? undefined : filter.types, limit);
    return this.#page(after, limit, where, (from, upTo, most) =>
      this.#rows.recorded(reads.all({ after: from, upTo, prefix, types, limit: most })),
    );
  }

  async readTypes(
    after: Position,
    { limit = defaultPageSize, filter }: ReadTypesOptions,
  ): Promise<Page<Placed>> {
    const few = this.#hasFew(filter.types);
    const reads = few ? this.#sql.readFew : this.#sql.readTypes;
    const { prefix, types } = filtering(filter);
    const [type, another] = filter.types;
    const ofOne = type !== undefined && another === undefined && prefix === null && !few;
    const where = await this.#where(few ? undefined : filter.types, limit);
    return this.#page(after, limit, where, (from, upTo, most) =>
      this.#rows.placed(
        ofOne
          ? this.#sql.readType.all(from, upTo, type, most)
          : reads.all({ after: from, upTo, prefix, types, limit: most }),
      ),
    );
  }

  async at(position: Position): Promise<Recorded | undefined> {
    const ordinal = ordinalOf(position);
    return this.#read(() => {
      const last = ordinalOf(this.#head().position);
      if (ordinal === 0 || ordinal > last) return undefined;
      return this.#rows.recorded(this.#sql.readAll.all(ordinal - 1, ordinal, 1))[0];
    });
  }

  async streams(prefix = ''): Promise<readonly string[]> {
    return this.#read(() => {
      const read = this.#sql.streams.all(prefix, prefix) as { number: number; name: string }[];
      return this.#streams.remember(read);
    });
  }

  async known(stream: string, ids: readonly EventId[]): Promise<ReadonlySet<EventId>> {
    const eventIds = await this.#eventIds();
    return this.#read(() => {
      const number = this.#streams.find(stream);
      if (number === undefined) return new Set<EventId>();
      const upTo = ordinalOf(this.#head().position);
      return new Set(eventIds.held(number, ids, upTo).map(({ id }) => id));
    });
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
    return this.#read(() => {
      const { position, events, streams, hash } = this.#head();
      return { position, events, streams, hash };
    });
  }

  /** Damage of the file itself, and whatever in it contradicts the log; one finding a line. */
  async integrityProblems(compared?: ComparedTexts): Promise<readonly StorageProblem[]> {
    this.#checkOpen();
    try {
      const { storageFindings } = await import('./findings.ts');
      const { idFindings } = await import('./id-findings.ts');
      const { runFindings } = await import('./run-findings.ts');
      return storageFindings(this.#db, compared, [idFindings, runFindings]);
    } catch (error) {
      return [{ reason: (error as Error).message }];
    }
  }

  otherTexts(sealed: readonly SealedText[]): readonly StorageProblem[] {
    return this.#read(() => otherTexts(this.#db, sealed));
  }

  /** When the last event was recorded; empty for an empty log. A later one is never timed before it. */
  async recordedTo(): Promise<string> {
    return this.#read(() => this.#head().recorded);
  }

  async close(): Promise<void> {
    if (!this.#db.isOpen) return;
    this.#feed.publish({ kind: 'closed' });
    this.#watcher.stop();
    this.#db.close();
  }

  #checkOpen(): void {
    if (this.#db.isOpen) return;
    throw new StoreUnavailable(`The store ${this.#path} is closed. Open it again to go on.`);
  }

  #watch(): void {
    this.#watcher.start(
      () => this.#feed.publish({ kind: 'grown' }),
      (error) => this.#feed.publish({ kind: 'failed', error: translate(error, this.#path) }),
    );
  }

  #read<T>(work: () => T): T {
    this.#checkOpen();
    try {
      return reading(this.#db, work);
    } catch (error) {
      throw translate(error, this.#path);
    }
  }

  /** One write transaction, then the news of it; a commit that fails leaves neither events nor news. */
  async #write<T>(work: (start: LogState) => Written<T>): Promise<T> {
    const runs = await this.#typeRuns();
    const inTransaction = (): Written<T> => {
      this.#checkOpen();
      try {
        return transaction(this.#db, () => {
          const written = work(this.#head());
          if (written.placed.length > 0) {
            this.#moveHead(written.end);
            runs?.add(written.placed, written.start, written.end);
            this.#giveRoomFor(written.placed.length);
          }
          return written;
        });
      } catch (error) {
        this.#streams.forget();
        throw error;
      }
    };
    const { value, placed, start, end } = await whileBusy(this.#path, inTransaction);
    if (placed.length > 0 && this.#feed.watched) {
      this.#feed.publish({
        kind: 'appended',
        after: start.position,
        upTo: end.position,
        events: placed.map(toRecorded),
      });
    }
    return value;
  }

  #giveRoomFor(events: number): void {
    const room = events < manyEvents ? 'small' : 'large';
    if (room === this.#room) return;
    giveRoom(this.#db, room);
    this.#room = room;
  }

  #hasFew(types: EventFilter['types']): boolean {
    return types !== undefined && this.#fewByType && namesFew(types);
  }

  /** Where some types are read that no index finds: in the runs that have them, or in all of a window where the file does not say. */
  async #where(types: EventFilter['types'], limit: number): Promise<Where> {
    const runs = types && (await this.#typeRuns());
    return runs
      ? (after, last) => runs.stretches(after, last, types, limit)
      : inOne(Math.max(limit, filterWindow));
  }

  /** A page of events that are read between two places, for which no more of the log is gone through than what is told of where they are. */
  #page<E extends Placed>(
    after: Position,
    limit: number,
    where: Where,
    read: (from: number, upTo: number, limit: number) => readonly E[],
  ): Page<E> {
    wholeNumber('limit', limit, 1);
    const from = ordinalOf(after);
    return this.#read(() => {
      const last = ordinalOf(this.#head().position);
      if (from > last) throw new UnknownPosition(after, 'it lies beyond its end');
      const { stretches, upTo } = where(from, last);
      let events: readonly E[] = [];
      for (const { after, upTo } of stretches) {
        const more = read(after, upTo, limit - events.length);
        events = events.length === 0 ? more : [...events, ...more];
        if (events.length === limit) break;
      }
      const next = events.length === limit ? events.at(-1)!.position : positionOf(upTo);
      return { events, next, atEnd: ordinalOf(next) >= last };
    });
  }

  #head(): LogState {
    const row: unknown = this.#sql.head.get();
    if (row === undefined) throw new StoreDamaged(`${this.#path} has lost its head.`);
    const [position, events, streams, hash, recorded] = row as HeadRow;
    return { position: positionOf(position), events, streams, hash, recorded };
  }

  #moveHead({ position, events, streams, hash, recorded }: LogState): void {
    this.#sql.moveHead.run(ordinalOf(position), events, streams, hash, recorded);
  }

  /** The last event of a stream, of those up to an end of the log. */
  #tail(stream: number | undefined, { position }: LogState): TimedTail | undefined {
    if (stream === undefined) return undefined;
    const row: unknown = this.#sql.tail.get(stream, ordinalOf(position));
    if (row === undefined) return undefined;
    const [revision, chainHash, recorded] = row as TailRow;
    return { revision, chainHash, recorded };
  }

  /** How ids are found is loaded when somebody appends: a question needs none of it. */
  #eventIds(): Promise<EventIds> {
    this.#ids ??= this.#loadIds();
    return this.#ids;
  }

  /** Which types there are where, in a file that says so; loaded for who appends, or reads types that are not few. */
  #typeRuns(): Promise<TypeRuns | undefined> {
    this.#runs ??= this.#loadRuns();
    return this.#runs;
  }

  async #loadRuns(): Promise<TypeRuns | undefined> {
    if (versionOf(this.#db) < 3) return undefined;
    const { TypeRuns } = await import('./type-runs.ts');
    return this.#read(() => new TypeRuns(this.#db));
  }

  async #loadIds(): Promise<EventIds> {
    if (versionOf(this.#db) === 1) {
      const { IdsByIndex } = await import('./ids-by-index.ts');
      return this.#read(() => new IdsByIndex(this.#db));
    }
    const { IdsByKeys } = await import('./ids-by-keys.ts');
    return this.#read(() => new IdsByKeys(this.#db));
  }
}

/** All after a place, up to so many positions. */
function inOne(positions: number): Where {
  return (after, last) => {
    const upTo = Math.min(last, after + positions);
    return { stretches: [{ after, upTo }], upTo };
  };
}

/** The events of a stream that have one of the ids, by id, for who is about to append to it. */
function heldBeforeAppend(
  eventIds: EventIds,
  stream: number | undefined,
  tail: TimedTail | undefined,
  ids: readonly EventId[],
  { position }: LogState,
): ReadonlyMap<EventId, HeldEvent> {
  const held = new Map<EventId, HeldEvent>();
  if (stream === undefined || tail === undefined) return held;
  for (const event of eventIds.heldBeforeAppend(stream, tail, ids, ordinalOf(position))) {
    held.set(event.id, { ...event, position: positionOf(event.position) });
  }
  return held;
}
