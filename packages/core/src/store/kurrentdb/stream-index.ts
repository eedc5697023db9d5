import { beginning } from '../../events/envelope.ts';
import { StoreDamaged } from '../errors.ts';
import type { Position } from '../event-store.ts';
import { noHash } from '../integrity.ts';
import type { Connection } from './connection.ts';
import { largestRead, readStreamOnce } from './read.ts';
import { fromServer, isServersOwn, type ServerEvent } from './record.ts';

/** An event of a stream as deciding on an append needs it; the position is empty where it was not read yet. */
export interface IndexedEvent {
  readonly revision: number;
  readonly position: Position;
  readonly contentHash: string;
}

/** The end of a stream as the next event depends on it. */
export interface IndexedTail {
  readonly revision: number;
  readonly chainHash: string;
  readonly recorded: string;
}

/** What a stream holds up to a revision: complete to there, silent about what came since. */
export interface StreamIndex {
  readonly events: Map<string, IndexedEvent>;
  tail: IndexedTail | undefined;
}

/** How many events all indexes together keep in memory; the streams unused for longest are forgotten first. */
const mostEvents = 200_000;

/**
 * Which events each stream holds, kept from what was read and written by this process. The server has no way to ask
 * for an id; but what an index says holds for its revision, and an append names that revision, so a decision made on
 * an index that has fallen behind is refused by the server and made again.
 */
export class StreamIndexes {
  readonly #connection: Connection;
  readonly #prefix: string;
  readonly #indexes = new Map<string, StreamIndex>();
  #events = 0;

  constructor(connection: Connection, prefix: string) {
    this.#connection = connection;
    this.#prefix = prefix;
  }

  /** The index as it stands, without asking the server; undefined where the stream was not read yet. */
  peek(stream: string): StreamIndex | undefined {
    const index = this.#indexes.get(stream);
    if (index === undefined) return undefined;
    this.#indexes.delete(stream);
    this.#indexes.set(stream, index);
    return index;
  }

  /** The index brought up to the present end of the stream. @throws StoreUnavailable, StoreDamaged */
  async refreshed(stream: string): Promise<StreamIndex> {
    const index = this.peek(stream) ?? { events: new Map(), tail: undefined };
    for (;;) {
      const from = index.tail === undefined ? 0 : index.tail.revision + 1;
      const read = await readStreamOnce(this.#connection, this.#nameOf(stream), {
        from,
        limit: largestRead,
      });
      if (read === undefined && index.tail !== undefined)
        throw this.#vanished(stream, index.tail.revision);
      for (const event of read ?? []) this.#add(stream, index, event);
      if ((read?.length ?? 0) < largestRead) break;
    }
    this.#keep(stream, index);
    return index;
  }

  /** Notes what this process wrote itself. Only the position of the last event is known then. */
  wrote(
    stream: string,
    index: StreamIndex,
    placed: readonly {
      id: string;
      revision: number;
      contentHash: string;
      chainHash: string;
      recorded: string;
    }[],
    position: Position,
  ): void {
    for (const [n, { id, revision, contentHash, chainHash, recorded }] of placed.entries()) {
      const last = n === placed.length - 1;
      index.events.set(id, { revision, contentHash, position: last ? position : beginning });
      index.tail = { revision, chainHash, recorded };
    }
    if (this.#indexes.get(stream) === index) this.#events += placed.length;
    this.#keep(stream, index);
  }

  forget(stream: string): void {
    const index = this.#indexes.get(stream);
    if (index === undefined) return;
    this.#events -= index.events.size;
    this.#indexes.delete(stream);
  }

  #add(stream: string, index: StreamIndex, event: ServerEvent): void {
    if (isServersOwn(event)) return;
    const {
      event: envelope,
      revision,
      position,
      contentHash,
      chainHash,
      recorded,
    } = fromServer(event, this.#prefix);
    const expected = index.tail === undefined ? 0 : index.tail.revision + 1;
    if (revision !== expected) {
      throw new StoreDamaged(
        `Stream ${this.#nameOf(stream)} goes on with revision ${revision} where ${expected} belongs: events of it were deleted or cut off by a retention rule.`,
        { stream, revision, position },
      );
    }
    if (!index.events.has(envelope.id) && this.#indexes.get(stream) === index) this.#events += 1;
    index.events.set(envelope.id, { revision, position, contentHash });
    index.tail = { revision, chainHash, recorded };
  }

  #keep(stream: string, index: StreamIndex): void {
    if (this.#indexes.get(stream) !== index) {
      this.forget(stream);
      this.#indexes.set(stream, index);
      this.#events += index.events.size;
    }
    for (const [oldest, { events }] of this.#indexes) {
      if (this.#events <= mostEvents || oldest === stream) break;
      this.#events -= events.size;
      this.#indexes.delete(oldest);
    }
  }

  #nameOf(stream: string): string {
    return `${this.#prefix}${stream}`;
  }

  #vanished(stream: string, revision: number): StoreDamaged {
    this.forget(stream);
    return new StoreDamaged(
      `Stream ${this.#nameOf(stream)} held revision ${revision} and is gone: somebody deleted it.`,
      { stream, revision },
    );
  }
}

/** The tail as hashing an append needs it. */
export function chainEnd(tail: IndexedTail | undefined): string {
  return tail?.chainHash ?? noHash;
}
