import { type Metadata, readMetadata, SOFT_DELETED } from './stream-metadata.ts';

/** The revision under which a tombstone stands: the largest signed 64-bit number on the wire. */
export const TOMBSTONE_REVISION = Number.POSITIVE_INFINITY;

/** What a writer hands in: one event that has no place yet. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly json: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** One event as it lies in the log. */
export interface LogRecord extends ProposedEvent {
  readonly stream: string;
  readonly revision: number;
  /** Byte offset in the log, as the server counts it: strictly larger from record to record, with gaps. */
  readonly position: number;
  /** Milliseconds since 1970, for `$maxAge`. */
  readonly at: number;
  /** The same instant as the wire tells it: ticks of 100 ns. */
  readonly created: string;
}

interface StreamState {
  readonly records: LogRecord[];
  tombstoned: boolean;
}

/** One place on the log as a journal keeps it: a record, a tombstone, or the mark of an append without events. */
export type Placed =
  | { readonly is: 'record' | 'tombstone'; readonly record: LogRecord }
  | { readonly is: 'nothing'; readonly stream: string };

/** What a record takes on the log beside its text, and where the first one lies: read off the recordings. */
const RECORD_OVERHEAD = 90;
const FIRST_POSITION = 548;

const NO_BYTES = new Uint8Array();
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The one record that stands on a fresh server. */
const SCAVENGES: ProposedEvent = {
  id: '5ad25ada-f122-45f2-aed5-251eedd9ef4e',
  type: '$metadata',
  json: true,
  data: bytes('{"$maxAge":2592000,"$acl":{"$r":"$ops","$w":[],"$d":[],"$mr":[],"$mw":[]}}'),
  metadata: NO_BYTES,
};

/**
 * The log in memory: every record in the order of its position, and each stream's records by revision.
 * It knows nothing of expectations or of the wire; `expectation.ts` decides what may be written.
 */
export class EventLog {
  /** Every place on the log: a record, or nothing where an append without events left its mark. */
  readonly #entries: (LogRecord | undefined)[] = [];
  readonly #positions: number[] = [];
  readonly #streams = new Map<string, StreamState>();
  /** Which stream used an id first, as long as the server lives: all that `any` has to go by. */
  readonly #firstUse = new Map<string, LogRecord>();
  readonly #listeners = new Set<(records: readonly LogRecord[]) => void>();
  #end = FIRST_POSITION;
  #journal: ((placed: Placed) => void) | undefined;

  constructor() {
    this.write('$$$scavenges', [SCAVENGES]);
  }

  /** From here on every place is also told to a journal, before anybody else hears of it. */
  keep(journal: (placed: Placed) => void): void {
    this.#journal = journal;
  }

  /** Puts back what a journal has kept, in its order, at its positions and with its times. */
  restore(placed: Placed): void {
    if (placed.is === 'nothing') {
      this.writeNothing(placed.stream);
      return;
    }
    const { record } = placed;
    const state = this.#state(record.stream);
    const revision = placed.is === 'record' ? state.records.length : TOMBSTONE_REVISION;
    const put = this.#place(record.stream, revision, record, record.at);
    if (placed.is === 'record') state.records.push(put);
    else state.tombstoned = true;
  }

  /** Takes what the leader of a cluster wrote, as it wrote it, and tells the subscribers. */
  replicate(placed: Placed): void {
    this.restore(placed);
    const record = this.#entries.at(-1);
    if (record !== undefined) this.#tell([record]);
  }

  /** Writes events at the end of a stream, whatever it holds, and tells the subscribers. */
  write(stream: string, events: readonly ProposedEvent[]): LogRecord[] {
    const state = this.#state(stream);
    const written = events.map((event) => {
      const record = this.#place(stream, state.records.length, event);
      state.records.push(record);
      this.#journal?.({ is: 'record', record });
      return record;
    });
    this.#tell(written);
    return written;
  }

  /** Leaves the mark of an append without events and answers its position. */
  writeNothing(stream: string): number {
    const position = this.#end;
    this.#entries.push(undefined);
    this.#positions.push(position);
    this.#end += RECORD_OVERHEAD + stream.length;
    this.#journal?.({ is: 'nothing', stream });
    return position;
  }

