import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { TimelineError } from '../../errors.ts';
import type { Connection } from './connection.ts';
import { kindOf } from './failures.ts';
import { lastOf } from './read.ts';

/** Somebody else holds the lease. */
export class LeaseHeld extends TimelineError {
  readonly code = 'LeaseHeld';

  constructor(name: string, holder: string, until: string) {
    super(
      `${holder} holds the lease "${name}" of this log until ${until}, and one at a time may. Wait until then, or end the other.`,
      { name, holder, until },
    );
  }
}

const takenSchema = z.object({ holder: z.string(), until: z.iso.datetime() });

export interface LeaseOptions {
  /** Who asks, for those who are kept waiting. */
  readonly holder: string;
  /** How long a lease lasts unless renewed, in ms; default 30,000. It is renewed after a third of that. */
  readonly lasts?: number;
  readonly now?: () => Date;
}

const defaultLasts = 30_000;

/**
 * Does work that only one process at a time may do for a log. A lease is the last event of a stream of its own:
 * taking, renewing and giving it back are appends under the revision that was read, so of two who try, one is
 * refused. The signal tells the work that the lease was lost; then it must stop, for another may have begun. Clocks
 * that differ by more than two thirds of a lease may let two hold one: machines of one log keep their clocks in step.
 * @throws LeaseHeld, StoreUnavailable
 */
export async function holdingLease<T>(
  connection: Connection,
  { stream, name }: { readonly stream: string; readonly name: string },
  { holder, lasts = defaultLasts, now = () => new Date() }: LeaseOptions,
  work: (lost: AbortSignal) => Promise<T>,
): Promise<T> {
  const until = (): string => new Date(now().getTime() + lasts).toISOString();
  const mine = { holder, token: randomUUID() };
  let revision = await take();
  const lost = new AbortController();
  const renewal = setInterval(() => void renew(), lasts / 3);
  let renewing: Promise<void> = Promise.resolve();
  let ends = now().getTime() + lasts;
  try {
    return await work(lost.signal);
  } finally {
    clearInterval(renewal);
    await renewing;
    if (!lost.signal.aborted) {
      await write(revision, { ...mine, until: now().toISOString() }).catch(() => {});
    }
  }

  async function take(): Promise<number> {
    const last = await lastOf(connection, stream);
    const held = last && takenSchema.safeParse(last.data).data;
    if (held && held.until > now().toISOString()) {
      throw new LeaseHeld(name, held.holder, held.until);
    }
    const written = await write(last === undefined ? -1 : Number(last.revision), {
      ...mine,
      until: until(),
    });
    if (written !== 'moved') return written;
    throw new LeaseHeld(name, 'Another process', until());
  }

  function renew(): Promise<void> {
    renewing = (async () => {
      try {
        const next = until();
        const written = await write(revision, { ...mine, until: next });
        if (written === 'moved') lost.abort();
        else [revision, ends] = [written, Date.parse(next)];
      } catch {
        // the server is away: the lease holds until it runs out, and no longer
        if (now().getTime() + lasts / 3 >= ends) lost.abort();
      }
    })();
    return renewing;
  }

  /** The revision written; `moved` where the stream has gone on otherwise. An answer that was lost is looked up. */
  async function write(
    after: number,
    data: { token: string; until: string },
  ): Promise<number | 'moved'> {
    const event = {
      id: randomUUID(),
      contentType: 'application/json' as const,
      type: 'LeaseTaken',
      data,
      metadata: undefined,
    };
    const streamState = after === -1 ? ('no_stream' as const) : BigInt(after);
    return connection.call(
      'hold a lease',
      async () => {
        try {
          await connection.client.appendToStream(stream, event, { streamState });
          return after + 1;
        } catch (error) {
          if (kindOf(error) !== 'conflict') throw error;
          const last = await lastOf(connection, stream, { patience: 0 });
          return last?.id === event.id ? Number(last.revision) : 'moved';
        }
      },
      { stream, patience: lasts / 3 },
    );
  }
}
