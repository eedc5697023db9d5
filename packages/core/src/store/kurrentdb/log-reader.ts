import type { Recorded } from '../../events/envelope.ts';
import { UnknownPosition } from '../errors.ts';
import { beginning, type Page, type Position, type ReadAllOptions } from '../event-store.ts';
import { passes } from '../filter.ts';
import { defaultPageSize } from '../read-options.ts';
import { delayOf } from './backoff.ts';
import { readWhileItComes, skimmed } from './bounded.ts';
import type { ClientUse } from './client.ts';
import type { CallOptions, Connection } from './connection.ts';
import { kindOf } from './failures.ts';
import { positionAt, serverPosition } from './positions.ts';
import { largestRead, readLogRaw, type Wanted } from './read.ts';
import { ReadAhead } from './read-ahead.ts';
import { fromServer, isServersOwn, type ServerEvent } from './record.ts';
import type { Found, Scan } from './scan.ts';

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
  readonly #scan: Scan;
  readonly #given = new Set<Position>();
  readonly #ahead = new ReadAhead();

  constructor(connection: Connection, prefix: string, scan: Scan) {
    this.#connection = connection;
    this.#prefix = prefix;
    this.#scan = scan;
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
    { limit = defaultPageSize, filter, wholly = false }: ReadAllOptions,
    options: CallOptions,
  ): Promise<Page> {
    const { types, streamPrefix = '' } = filter ?? {};
    const wanted = types ? { types } : { prefix: `${this.#prefix}${streamPrefix}` };
    const narrow = types !== undefined || streamPrefix !== '';
    const passed = await this.#scan.passed();
    const known = after === beginning || this.#given.has(after);
    if (!known && (narrow || passed.at(after))) await this.#check(of, after, options);
    // read first: what is appended between the two reads is then given, and never skipped
    const end = narrow ? await this.#ending(of, wholly, options) : undefined;
    if (types?.length === 0 || (end !== undefined && after >= end)) {
      return this.#ended(after, end ?? after);
    }
    const reached = narrow ? undefined : await this.#scan.end(of);
    const detour = !wholly && (passed.at(after) ?? passed.beyond(after)) !== undefined;
    const found = detour
      ? await this.#scan.around({ of, after, limit, ...wanted }, options)
      : await this.#straight(of, after, limit, wanted, options);
    if (!narrow) {
      await this.#scan.noteBetween(after, found.events);
      const last = found.events.at(-1)?.position;
      if (found.atEnd) await this.#scan.noteEnd(last ? positionAt(last) : after, reached, of);
    }
    const taken = found.events.slice(0, limit);
    const atEnd = found.atEnd && taken.length === found.events.length;
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
    return { events, next, atEnd };
  }

  #ended(after: Position, end: Position): Page {
    const next = end > after ? end : after;
    this.#remember(next);
    return { events: [], next, atEnd: true };
  }

  /** The event of the log that stands at a position. */
  async at(position: Position, options: CallOptions = {}): Promise<Recorded | undefined> {
    try {
      const { leader } = this.#connection;
      const found = await this.#from(leader, position, 1, {}, options);
      const [first] = found;
      if (!this.#isOurs(first, position) || isServersOwn(first)) return undefined;
      return fromServer(first, this.#prefix);
    } catch (error) {
      // a place between two events, at which the server finds none either
      if (error instanceof UnknownPosition) return undefined;
      throw error;
    }
  }

  /**
   * Raw events of the log after a position that this reader gave, from the leader.
   * @param wholly also where earlier readings found nothing of ours
   */
  async raw(
    after: Position,
    { limit = largestRead, wholly = false }: { limit?: number; wholly?: boolean } = {},
    options: CallOptions = {},
  ): Promise<Found> {
    const { leader: of } = this.#connection;
    const wanted = { prefix: this.#prefix };
    if (wholly) return this.#straight(of, after, limit, wanted, options);
    const reached = await this.#scan.end(of);
    const found = await this.#scan.around({ of, after, limit, ...wanted }, options);
    await this.#scan.noteBetween(after, found.events);
    const last = found.events.at(-1)?.position;
    if (found.atEnd) await this.#scan.noteEnd(last ? positionAt(last) : after, reached, of);
    return found;
  }

  /** Page by page, with a read ahead. What is wanted of other logs on the server is left out. */
  async #straight(
    of: ClientUse,
    after: Position,
    limit: number,
    wanted: Wanted,
    options: CallOptions,
  ): Promise<Found> {
    const size = Math.min(limit + 1, largestRead);
    const found = await this.#ahead.page(
      { of: JSON.stringify(wanted), after, size, goesOn: this.#given.has(after) },
      {
        asked: (from, most) => this.#from(of, from, most, wanted, options),
        ahead: (from, most) =>
          this.#connection.once('read ahead', () =>
            readLogRaw(this.#connection, {
              from: serverPosition(from),
              limit: most,
              of,
              ...wanted,
            }),
          ),
      },
    );
    const named = wanted.prefix !== undefined;
    if (wanted.prefix === this.#prefix && after !== beginning && !startsAt(found, after))
      throw unknown(after);
    // the log is read inclusively and in order, so only the first event can be the one at the position itself
    const fresh = startsAt(found, after) ? found.slice(1) : found;
    const events = named
      ? fresh
      : fresh.filter(({ streamId }) => streamId.startsWith(this.#prefix));
    const atEnd = found.length < size;
    // nothing but what other logs hold of these types
    if (events.length === 0 && !atEnd) {
      return this.#scan.around({ of, after, limit, ...wanted }, options);
    }
    return { events, atEnd };
  }

  async #check(of: ClientUse, after: Position, options: CallOptions): Promise<void> {
    // whatever record stands there: what follows it may be far away
    const [first] = await this.#from(of, after, 1, {}, options);
    if (!this.#isOurs(first, after)) throw unknown(after);
    this.#remember(after);
  }

  #isOurs(event: ServerEvent | undefined, position: Position): event is ServerEvent {
    return event?.streamId.startsWith(this.#prefix) === true && startsAt([event], position);
  }

  /** The last event of the log, whatever others wrote after it. */
  async #ending(of: ClientUse, wholly: boolean, options: CallOptions): Promise<Position> {
    const connection = this.#connection;
    const wanted = { prefix: this.#prefix };
    const passed = await this.#scan.passed();
    const reached = await this.#scan.end(of);
    let tail = passed.tail?.after;
    if (tail === undefined || wholly) {
      const read = { direction: 'backwards', limit: 1, of, ...wanted } as const;
      const found = await connection.call('read $all', () => readWhileItComes(connection, read), {
        ...options,
        reads: of,
        steps: true,
      });
      if (found !== undefined) {
        const last = found[0]?.position ? positionAt(found[0].position) : beginning;
        await this.#scan.noteEnd(last, reached, of);
        return last;
      }
      tail = passed.stretches.at(-1)?.after ?? beginning;
    }
    for (let last = tail; ; ) {
      const found = await this.#scan.around(
        { of, after: last, limit: largestRead, ...wanted },
        options,
      );
      await this.#scan.noteBetween(last, found.events);
      last = found.events.at(-1)?.position ? positionAt(found.events.at(-1)!.position!) : last;
      if (!found.atEnd) continue;
      await this.#scan.noteEnd(last, reached, of);
      return last;
    }
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
    wanted: Wanted,
    options: CallOptions,
  ): Promise<readonly ServerEvent[]> {
    const from = this.#scan.placeOf(after);
    const connection = this.#connection;
    const found = await connection.call(
      'read $all',
      async () => {
        for (let refusals = 1; ; refusals += 1) {
          try {
            return await readWhileItComes(connection, { from, limit, of, ...wanted });
          } catch (error) {
            if (after === beginning || this.#given.has(after)) throw error;
            if (kindOf(error) !== 'transient' && kindOf(error) !== 'refused') throw error;
            await readLogRaw(connection, { direction: 'backwards', limit: 1, of });
            if (refusals === refusalsThatTell) throw unknown(after);
          }
        }
      },
      { ...options, reads: of, steps: true },
    );
    if (found !== undefined) return found;
    // the event at the position, at once, and then what follows it
    const first = after === beginning ? [] : await this.#from(of, after, 1, {}, options);
    const rest = { of, from, limit: limit - 1, ...wanted };
    return limit === 1 ? first : [...first, ...(await skimmed(connection, rest, options))];
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