  /** Ends a stream for ever. */
  writeTombstone(stream: string, id: string): LogRecord {
    const state = this.#state(stream);
    state.tombstoned = true;
    const record = this.#place(stream, TOMBSTONE_REVISION, {
      id,
      type: '$streamDeleted',
      json: false,
      data: NO_BYTES,
      metadata: NO_BYTES,
    });
    this.#journal?.({ is: 'tombstone', record });
    this.#tell([record]);
    return record;
  }

  /** The revision of the last event ever written to a stream, whether it can be seen or not; -1 without one. */
  lastRevision(stream: string): number {
    return (this.#streams.get(stream)?.records.length ?? 0) - 1;
  }

  isTombstoned(stream: string): boolean {
    const owner = stream.startsWith('$$') ? stream.slice(2) : stream;
    return (
      this.#streams.get(owner)?.tombstoned === true ||
      this.#streams.get(stream)?.tombstoned === true
    );
  }

  isSoftDeleted(stream: string): boolean {
    return (this.metadata(stream).truncateBefore ?? 0) >= SOFT_DELETED;
  }

  /** The settings of a stream, from the last event of its metastream. */
  metadata(stream: string): Metadata {
    const last = this.#streams.get(`$$${stream}`)?.records.at(-1);
    return last === undefined ? {} : readMetadata(last.data);
  }

  /** The record at a revision, cut off or not. */
  at(stream: string, revision: number): LogRecord | undefined {
    return this.#streams.get(stream)?.records[revision];
  }

  /** The first revision that a reader may see at this instant; past the last one where all are cut off. */
  firstVisible(stream: string): number {
    const state = this.#streams.get(stream);
    if (state === undefined) return 0;
    const { maxCount, maxAge, truncateBefore } = stream.startsWith('$$')
      ? { maxCount: 1, maxAge: undefined, truncateBefore: undefined }
      : this.metadata(stream);
    const { records } = state;
    let first = Math.max(truncateBefore ?? 0, records.length - (maxCount ?? records.length), 0);
    if (maxAge !== undefined) {
      const oldest = Date.now() - maxAge * 1000;
      while (first < records.length && (records[first]?.at ?? 0) < oldest) first += 1;
    }
    return Math.min(first, records.length);
  }

  /** The record under which an id was first used while this server lived. */
  firstUse(id: string): LogRecord | undefined {
    return this.#firstUse.get(id);
  }

  /** Forgets what a server keeps in memory only, as its end does. */
  forgetMemory(): void {
    this.#firstUse.clear();
    this.#listeners.clear();
  }

  /** Where the place at or after a position stands among all places. */
  indexAt(position: number): number {
    let low = 0;
    let high = this.#positions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#positions[middle] ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** True where a record begins, and at the very start. */
  isBoundary(position: number): boolean {
    return position === 0 || this.#positions[this.indexAt(position)] === position;
  }

  /** How many places the log has. */
  get length(): number {
    return this.#entries.length;
  }

  /** The position of the last place. */
  get lastPosition(): number {
    return this.#positions.at(-1) ?? 0;
  }

  entry(index: number): LogRecord | undefined {
    return this.#entries[index];
  }

  /** How many records were looked at for those who read or follow everything. */
  examined = 0;

  /** The record at a place, for somebody who goes through the log. */
  examine(index: number): LogRecord | undefined {
    this.examined += 1;
    return this.entry(index);
  }

  position(index: number): number {
    return this.#positions[index] ?? 0;
  }

  /** Calls back with the records of every write, as one commit; returns how to stop it. */
  onWrite(listener: (records: readonly LogRecord[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #state(stream: string): StreamState {
    let state = this.#streams.get(stream);
    if (state === undefined) {
      state = { records: [], tombstoned: false };
      this.#streams.set(stream, state);
    }
    return state;
  }

  #place(stream: string, revision: number, event: ProposedEvent, at = Date.now()): LogRecord {
    const record: LogRecord = {
      id: event.id.toLowerCase(),
      type: event.type,
      json: event.json,
      data: event.data,
      metadata: event.metadata,
      stream,
      revision,
      position: this.#end,
      at,
      created: `${at}${String(this.#entries.length % 10_000).padStart(4, '0')}`,
    };
    this.#end +=
      RECORD_OVERHEAD +
      stream.length +
      event.type.length +
      event.data.length +
      event.metadata.length;
    this.#entries.push(record);
    this.#positions.push(record.position);
    if (!this.#firstUse.has(record.id)) this.#firstUse.set(record.id, record);
    return record;
  }

  #tell(records: readonly LogRecord[]): void {
    if (records.length === 0) return;
    for (const listener of [...this.#listeners]) listener(records);
  }
}
