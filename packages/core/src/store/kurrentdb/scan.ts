import type { Position } from '../event-store.ts';
import { beginning } from '../event-store.ts';
import { readLog, readWhileItComes } from './bounded.ts';
import type { Client, ClientUse } from './client.ts';
import type { CallOptions, Connection } from './connection.ts';
import type { Passed } from './passed.ts';
import type { PassedNotes, Place } from './passed-notes.ts';
import { positionAt, type ServerPosition, serverPosition } from './positions.ts';
import { largestRead, type Wanted } from './read.ts';
import type { ServerEvent } from './record.ts';
import { skim } from './skim.ts';

/** For so many ms the server's log is held to end where it did: it never ends earlier. */
const endHolds = 1_000;

export interface Found {
  /** Events of the log after the position that was asked from, in order. */
  readonly events: readonly ServerEvent[];
  /** True where the server's log was read to its end. */
  readonly atEnd: boolean;
}

/** Where the server's log ended, as the nodes behind a client told. */
interface End extends Place {
  readonly client: Client;
  readonly seen: number;
}

export interface ScanFrom extends Wanted {
  readonly of: ClientUse;
  /** An event of the log, which is not given. */
  readonly after: Position;
  readonly limit: number;
}

/**
 * Goes through the server's log for events of ours, and past what others wrote: each part of it that holds nothing of
 * this log is gone through once, and then known, to later processes as well.
 */
export class Scan {
  readonly #connection: Connection;
  readonly #prefix: string;
  readonly #start: ServerPosition;
  readonly #notes: PassedNotes;
  #end: End | undefined;
  #unsaved = false;

  constructor(connection: Connection, prefix: string, start: ServerPosition, notes: PassedNotes) {
    this.#connection = connection;
    this.#prefix = prefix;
    this.#start = start;
    this.#notes = notes;
  }

  /** What is known of parts that others filled. */
  passed(): Promise<Passed> {
    return this.#notes.known();
  }

  /** At least so many events where there are, without going through what is known to hold none. */
  async around({ of, after, limit, ...wanted }: ScanFrom, options: CallOptions): Promise<Found> {
    const passed = await this.passed();
    const events: ServerEvent[] = [];
    let last = after;
    let place = passed.at(after)?.to ?? this.placeOf(after);
    const take = (found: readonly ServerEvent[]): void => {
      for (const event of found) {
        if (event.position === undefined) continue;
        const position = positionAt(event.position);
        if (position > last && event.streamId.startsWith(this.#prefix)) events.push(event);
        if (position > last) last = position;
        place = event.position;
      }
    };
    for (;;) {
      const ahead = passed.beyond(last);
      // of a type there may be any number that are not ours
      const size = wanted.types ? largestRead : Math.min(limit - events.length + 1, largestRead);
      const until = ahead && serverPosition(ahead.after);
      const read = { of, from: place, limit: size, ...wanted };
      const found = until
        ? await skim(this.#connection, { ...read, until }, options)
        : { events: await readLog(this.#connection, read, options), short: false };
      take(found.events);
      if (found.events.length < size) {
        // a node that has not all that is known yet
        if (ahead === undefined || found.short) return { events, atEnd: true };
        [last, place] = [ahead.after, ahead.to];
      }
      if (events.length >= limit) return { events: events.slice(0, limit), atEnd: false };
    }
  }

  /** Where the server's whole log ends, or did a moment ago: what is read from now on goes at least as far. */
  async end(of: ClientUse): Promise<End | undefined> {
    const { client } = of;
    const known = this.#end;
    if (known?.client === client && performance.now() - known.seen < endHolds) return known;
    const seen = performance.now();
    try {
      const last = { of, direction: 'backwards', limit: 1 } as const;
      const [event] = (await readWhileItComes(this.#connection, last)) ?? [];
      if (event?.position === undefined) return undefined;
      const { id, position } = event;
      this.#end = { id, position, client, seen };
      return this.#end;
    } catch {
      // the reading that follows will say what is wrong, and find its way without
      return undefined;
    }
  }

  /** These events of ours follow each other and the position. */
  async noteBetween(after: Position, events: readonly ServerEvent[]): Promise<void> {
    const passed = await this.passed();
    if (passed.noteBetween(after, events)) this.#unsaved = true;
  }

  /**
   * Everything up to an end that was found before was looked at, and the last event of ours is this one. It counts
   * where the same nodes told of both: another may have been behind.
   */
  async noteEnd(last: Position, end: End | undefined, { client }: ClientUse): Promise<void> {
    const passed = await this.passed();
    passed.saw(last);
    if (end === undefined || end.client !== client) return;
    if (!passed.note(last, end.position) && !this.#unsaved) return;
    this.#unsaved = false;
    await this.#notes.save(end);
  }

  placeOf(position: Position): ServerPosition {
    return position === beginning ? this.#start : serverPosition(position);
  }
}
