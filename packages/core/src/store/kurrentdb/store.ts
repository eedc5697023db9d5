import { checkForAppend } from '../../events/catalogue.ts';
import type { EventEnvelope, EventId, Recorded } from '../../events/envelope.ts';
import { prepareWrite, type StoreOptions } from '../append.ts';
import {
  type AppendResult,
  beginning,
  type EventStore,
  type Expected,
  type FollowOptions,
  type Head,
  type Page,
  type Position,
  type ReadAllOptions,
  type StreamWrite,
  type SubscriptionMessage,
} from '../event-store.ts';
import { defaultPageSize, wholeNumber } from '../read-options.ts';
import type { StorageProblem, Verifiable } from '../verify.ts';
import type { Connection } from './connection.ts';
import { Heads, StreamNames } from './heads.ts';
import { holdingLease, type LeaseOptions } from './lease.ts';
import { LiveSource } from './live.ts';
import { LogReader } from './log-reader.ts';
import { type Names, namesIn } from './names.ts';
import type { Log } from './opening.ts';
import { PassedNotes } from './passed-notes.ts';
import { type ServerPosition, serverPosition } from './positions.ts';
import { largestRead, readStreamOnce } from './read.ts';
import { reconciled } from './reconcile.ts';
import { fromServer, isServersOwn } from './record.ts';
import { restoreInto } from './restoring.ts';
import { Scan } from './scan.ts';
import { type SupervisedSubscription, supervised } from './supervised.ts';
import { Workers } from './workers.ts';
import { Writer } from './writer.ts';

/**
 * A log on a KurrentDB or EventStoreDB, shared by any number of processes on any number of machines; see
 * `openKurrentStore`. What it keeps of the port, and where it differs from a log in one file:
 *
 * - `append` is as on every engine. `appendMany` and `restore` are not all or nothing: do them again to finish.
 * - `recorded` never goes back along a stream. Across streams it follows the clocks of the writers.
 * - Streams are chained as they are written. The head over all streams is worked out by reading, see `Heads`.
 */
export class KurrentStore implements EventStore, Verifiable {
  readonly id: string;
  readonly #connection: Connection;
  readonly #names: Names;
  readonly #validate: (event: unknown) => EventEnvelope;
  readonly #writer: Writer;
  readonly #reader: LogReader;
  readonly #heads: Heads;
  readonly #streams: StreamNames;
  readonly #live: LiveSource;
  readonly #start: ServerPosition;

