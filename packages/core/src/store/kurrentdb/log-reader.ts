import type { Recorded } from '../../events/envelope.ts';
import { UnknownPosition } from '../errors.ts';
import { beginning, type Page, type Position, type ReadAllOptions } from '../event-store.ts';
import { passes } from '../filter.ts';
import { defaultPageSize } from '../read-options.ts';
import { delayOf } from './backoff.ts';
import type { ClientUse } from './client.ts';
import type { CallOptions, Connection } from './connection.ts';
import { kindOf } from './failures.ts';
import { positionAt, type ServerPosition, serverPosition } from './positions.ts';
import { largestRead, readLogOnce, readLogRaw } from './read.ts';
import { ReadAhead } from './read-ahead.ts';
import { fromServer, isServersOwn, type ServerEvent } from './record.ts';

/** How many positions are remembered as given out, so that they need not be looked up when they come back. */
const remembered = 1_024;

/** How often in a row a place must be refused, each time by a server that answers elsewhere, to be held for no position. */
const refusalsThatTell = 3;

/** How often, and with which waits, a node that is behind is asked before the leader is. */
const looksAtLagging = 6;
const lag = { first: 5, longest: 80 };

/** Reads the events of one log, and of nothing else, out of the server's `$all`, in pages. */
export class LogReader {
  readonly #connection: Connection;
  readonly #prefix: string;
  /** Where the log was made: nothing of it lies before. */
  readonly #start: ServerPosition;
  readonly #given = new Set<Position>();
  readonly #ahead = new ReadAhead();

  constructor(connection: Connection, prefix: string, start: ServerPosition) {
    this.#connection = connection;
    this.#prefix = prefix;
    this.#start = start;
  }

