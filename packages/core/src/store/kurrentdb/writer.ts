import { beginning, type EventId } from '../../events/envelope.ts';
import { decideAppend, type PlacedEvent, type PreparedWrite, resultOf } from '../append.ts';
import { InvalidRequest, StoreUnavailable } from '../errors.ts';
import type { AppendResult, Position } from '../event-store.ts';
import { chainHashOf } from '../integrity.ts';
import { delayOf } from './backoff.ts';
import { commit } from './commit.ts';
import type { Connection } from './connection.ts';
import { checkSize, runsOf } from './limits.ts';
import { positionAt } from './positions.ts';
import { readStreamOnce } from './read.ts';
import { chainEnd, type IndexedTail, type StreamIndex, StreamIndexes } from './stream-index.ts';
import { Turns } from './turns.ts';

/** How often a stream may move under an append before it gives up: each time another writer got through. */
const mostMoves = 50;

/** How many appends to different streams are under way at once. */
const inFlight = 32;

function partsOf(write: PreparedWrite): readonly PreparedWrite[] {
  if (write.expected !== 'any') return [write];
  return runsOf(write.events).map((events) => ({ ...write, events }));
}

/** Decides and writes appends; the only part of this engine that adds events to the log. */
export class Writer {
  readonly #connection: Connection;
  readonly #prefix: string;
  readonly #now: () => Date;
  readonly #indexes: StreamIndexes;
  /** Appends of this process to one stream follow each other: the server need not settle what we can. */
  readonly #turns = new Turns();
  #lastRecorded = '';
  #wrote = false;

  constructor(connection: Connection, prefix: string, now: () => Date) {
    this.#connection = connection;
    this.#prefix = prefix;
    this.#now = now;
    this.#indexes = new StreamIndexes(connection, prefix);
  }

  /** True once this process has written an event. */
  get wrote(): boolean {
    return this.#wrote;
  }

  /** @throws as the port says, and InvalidRequest where the write is too large for one append */
  append(write: PreparedWrite): Promise<AppendResult> {
    checkSize(write);
    return this.#turns.take(write.stream, () => this.#append(write));
  }

  /**
   * Each write on its own, begun in their order and many at a time. After one that fails no other is begun; those
   * before it and under way beside it stay. One that expects nothing and is too large for one append is made in
   * several, which are the same when it is made again.
   */
  async appendMany(writes: readonly PreparedWrite[]): Promise<readonly AppendResult[]> {
    const parts = writes.map(partsOf);
    const results = await this.#appendEach(parts.flat());
    let next = 0;
    return parts.map(({ length }) => {
      const of = results.slice(next, next + length);
      next += length;
      const [first, last] = [of[0]!, of.at(-1)!];
      return {
        ...last,
        firstRevision: first.firstRevision,
        alreadyThere: of.every(({ alreadyThere }) => alreadyThere),
      };
    });
  }