  constructor(connection: Connection, { id, start }: Log, options: StoreOptions) {
    const names = namesIn(connection.address.namespace);
    const now = options.now ?? (() => new Date());
    this.id = id;
    this.#connection = connection;
    this.#names = names;
    this.#validate = options.validate ?? checkForAppend;
    this.#writer = new Writer(connection, names.events, now);
    const notes = new PassedNotes(connection, names.passed, id, start);
    this.#reader = new LogReader(
      connection,
      names.events,
      new Scan(connection, names.events, start, notes),
    );
    this.#heads = new Heads(connection, this.#reader, names.heads, names.events);
    this.#streams = new StreamNames(this.#reader, names.events);
    this.#live = new LiveSource(connection, names.events);
    this.#start = start;
  }

  /** The address with its password masked. */
  get shown(): string {
    return this.#connection.address.shown;
  }

  async append(
    stream: string,
    events: readonly EventEnvelope[],
    { expected }: { readonly expected: Expected },
  ): Promise<AppendResult> {
    this.#connection.checkOpen();
    return this.#writer.append(prepareWrite({ stream, events, expected }, this.#validate));
  }

  async appendMany(writes: readonly StreamWrite[]): Promise<readonly AppendResult[]> {
    this.#connection.checkOpen();
    return this.#writer.appendMany(writes.map((write) => prepareWrite(write, this.#validate)));
  }

  async readStream(
    stream: string,
    { from = 0, limit }: { readonly from?: number; readonly limit?: number } = {},
  ): Promise<readonly Recorded[]> {
    wholeNumber('from', from, 0);
    let left = limit === undefined ? Number.POSITIVE_INFINITY : wholeNumber('limit', limit, 1);
    const name = `${this.#names.events}${stream}`;
    const recorded: Recorded[] = [];
    for (let next = from; left > 0; next += largestRead) {
      const size = Math.min(left, largestRead);
      const events = await readStreamOnce(this.#connection, name, { from: next, limit: size });
      for (const event of events ?? []) {
        if (!isServersOwn(event)) recorded.push(fromServer(event, this.#names.events));
        this.#connection.saw(recorded.at(-1)?.position ?? beginning);
      }
      if ((events?.length ?? 0) < size) break;
      left -= size;
    }
    return recorded;
  }

  async readAll(after: Position, options: ReadAllOptions = {}): Promise<Page> {
    wholeNumber('limit', options.limit ?? defaultPageSize, 1);
    this.#connection.checkOpen();
    serverPosition(after);
    return this.#reader.page(after, options);
  }

  async at(position: Position): Promise<Recorded | undefined> {
    this.#connection.checkOpen();
    if (position === beginning) return undefined;
    serverPosition(position);
    return this.#reader.at(position);
  }

  async streams(prefix = ''): Promise<readonly string[]> {
    this.#connection.checkOpen();
    return this.#streams.startingWith(prefix);
  }

  async known(stream: string, ids: readonly EventId[]): Promise<ReadonlySet<EventId>> {
    this.#connection.checkOpen();
    return this.#writer.known(stream, ids);
  }

  follow(after: Position, options: FollowOptions = {}): AsyncIterable<SubscriptionMessage> {
    return this.supervise(after, options).messages;
  }

  /** As `follow`, with a status that can be watched: connecting, catching up, live, backing off or stopped, and why. */
  supervise(after: Position, options: FollowOptions = {}): SupervisedSubscription {
    const parts = { connection: this.#connection, reader: this.#reader, live: this.#live };
    return supervised(parts, after, options);
  }

  async head(): Promise<Head> {
    this.#connection.checkOpen();
    const { position, events, streams, hash } = await this.#heads.present();
    return { position, events, streams, hash };
  }

  /** When the last event was recorded; empty for an empty log. */
  async recordedTo(): Promise<string> {
    this.#connection.checkOpen();
    return (await this.#heads.present()).recorded;
  }

  /** Takes over events with their times and hashes; their positions are given anew. See `restoreInto`. */
  async restore(events: readonly Recorded[]): Promise<void> {
    this.#connection.checkOpen();
    await restoreInto(this.#writer, events, this.#validate);
  }

  /** Workers that share this log's events under a name; see `Workers` for when to use them and when not. */
  workers(name: string): Workers {
    this.#connection.checkOpen();
    const group = `${this.#connection.address.namespace}-${name}`;
    return new Workers(this.#connection, group, this.#names.events, this.#start);
  }

  /** Does work that one process at a time may do for this log, such as issuing notices. See `holdingLease`. */
  holding<T>(
    name: string,
    options: LeaseOptions,
    work: (lost: AbortSignal) => Promise<T>,
  ): Promise<T> {
    this.#connection.checkOpen();
    const lease = { stream: `${this.#names.leases}${name}`, name };
    return holdingLease(this.#connection, lease, options, work);
  }

  /** Streams that differ from the whole log, and noted heads that do not hold. */
  integrityProblems(): Promise<readonly StorageProblem[]> {
    this.#connection.checkOpen();
    return reconciled({
      connection: this.#connection,
      reader: this.#reader,
      heads: this.#heads,
      prefix: this.#names.events,
    });
  }

  /** Ends subscriptions and calls under way; whoever has written notes the head for those who come after. */
  async close(): Promise<void> {
    if (this.#connection.closed) return;
    this.#live.close();
    if (this.#writer.wrote) await this.#heads.noteNow();
    await this.#connection.close();
  }
}
