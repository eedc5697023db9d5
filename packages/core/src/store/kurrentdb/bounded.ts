import type { CallOptions, Connection } from './connection.ts';
import { type LogRead, readLogRaw } from './read.ts';
import type { ServerEvent } from './record.ts';
import { skim } from './skim.ts';

/** A bounded read that says nothing for so many ms goes through what others wrote: from then on it is skimmed. */
const slowAfter = 1_000;

/** A bounded read as long as something comes of it; undefined where nothing does for a moment. */
export async function readWhileItComes(
  connection: Connection,
  read: LogRead,
): Promise<readonly ServerEvent[] | undefined> {
  const slow = Promise.withResolvers<undefined>();
  const { deadline } = connection.address;
  const timer = setTimeout(slow.resolve, Math.min(slowAfter, deadline), undefined);
  const step = (): void => void timer.refresh();
  try {
    return await Promise.race([readLogRaw(connection, { ...read, step }), slow.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * A bounded read of the server's log from a place on, tried again while the server is away. Where it answers soon the
 * record at the place is among what it gives. Where it does not, the log is skimmed from there, and then it is not.
 * @throws StoreUnavailable
 */
export async function readLog(
  connection: Connection,
  read: LogRead & Required<Pick<LogRead, 'from'>>,
  options: CallOptions = {},
): Promise<readonly ServerEvent[]> {
  const { of = connection.leader, from } = read;
  const inclusive = { commit: from.commit, prepare: from.commit };
  const found = await connection.call(
    'read $all',
    () => readWhileItComes(connection, { ...read, of, from: inclusive }),
    { ...options, reads: of, steps: true },
  );
  return found ?? skimmed(connection, { ...read, of }, options);
}

/** What a read that was given up comes to. */
export async function skimmed(
  connection: Connection,
  read: LogRead & Required<Pick<LogRead, 'from' | 'of'>>,
  options: CallOptions,
): Promise<readonly ServerEvent[]> {
  const { of } = read;
  const silent = of.client;
  const began = performance.now();
  const { events } = await skim(connection, read, options);
  // there was little to go through: it was the client that was silent, and not the log that is long
  if (performance.now() - began < slowAfter) await of.renew(silent);
  return events;
}