  async #appendEach(writes: readonly PreparedWrite[]): Promise<readonly AppendResult[]> {
    for (const write of writes) checkSize(write);
    await this.#prepare(new Set(writes.map(({ stream }) => stream)));
    const outcomes: Promise<AppendResult>[] = [];
    let failed = false;
    for (const [n, write] of writes.entries()) {
      if (n >= inFlight) await outcomes[n - inFlight]!.catch(() => {});
      if (failed) break;
      const outcome = this.append(write);
      outcome.catch(() => {
        failed = true;
      });
      outcomes.push(outcome);
    }
    await Promise.allSettled(outcomes);
    return Promise.all(outcomes);
  }

  /** Which of these ids the stream holds at this moment. */
  async known(stream: string, ids: readonly EventId[]): Promise<ReadonlySet<EventId>> {
    if (ids.length === 0) return new Set();
    const there = this.#indexes.peek(stream)?.events;
    // what is there stays there; only what is not must be looked for again
    const events =
      there && ids.every((id) => there.has(id)) ? there : (await this.#refresh(stream)).events;
    return new Set(ids.filter((id) => events.has(id)));
  }

  /** The stream's end and the ids it holds, as this process knows them; an append that rests on them is checked by the server. */
  async seen(stream: string): Promise<StreamIndex> {
    return this.#indexes.peek(stream) ?? (await this.#refresh(stream));
  }

  /** Writes events that were placed elsewhere, with their own times and hashes; `moved` where they do not continue the stream. */
  async put(placed: readonly PlacedEvent[]): Promise<Position | 'moved'> {
    const { stream } = placed[0]!;
    return this.#turns.take(stream, async () => {
      const index = this.#indexes.peek(stream) ?? (await this.#indexes.refreshed(stream));
      return this.#commit(stream, index, placed);
    });
  }

  /** Reads the streams that are not known yet, a few at a time, so that their appends can follow one another closely. */
  async #prepare(streams: Iterable<string>): Promise<void> {
    const waiting = [...streams].filter((stream) => this.#indexes.peek(stream) === undefined);
    const worker = async (): Promise<void> => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
        await this.#refresh(next);
    };
    await Promise.all(Array.from({ length: 8 }, worker));
  }

  #refresh(stream: string): Promise<StreamIndex> {
    return this.#turns.take(stream, () => this.#indexes.refreshed(stream));
  }

  async #append(write: PreparedWrite): Promise<AppendResult> {
    const { stream } = write;
    let index = this.#indexes.peek(stream);
    let fresh = index === undefined;
    index ??= await this.#indexes.refreshed(stream);
    for (let moves = 0; moves < mostMoves; ) {
      let decided: AppendResult | null;
      try {
        decided = decideAppend(write, index.tail, index.events);
      } catch (error) {
        // a refusal must rest on the stream as it is, not as it was when last seen
        if (fresh) throw error;
        index = await this.#indexes.refreshed(stream);
        fresh = true;
        continue;
      }
      if (decided !== null) return this.#located(decided);
      const placed = this.#place(write, index.tail);
      const position = await this.#commit(stream, index, placed);
      if (position !== 'moved') return { ...resultOf(stream, placed), position };
      moves += 1;
      await this.#connection.wait(
        delayOf(Math.min(moves, 4), { first: 4, longest: 100 }, Math.random()),
      );
      index = await this.#indexes.refreshed(stream);
      fresh = true;
    }
    throw new StoreUnavailable(
      `Other writers got to stream ${stream} first ${mostMoves} times. Append again when fewer write to it.`,
      { store: this.#connection.address.shown, stream },
    );
  }

  async #commit(
    stream: string,
    index: StreamIndex,
    placed: readonly PlacedEvent[],
  ): Promise<Position | 'moved'> {
    const position = await commit(this.#connection, `${this.#prefix}${stream}`, placed);
    if (position !== 'moved') {
      this.#indexes.wrote(stream, index, placed, position);
      this.#wrote = true;
    }
    return position;
  }

  /**
   * Numbers, times and chains events after the end of their stream. `recorded` is our own clock's, but never before
   * the stream's last event, nor before what this process recorded last: another writer's clock may be slow.
   */
  #place({ stream, events }: PreparedWrite, tail: IndexedTail | undefined): readonly PlacedEvent[] {
    let recorded = this.#now().toISOString();
    for (const earlier of [this.#lastRecorded, tail?.recorded ?? '']) {
      if (earlier > recorded) recorded = earlier;
    }
    this.#lastRecorded = recorded;
    let chainHash = chainEnd(tail);
    let revision = tail?.revision ?? -1;
    return events.map((event) => {
      revision += 1;
      chainHash = chainHashOf(chainHash, event.contentHash, recorded);
      return { ...event, stream, revision, position: beginning, recorded, chainHash };
    });
  }

  /** Answers the position of what was there already, which this process may not have read yet. */
  async #located(result: AppendResult): Promise<AppendResult> {
    if (result.position !== beginning) return result;
    const { stream, lastRevision: from } = result;
    const name = `${this.#prefix}${stream}`;
    const [event] = (await readStreamOnce(this.#connection, name, { from, limit: 1 })) ?? [];
    if (event?.position === undefined) {
      throw new InvalidRequest(`Stream ${stream}`, `revision ${from} was written and is gone`);
    }
    return { ...result, position: positionAt(event.position) };
  }
}
