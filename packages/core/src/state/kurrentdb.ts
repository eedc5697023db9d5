import { randomUUID } from 'node:crypto';
import { StoreUnavailable } from '../store/errors.ts';
import type { KurrentAddress } from '../store/kurrentdb/address.ts';
import { readLog } from '../store/kurrentdb/bounded.ts';
import type { Connection } from '../store/kurrentdb/connection.ts';
import { kindOf } from '../store/kurrentdb/failures.ts';
import { type OpeningOptions, onLog } from '../store/kurrentdb/opening.ts';
import { positionAt, type ServerPosition } from '../store/kurrentdb/positions.ts';
import { largestRead, readStreamOnce } from '../store/kurrentdb/read.ts';
import { type ChangePart, changed, dropped, Folded, partsOf } from './changes.ts';
import { stateMoved } from './errors.ts';
import type { StateChange, StateEntry, StateHeader, StateStore } from './state-store.ts';

/** Events of one read: a part of a large change may have hundreds of kilobytes. */
const pageSize = 100;

/** A stream is written anew once it holds so many events more than entries, four times as many as those. */
const defaultTidyAfter = 1000;

/**
 * One part of the state: a stream of its changes, and what they have come to. Each read looks first whether others have written
 * since, so what is read is what everybody reads. A change is an append under the revision that was read, so of two who go
 * on from one place, one is refused.
 */
class KeptStream {
  readonly #connection: Connection;
  readonly #stream: string;
  #folded = new Folded();
  #reading: Promise<void> | undefined;
  #readingNext: Promise<void> | undefined;
  #writing: Promise<unknown> = Promise.resolve();
  #tidyAfter: number;

  constructor(connection: Connection, stream: string, tidyAfter: number) {
    this.#connection = connection;
    this.#stream = stream;
    this.#tidyAfter = tidyAfter;
  }

  /** All that was written before this was asked for. */
  async present(): Promise<Folded> {
    await this.#read();
    return this.#folded;
  }

  commit(projection: string, change: StateChange): Promise<void> {
    return this.#inTurn(async () => {
      // where it stands as it was left here, that need not be read again: another's write refuses ours
      if (this.#folded.header?.checkpoint !== change.from) await this.#read();
      for (;;) {
        const found = this.#folded.header?.checkpoint;
        if (found !== change.from) throw stateMoved(projection, change.from, found);
        if (await this.#write(partsOf(change))) break;
        await this.#read();
      }
      await this.#tidy();
    });
  }