  /**
   * Events after a position; see the port. A position is always that of an event of this log, which the server's
   * inclusive reading shows again: where it does not, the position is another log's.
   *
   * Where the address prefers other nodes than the leader, a page is theirs as long as they have what it takes: events
   * on record never change. Only the leader says that a position is unknown; and a node says where the log ends only
   * where it has all that this process was told of. It is given a moment to get it, and then the leader is asked.
   * @throws UnknownPosition, StoreUnavailable, StoreDamaged
   */
  async page(after: Position, read: ReadAllOptions = {}, options: CallOptions = {}): Promise<Page> {
    const { leader, near, seen } = this.#connection;
    if (near !== leader && !read.decides) {
      for (let look = 1; look <= looksAtLagging && !options.signal?.aborted; look += 1) {
        const page = await this.#pageOf(near, after, read, options).catch((error: unknown) => {
          if (error instanceof UnknownPosition) return undefined;
          throw error;
        });
        if (page && (!page.atEnd || page.next >= seen)) return page;
        await this.#connection.wait(delayOf(look, lag, Math.random()), options.signal);
      }
    }
    return this.#pageOf(leader, after, read, options);
  }

  async #pageOf(
    of: ClientUse,
    after: Position,
    { limit = defaultPageSize, filter }: ReadAllOptions,
    options: CallOptions,
  ): Promise<Page> {
    const narrow = filter?.streamPrefix !== undefined && filter.streamPrefix !== '';
    const prefix = `${this.#prefix}${filter?.streamPrefix ?? ''}`;
    if (narrow && after !== beginning && !this.#given.has(after)) {
      await this.#check(of, after, options);
    }
    // read first: what is appended between the two reads is then given, and never skipped
    const end = narrow ? await this.#last(of, options) : undefined;
    const size = Math.min(limit + 1, largestRead);
    const goesOn = this.#given.has(after);
    const found = await this.#ahead.page(
      { prefix, after, size, goesOn },
      {
        asked: (from, most) => this.#from(of, from, most, prefix, options),
        ahead: (from, most) =>
          this.#connection.once('read ahead', () =>
            readLogRaw(this.#connection, { from: serverPosition(from), limit: most, prefix, of }),
          ),
      },
    );
    if (!narrow && after !== beginning && !startsAt(found, after)) throw unknown(after);
    // the log is read inclusively and in order, so only the first event can be the one at the position itself
    const fresh = startsAt(found, after) ? found.slice(1) : found;
    const taken = fresh.slice(0, limit);
    const atEnd = found.length < size;
    const lastTaken = taken.at(-1)?.position;
    let next = lastTaken ? positionAt(lastTaken) : after;
    if (atEnd && end !== undefined && end > next) next = end;
    this.#remember(next);
    const events: Recorded[] = [];
    for (const event of taken) {
      if (isServersOwn(event)) continue;
      const recorded = fromServer(event, this.#prefix);
      if (passes(filter, recorded)) events.push(recorded);
    }
    return { events, next, atEnd: atEnd && fresh.length === taken.length };
  }

  /** The event of the log that stands at a position. */
  async at(position: Position, options: CallOptions = {}): Promise<Recorded | undefined> {
    try {
      const { leader } = this.#connection;
      const found = await this.#from(leader, position, 1, this.#prefix, options);
      const [first] = found;
      if (first === undefined || isServersOwn(first) || !startsAt(found, position))
        return undefined;
      return fromServer(first, this.#prefix);
    } catch (error) {
      // a place between two events, at which the server finds none either
      if (error instanceof UnknownPosition) return undefined;
      throw error;
    }
  }

  /** Raw events of the log after a position that this reader gave, from the leader. */
  async raw(
    after: Position,
    limit: number,
    options: CallOptions = {},
  ): Promise<readonly ServerEvent[]> {
    const { leader } = this.#connection;
    const events = await this.#from(leader, after, limit, this.#prefix, options);
    return events.filter((event) => event.position && positionAt(event.position) > after);
  }

  async #check(of: ClientUse, after: Position, options: CallOptions): Promise<void> {
    const [first] = await this.#from(of, after, 1, this.#prefix, options);
    if (first === undefined || !startsAt([first], after)) throw unknown(after);
    this.#remember(after);
  }

  async #last(of: ClientUse, options: CallOptions): Promise<Position> {
    const [last] = await readLogOnce(
      this.#connection,
      { direction: 'backwards', limit: 1, prefix: this.#prefix, of },
      options,
    );
    return last?.position ? positionAt(last.position) : beginning;
  }

  /**
   * One read from a position on, inclusive. The server answers a place between two records as if it were away; where
   * it answers at once from elsewhere, and does so again, the position is at fault and not the server. Once proves
   * nothing: the server may have come back in between.
   */
  async #from(
    of: ClientUse,
    after: Position,
    limit: number,
    prefix: string,
    options: CallOptions,
  ): Promise<readonly ServerEvent[]> {
    const from = after === beginning ? this.#start : serverPosition(after);
    const connection = this.#connection;
    return connection.call(
      'read $all',
      async () => {
        for (let refusals = 1; ; refusals += 1) {
          try {
            return await readLogRaw(connection, { from, limit, prefix, of });
          } catch (error) {
            if (after === beginning || this.#given.has(after)) throw error;
            if (kindOf(error) !== 'transient' && kindOf(error) !== 'refused') throw error;
            await readLogRaw(connection, { direction: 'backwards', limit: 1, prefix, of });
            if (refusals === refusalsThatTell) throw unknown(after);
          }
        }
      },
      { ...options, reads: of },
    );
  }

  /** Takes a position for one of this log without looking it up: an event that the server sent stands there. */
  trust(position: Position): void {
    if (position !== beginning) this.#remember(position);
  }

  #remember(position: Position): void {
    this.#connection.saw(position);
    this.#given.delete(position);
    this.#given.add(position);
    if (this.#given.size <= remembered) return;
    for (const oldest of this.#given) {
      this.#given.delete(oldest);
      break;
    }
  }
}

function startsAt(events: readonly ServerEvent[], position: Position): boolean {
  const first = events[0]?.position;
  return first !== undefined && positionAt(first) === position;
}

function unknown(position: Position): UnknownPosition {
  return new UnknownPosition(position, 'no event of this log stands there');
}
