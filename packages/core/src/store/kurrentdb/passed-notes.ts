import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { toPosition } from '../../events/envelope.ts';
import { beginning } from '../event-store.ts';
import type { Connection } from './connection.ts';
import { Passed } from './passed.ts';
import type { ServerPosition } from './positions.ts';
import { lastOf, readLogRaw } from './read.ts';

/** A record of the server's log. */
export interface Place {
  readonly id: string;
  readonly position: ServerPosition;
}

const digits = z.string().regex(/^\d{1,20}$/);
const place = z.object({ commit: digits, prepare: digits });
const notedSchema = z.object({
  log: z.string(),
  /** A record up to which the server's log was read, so that a log with another history is told from this one. */
  end: place.extend({ id: z.string() }),
  stretches: z.array(
    z.object({
      after: z.union([z.literal(''), z.string().regex(/^\d{20}$/)]).transform(toPosition),
      to: place,
    }),
  ),
});

/** How many notes the server keeps: the last one counts. */
const kept = 2;

/**
 * What was found out about the parts of the server's log that others filled, kept beside the log for those who ask
 * later. Whoever may not write does without.
 */
export class PassedNotes {
  readonly #connection: Connection;
  readonly #stream: string;
  readonly #log: string;
  readonly #start: ServerPosition;
  #known: Promise<Passed> | undefined;
  #saves: 'first' | 'yes' | 'no' = 'yes';

  constructor(connection: Connection, stream: string, log: string, start: ServerPosition) {
    this.#connection = connection;
    this.#stream = stream;
    this.#log = log;
    this.#start = start;
  }

  known(): Promise<Passed> {
    this.#known ??= this.#load();
    return this.#known;
  }

  async save({ id, position }: Place): Promise<void> {
    if (this.#saves === 'no') return;
    const { stretches } = await this.known();
    const { client } = this.#connection;
    const event = {
      id: randomUUID(),
      contentType: 'application/json' as const,
      type: 'OthersPassed',
      data: {
        log: this.#log,
        end: { id, ...written(position) },
        stretches: stretches.map(({ after, to }) => ({ after, to: written(to) })),
      },
      metadata: undefined,
    };
    try {
      await this.#connection.once('note what others wrote', async () => {
        if (this.#saves === 'first')
          await client.setStreamMetadata(this.#stream, { maxCount: kept });
        await client.appendToStream(this.#stream, event, { streamState: 'any' });
      });
      this.#saves = 'yes';
    } catch {
      // it is found out again by the next one
      this.#saves = 'no';
    }
  }

  /** What was noted, where the server's log still holds the record up to which it was read. */
  async #load(): Promise<Passed> {
    try {
      const last = await lastOf(this.#connection, this.#stream, { patience: 0 });
      if (last === undefined) this.#saves = 'first';
      const { success, data } = notedSchema.safeParse(last?.data);
      if (success && data.log === this.#log) {
        const [there] = await this.#connection.once('look up what was noted', () =>
          readLogRaw(this.#connection, { from: read(data.end), limit: 1 }),
        );
        if (there?.id === data.end.id) {
          const stretches = data.stretches.map(({ after, to }) => ({ after, to: read(to) }));
          return new Passed(this.#start, stretches, beginning);
        }
      }
    } catch {
      // nothing is known then, and everything is read
    }
    return new Passed(this.#start);
  }
}

function written({ commit, prepare }: ServerPosition): { commit: string; prepare: string } {
  return { commit: String(commit), prepare: String(prepare) };
}

function read({ commit, prepare }: z.infer<typeof place>): ServerPosition {
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}
