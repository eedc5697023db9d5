import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Clock, systemClock } from '../../clock.ts';
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

/** The lease ran out before it could be renewed, or another took it since: what it guarded may no longer be done. */
export class LeaseLost extends TimelineError {
  readonly code = 'LeaseLost';

  constructor(name: string, until: string, why: string, cause?: unknown) {
    super(
      `The lease "${name}" of this log, held until ${until}, was lost: ${why}. What it guards was stopped. Run the same again.`,
      { name, until },
      cause,
    );
  }
}

const takenSchema = z.object({ holder: z.string(), token: z.string(), until: z.iso.datetime() });

/** Who asks for a lease, and for how long. */
export interface LeaseOptions {
  /** Who asks, for those who are kept waiting. */
  readonly holder: string;
  /** How long a lease lasts unless renewed, in ms; default 30,000. It is renewed after a third of that. */
  readonly lasts?: number;
  /** Tells the time, and waits; default the machine's. */
  readonly clock?: Clock;
  /**
   * The lease had run out for so many ms before it was renewed, since this process stood still or the machine slept.
   * Nobody had taken it: the log shows no other holder in between.
   */
  readonly onLapse?: (ms: number) => void;
}

const defaultLasts = 30_000;

/** Of a lease's stream so many events are kept: who held it lately. */
const keptOfLease = 100;

/**
 * Does work that only one process at a time may do for a log. A lease is the last event of a stream of its own:
 * taking, renewing and giving it back are appends under the revision that was read, so of two who try, one is
 * refused. The signal tells the work that the lease was lost; then it must stop, for another may have begun. Clocks
 * that differ by more than two thirds of a lease may let two hold one: machines of one log keep their clocks in step.
 * @throws LeaseHeld; LeaseLost once the work has ended, whatever it came to; StoreUnavailable
 */
export async function holdingLease<T>(
  connection: Connection,
  { stream, name }: { readonly stream: string; readonly name: string },
  { holder, lasts = defaultLasts, clock = systemClock, onLapse }: LeaseOptions,
  work: (lost: AbortSignal) => Promise<T>,
): Promise<T> {
  const mine = { holder, token: randomUUID() };
  const done = new AbortController();
  const lost = new AbortController();
  let ends = clock.now() + lasts;
  let revision = await take();
  const kept = keep();
  let outcome: T;
  try {
    outcome = await work(lost.signal);
  } finally {
    done.abort();
    await kept;
    if (!lost.signal.aborted) await write(revision, clock.now()).catch(() => {});
  }
  // what was done without the lease must not pass for done
  lost.signal.throwIfAborted();
  return outcome;

  async function take(): Promise<number> {
    const last = await lastOf(connection, stream);
    const held = last && takenSchema.safeParse(last.data).data;
    if (held && Date.parse(held.until) > clock.now()) {
      throw new LeaseHeld(name, held.holder, held.until);
    }
    ends = clock.now() + lasts;
    const written = await write(last === undefined ? -1 : Number(last.revision), ends);
    if (written === 'moved') throw new LeaseHeld(name, 'Another process', isoTime(ends));
    // the work does not wait for it
    void letGoOfEarlier();
    return written;
  }

  /** A renewal every few seconds is millions of events a year, of which the last counts: the server drops the others. */
  async function letGoOfEarlier(): Promise<void> {
    const { client } = connection;
    try {
      await connection.once('limit the lease', async () => {
        const { metadata } = await client.getStreamMetadata(stream);
        if (metadata?.maxCount !== keptOfLease) {
          await client.setStreamMetadata(stream, { maxCount: keptOfLease });
        }
      });
    } catch {
      // who may not, or cannot now, holds the lease all the same
    }
  }

  /** Renews until the work is done or the lease is lost. */
  async function keep(): Promise<void> {
    while (!done.signal.aborted && !lost.signal.aborted) {
      await clock.sleep(lasts / 3, done.signal);
      if (!done.signal.aborted) await renew();
    }
  }

  async function renew(): Promise<void> {
    const [at, until] = [clock.now(), isoTime(ends)];
    try {
      const written = await write(revision, at + lasts);
      if (written === 'moved') {
        lost.abort(new LeaseLost(name, until, 'another process took it after it had run out'));
        return;
      }
      if (at > ends) onLapse?.(at - ends);
      [revision, ends] = [written, at + lasts];
    } catch (error) {
      // the server is away: the lease holds until it runs out, and no longer
      if (clock.now() + lasts / 3 < ends) return;
      lost.abort(new LeaseLost(name, until, 'the server could not be asked to renew it', error));
    }
  }

  /** The revision written; `moved` where another took the lease. Answers that were lost are looked up. */
  async function write(after: number, until: number): Promise<number | 'moved'> {
    const event = {
      id: randomUUID(),
      contentType: 'application/json' as const,
      type: 'LeaseTaken',
      data: { ...mine, until: isoTime(until) },
      metadata: undefined,
    };
    let at = after;
    return connection.call(
      'hold a lease',
      async () => {
        for (;;) {
          const streamState = at === -1 ? ('no_stream' as const) : BigInt(at);
          try {
            await connection.client.appendToStream(stream, event, { streamState });
            return at + 1;
          } catch (error) {
            if (kindOf(error) !== 'conflict') throw error;
            const last = await lastOf(connection, stream, { patience: 0 });
            if (last?.id === event.id) return Number(last.revision);
            const held = takenSchema.safeParse(last?.data).data;
            const revisionNow = Number(last?.revision ?? -1);
            // one of our own whose answer never came: it stands, and this one goes after it
            if (held?.token !== mine.token || revisionNow <= at) return 'moved';
            at = revisionNow;
          }
        }
      },
      { stream, patience: lasts / 3 },
    );
  }
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
