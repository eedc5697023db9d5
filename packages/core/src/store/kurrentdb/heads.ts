import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { beginning, toPosition } from '../../events/envelope.ts';
import { emptyLog, type LogState } from '../append.ts';
import type { Position } from '../event-store.ts';
import { headHashAfter } from '../integrity.ts';
import type { Connection } from './connection.ts';
import { kindOf } from './failures.ts';
import type { LogReader } from './log-reader.ts';
import { positionAt } from './positions.ts';
import { largestRead, lastOf, readStreamOnce } from './read.ts';
import { fromServer, isServersOwn, type ServerEvent } from './record.ts';
import { Turns } from './turns.ts';

/** A head as it was noted: everything up to its position, summed up. */
const notedSchema = z.object({
  position: z
    .string()
    .regex(/^\d{20}$/)
    .transform(toPosition),
  events: z.number().int().positive(),
  streams: z.number().int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  recorded: z.string(),
});

/** After so many events a head is noted while reading, so that the next process need not read them again. */
const noteEvery = 4_096;

/** What a process that has written leaves unnoted when it ends. */
const unnotedAtMost = 100;

/**
 * The head of a log that nobody writes alone. No writer can know what others write to other streams meanwhile, so
 * only streams are chained as they are written; the hash over all streams is worked out by whoever reads the log in
 * its order, which is the same for everybody, and noted from time to time in a stream beside it. `verify` works it
 * out from the beginning and holds every note against that.
 */
export class Heads {
  readonly #connection: Connection;
  readonly #reader: LogReader;
  readonly #stream: string;
  readonly #prefix: string;
  readonly #turns = new Turns();
  #end: LogState | undefined;
  #noted = 0;

  constructor(connection: Connection, reader: LogReader, stream: string, prefix: string) {
    this.#connection = connection;
    this.#reader = reader;
    this.#stream = stream;
    this.#prefix = prefix;
  }

  /** The present head, noted for others where it has grown far. @throws StoreUnavailable, StoreDamaged */
  present(): Promise<LogState> {
    return this.#turns.take('', async () => {
      let end = this.#end ?? (await this.#lastNoted());
      for (;;) {
        const { events, atEnd } = await this.#reader.raw(end.position);
        end = headAfter(end, events, this.#prefix);
        this.#end = end;
        this.#connection.saw(end.position);
        if (end.events - this.#noted >= noteEvery) await this.#note(end);
        if (atEnd) return end;
      }
    });
  }

  /** Notes the present head where it has moved on; a failure is no error, since notes only save time. */
  async noteNow(): Promise<void> {
    try {
      const end = await this.present();
      if (end.events - this.#noted > unnotedAtMost) await this.#note(end);
    } catch {
      // what is not noted is worked out by the next reader
    }
  }

  /** Every head that was noted, oldest first, with its place; one that cannot be read is given as undefined. */
  async *notes(): AsyncGenerator<{
    readonly revision: number;
    readonly head: LogState | undefined;
  }> {
    for (let from = 0; ; from += largestRead) {
      const events = await readStreamOnce(this.#connection, this.#stream, {
        from,
        limit: largestRead,
      });
      for (const event of events ?? []) {
        yield { revision: Number(event.revision), head: notedSchema.safeParse(event.data).data };
      }
      if ((events?.length ?? 0) < largestRead) return;
    }
  }

  async #lastNoted(): Promise<LogState> {
    const last = await lastOf(this.#connection, this.#stream);
    const noted = last && notedSchema.safeParse(last.data).data;
    this.#noted = noted?.events ?? 0;
    return noted ?? emptyLog;
  }

  async #note(end: LogState): Promise<void> {
    const { position, events, streams, hash, recorded } = end;
    const data = { position, events, streams, hash, recorded };
    const event = {
      id: randomUUID(),
      contentType: 'application/json' as const,
      type: 'HeadNoted',
      data,
      metadata: undefined,
    };
    try {
      await this.#connection.once('note the head', () =>
        this.#connection.client.appendToStream(this.#stream, event, { streamState: 'any' }),
      );
      this.#noted = events;
    } catch (error) {
      if (kindOf(error) === 'refused') throw error;
    }
  }
}

/** The head after more events of the log. @throws StoreDamaged where one was not written by this program */
export function headAfter(
  start: LogState,
  events: readonly ServerEvent[],
  prefix: string,
): LogState {
  let { position, events: count, streams, hash, recorded } = start;
  for (const event of events) {
    if (event.position) position = positionAt(event.position);
    if (isServersOwn(event)) continue;
    const one = fromServer(event, prefix);
    count += 1;
    if (one.revision === 0) streams += 1;
    hash = headHashAfter(hash, one.stream, one.chainHash);
    if (one.recorded > recorded) recorded = one.recorded;
  }
  return { position, events: count, streams, hash, recorded };
}

/** Names of streams, found by their first events and kept as the log grows. */
export class StreamNames {
  readonly #reader: LogReader;
  readonly #prefix: string;
  readonly #names = new Set<string>();
  readonly #turns = new Turns();
  #upTo: Position = beginning;

  constructor(reader: LogReader, prefix: string) {
    this.#reader = reader;
    this.#prefix = prefix;
  }

  /** Names that start with a prefix, in ascending order. @throws StoreUnavailable */
  async startingWith(prefix: string): Promise<readonly string[]> {
    await this.#turns.take('', async () => {
      for (;;) {
        const { events, atEnd } = await this.#reader.raw(this.#upTo);
        for (const { streamId, revision, position } of events) {
          if (revision === 0n) this.#names.add(streamId.slice(this.#prefix.length));
          if (position) this.#upTo = positionAt(position);
        }
        if (atEnd) return;
      }
    });
    return [...this.#names].filter((name) => name.startsWith(prefix)).sort();
  }
}
