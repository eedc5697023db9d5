import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { TimelineError } from '../../errors.ts';
import { StoreDamaged, StoreUnavailable } from '../errors.ts';
import { type KurrentAddress, kurrentAddress } from './address.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { adviceOn, kindOf, textOf } from './failures.ts';
import { namesIn } from './names.ts';
import type { ServerPosition } from './positions.ts';
import { readStreamOnce } from './read.ts';

/** There is a server, and no log of that namespace on it. */
export class NoSuchLog extends TimelineError {
  readonly code = 'NoSuchLog';

  constructor(shown: string, namespace: string) {
    super(
      `${shown} holds no log in namespace "${namespace}". Import or copy something into it to make one, or name another with namespace=NAME.`,
      { shown, namespace },
    );
  }
}

/** What the first event of a log's own stream says. */
const madeSchema = z.object({ id: z.uuid(), format: z.literal(1) });

export interface Log {
  readonly id: string;
  /** Where the log was made: all of its events lie after it. */
  readonly start: ServerPosition;
}

/** A server that is away when it is first asked is given this long, in ms; a wrong address should be told soon. */
const openingPatience = 3_000;

/** How a log on a server is opened. */
export interface OpeningOptions extends ConnectionOptions {
  /** Whether a log that is not there is made; default true. */
  readonly create?: boolean;
}

/**
 * Connects to a server, finds a log there, and makes what stands on both; without it the connection is closed.
 * @throws InvalidRequest where the address cannot be read
 * @throws StoreUnavailable where the server cannot be reached, with the cause in words and the password masked
 * @throws NoSuchLog where there is none and `create` is false
 */
export async function onLog<T>(
  address: string | KurrentAddress,
  { create = true, ...options }: OpeningOptions,
  made: (connection: Connection, log: Log, names: ReturnType<typeof namesIn>) => T,
): Promise<T> {
  const where = typeof address === 'string' ? kurrentAddress(address) : address;
  const connection = await Connection.to(where, options);
  try {
    const names = namesIn(where.namespace);
    const { patience } = options;
    const log = await findLog(connection, names.log, {
      create,
      ...(patience !== undefined && { patience }),
    });
    return made(connection, log, names);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/**
 * Finds the log of a namespace, and makes it where there is none and `create` says so.
 * @throws NoSuchLog, StoreUnavailable with the cause in words, StoreDamaged
 */
async function findLog(
  connection: Connection,
  stream: string,
  { create, patience = openingPatience }: { readonly create: boolean; readonly patience?: number },
): Promise<Log> {
  const { namespace, shown } = connection.address;
  const first = async () => {
    const [event] = (await readStreamOnce(connection, stream, { limit: 1 }, { patience })) ?? [];
    return event;
  };
  try {
    let event = await first();
    if (event === undefined) {
      if (!create) throw new NoSuchLog(shown, namespace);
      await make(connection, stream, patience);
      event = await first();
    }
    const made = madeSchema.safeParse(event?.data);
    if (!made.success || event?.position === undefined) {
      throw new StoreDamaged(`Stream ${stream} of ${shown} does not say which log this is.`);
    }
    return { id: made.data.id, start: event.position };
  } catch (error) {
    throw await withCause(connection, stream, error);
  }
}

/** Two who make it at once are told apart by the server: one event stands first, and both read it. */
async function make(connection: Connection, stream: string, patience: number): Promise<void> {
  const event = {
    id: randomUUID(),
    contentType: 'application/json' as const,
    type: 'LogMade',
    data: { id: randomUUID(), format: 1 },
    metadata: undefined,
  };
  await connection.call(
    'make the log',
    async () => {
      try {
        await connection.client.appendToStream(stream, event, { streamState: 'no_stream' });
      } catch (error) {
        if (kindOf(error) !== 'conflict') throw error;
      }
    },
    { patience, stream },
  );
}

/**
 * Reads say no more than that the server is unavailable, also where TLS is set up wrongly. The other half of the
 * client speaks more clearly, so it is asked why.
 */
async function withCause(connection: Connection, stream: string, error: unknown): Promise<unknown> {
  const unreachable =
    error instanceof StoreUnavailable && (error.details as { kind?: unknown }).kind === 'transient';
  if (!unreachable || connection.closed) return error;
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const subscription = connection.client.subscribeToStream(stream, { fromRevision: 'end' });
  subscription.on('error', resolve);
  subscription.on('confirmation', () => resolve(undefined));
  const timer = setTimeout(resolve, Math.min(connection.address.deadline, openingPatience));
  const cause = await promise;
  clearTimeout(timer);
  await subscription.unsubscribe().catch(() => {});
  if (cause === undefined) return error;
  const text = textOf(cause);
  return new StoreUnavailable(
    `${connection.address.shown} cannot be reached: ${text}. ${adviceOn(text)}`,
    error.details,
    cause,
  );
}