  drop(): Promise<void> {
    return this.#inTurn(async () => {
      for (;;) {
        await this.#read();
        if (this.#folded.header === undefined && this.#folded.size === 0) return;
        const at = this.#folded.revision;
        if (!(await this.#append(dropped, {}, at))) continue;
        await this.#truncate(at + 1);
        return;
      }
    });
  }

  /**
   * Writes all that is kept anew with something in the place of a text, and has the server forget what was before: its bytes go with
   * the next scavenge. @returns in how many entries it stood
   */
  strike(text: string, instead: string): Promise<number> {
    return this.#inTurn(async () => {
      for (;;) {
        await this.#read();
        const { revision, size, header } = this.#folded;
        if (revision === -1) return 0;
        const entries = this.#folded.entries('', size);
        const put = entries.map(({ key, value }) => ({
          key,
          value: value.replaceAll(text, instead),
        }));
        if (header !== undefined) {
          const from = header.checkpoint;
          if (!(await this.#write(partsOf({ header, from, put }, { whole: true })))) continue;
        }
        const before = header === undefined ? revision : revision + 1;
        if (!(await this.#truncate(before))) {
          throw new StoreUnavailable(
            `A text was struck from ${this.#stream}, and the server still holds it as it was. Do the same again.`,
            { stream: this.#stream },
          );
        }
        return entries.filter(({ value }) => value.includes(text)).length;
      }
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#writing.then(work);
    this.#writing = turn.catch(() => undefined);
    return turn;
  }

  /** Who asks while a read is under way waits for the next: the one may have begun before what is asked for was written. */
  #read(): Promise<void> {
    if (this.#reading === undefined) {
      this.#reading = this.#readOn().finally(() => {
        this.#reading = undefined;
      });
      return this.#reading;
    }
    this.#readingNext ??= this.#reading
      .catch(() => undefined)
      .then(() => {
        this.#readingNext = undefined;
        return this.#read();
      });
    return this.#readingNext;
  }

  async #readOn(): Promise<void> {
    let folded = this.#folded;
    for (;;) {
      const from = folded.revision + 1;
      const limit = pageSize;
      const page = await readStreamOnce(this.#connection, this.#stream, { from, limit });
      // whoever deleted the stream deleted what it held
      if (page === undefined && folded.revision >= 0) folded = new Folded();
      const whole = (page ?? []).every(({ revision, type, data }) =>
        folded.take({ revision: Number(revision), type, data }),
      );
      if (!whole) {
        // written anew since it was read here
        folded = new Folded();
        continue;
      }
      if ((page?.length ?? 0) < pageSize) break;
    }
    this.#folded = folded;
  }

  /** Writes parts one after the other. @returns false where another wrote first, or between */
  async #write(parts: readonly ChangePart[]): Promise<boolean> {
    let after = this.#folded.revision;
    for (const part of parts) {
      if (!(await this.#append(changed, part, after))) return false;
      after += 1;
    }
    return true;
  }

  /** An append under a revision. @returns false where the stream is at another */
  async #append(type: string, data: ChangePart | object, after: number): Promise<boolean> {
    const stream = this.#stream;
    const event = {
      id: randomUUID(),
      contentType: 'application/json' as const,
      type,
      data: { ...data },
      metadata: undefined,
    };
    const streamState = after === -1 ? ('no_stream' as const) : BigInt(after);
    const written = await this.#connection.call(
      'keep state',
      async () => {
        try {
          await this.#connection.client.appendToStream(stream, event, { streamState });
          return true;
        } catch (error) {
          if (kindOf(error) !== 'conflict') throw error;
          // ours may stand there, with an answer that never came
          const next = { from: after + 1, limit: 1 };
          const [found] =
            (await readStreamOnce(this.#connection, stream, next, { patience: 0 })) ?? [];
          return found?.id === event.id;
        }
      },
      { stream },
    );
    // where it was read anew meanwhile, the next read tells
    if (written && this.#folded.revision === after) {
      this.#folded.take({ revision: after + 1, type, data });
    }
    return written;
  }

  /** Has the stream hold what there is, and no longer everything that there was, once that has grown long. */
  async #tidy(): Promise<void> {
    const { revision, first = 0, size, header } = this.#folded;
    const length = revision - first + 1;
    if (header === undefined || length <= this.#tidyAfter + 4 * size) return;
    const put = this.#folded.entries('', size);
    const { checkpoint: from } = header;
    const parts = partsOf({ header, from, put }, { whole: true });
    const kept = await this.#write(parts).catch(() => false);
    if (kept) await this.#truncate(revision + 1);
  }

  /**
   * Lets the server forget what lies before a revision. What is kept holds without: where it cannot be done, it is tried again when the
   * stream is twice as long.
   */
  async #truncate(before: number): Promise<boolean> {
    const { client } = this.#connection;
    try {
      const { metadata } = await this.#connection.once('tidy state', () =>
        client.getStreamMetadata(this.#stream),
      );
      const kept = { ...metadata, truncateBefore: before };
      await this.#connection.once('tidy state', () => client.setStreamMetadata(this.#stream, kept));
      this.#folded.beginsAt(before);
      return true;
    } catch {
      this.#tidyAfter *= 2;
      return false;
    }
  }
}

/**
 * State on a KurrentDB, beside the log and shared by all who use it: each part is a stream `NAMESPACE.state-PART` of changes. It is
 * held in memory as far as it is asked for.
 */
class KurrentStateStore implements StateStore {
  readonly shared = true;
  readonly #connection: Connection;
  readonly #prefix: string;
  readonly #start: ServerPosition;
  readonly #tidyAfter: number;
  readonly #streams = new Map<string, KeptStream>();

  constructor(connection: Connection, prefix: string, start: ServerPosition, tidyAfter: number) {
    this.#connection = connection;
    this.#prefix = prefix;
    this.#start = start;
    this.#tidyAfter = tidyAfter;
  }

  async header(projection: string): Promise<StateHeader | undefined> {
    return (await this.#of(projection).present()).header;
  }

  async get(projection: string, key: string): Promise<string | undefined> {
    return (await this.#of(projection).present()).get(key);
  }

  async entries(
    projection: string,
    {
      after = '',
      limit = Number.POSITIVE_INFINITY,
    }: { readonly after?: string; readonly limit?: number } = {},
  ): Promise<readonly StateEntry[]> {
    return (await this.#of(projection).present()).entries(after, limit);
  }

  commit(projection: string, change: StateChange): Promise<void> {
    return this.#of(projection).commit(projection, change);
  }

  async strike(text: string, instead: string): Promise<number> {
    let struck = 0;
    for (const projection of await this.#parts()) {
      struck += await this.#of(projection).strike(text, instead);
    }
    return struck;
  }

  /** Every part that anybody ever wrote. */
  async #parts(): Promise<ReadonlySet<string>> {
    const parts = new Set<string>();
    const prefix = this.#prefix;
    let from = this.#start;
    for (let last = ''; ; ) {
      const events = await readLog(this.#connection, { from, limit: largestRead, prefix });
      for (const { streamId } of events) parts.add(streamId.slice(prefix.length));
      const end = events.at(-1)?.position;
      if (events.length < largestRead || end === undefined || positionAt(end) === last) break;
      last = positionAt(end);
      from = end;
    }
    return parts;
  }

  drop(projection: string): Promise<void> {
    return this.#of(projection).drop();
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  #of(projection: string): KeptStream {
    const there = this.#streams.get(projection);
    if (there) return there;
    const stream = `${this.#prefix}${projection}`;
    const made = new KeptStream(this.#connection, stream, this.#tidyAfter);
    this.#streams.set(projection, made);
    return made;
  }
}

/** How the state of a log on a server is opened. */
export interface KurrentStateOptions extends OpeningOptions {
  /** So many events more than four for each entry are kept before a stream is written anew; default 1,000. */
  readonly tidyAfter?: number;
}

/**
 * Opens the state that belongs to a log on a KurrentDB; see `openKurrentStore` for the address.
 * @throws StoreUnavailable, InvalidRequest, NoSuchLog as `openKurrentStore`
 */
export async function openKurrentState(
  address: string | KurrentAddress,
  { tidyAfter = defaultTidyAfter, ...options }: KurrentStateOptions = {},
): Promise<StateStore> {
  return onLog(
    address,
    options,
    (connection, { start }, names) =>
      new KurrentStateStore(connection, names.state, start, tidyAfter),
  );
}
