import type { PlacedEvent } from '../append.ts';
import { StoreDamaged, StoreUnavailable } from '../errors.ts';
import type { Position } from '../event-store.ts';
import { delayOf } from './backoff.ts';
import type { Connection } from './connection.ts';
import { kindOf } from './failures.ts';
import { positionAt } from './positions.ts';
import { readStreamOnce } from './read.ts';
import { type ServerEvent, toServer } from './record.ts';
import { isTraced } from './tracing.ts';

/**
 * Sends placed events to the server under the revision that they continue, until it is known what became of them.
 * An answer that is lost is replaced by reading the stream: what stands after the revision is this very attempt,
 * nothing yet (then the same attempt is made again, which the server takes once), or another writer's.
 * @param stream the stream's name on the server
 * @returns position of the last event; `moved` where the stream is not at that revision and nothing was written
 * @throws StoreUnavailable where it stays unknown; StoreDamaged where the stream was tampered with
 */
export async function commit(
  connection: Connection,
  stream: string,
  placed: readonly PlacedEvent[],
): Promise<Position | 'moved'> {
  const first = placed[0]!;
  const last = placed.at(-1)!;
  const events = toServer(placed, isTraced(connection.client));
  const what = `append to stream ${stream}`;
  const streamState = first.revision === 0 ? 'no_stream' : BigInt(first.revision - 1);
  const until = performance.now() + connection.patience;
  let doubtful = false;

  for (let attempt = 1; ; attempt += 1) {
    connection.checkOpen();
    try {
      const reply = await connection.once(what, () =>
        connection.client.appendToStream(stream, events, { streamState }),
      );
      if (Number(reply.nextExpectedRevision) !== last.revision || reply.position === undefined) {
        throw begunAgain(stream, Number(reply.nextExpectedRevision), last.revision);
      }
      return noted(connection, positionAt(reply.position));
    } catch (error) {
      if (error instanceof StoreDamaged) throw error;
      const kind = kindOf(error);
      if (kind === 'conflict' && !doubtful) return 'moved';
      if (kind !== 'conflict' && kind !== 'transient')
        throw connection.errorOf(error, what, stream);
      doubtful = true;
      const delay = delayOf(attempt, connection.backOff, Math.random());
      if (kind === 'transient') {
        if (performance.now() + delay > until)
          throw outcomeUnknown(connection, error, what, stream);
        await connection.wait(delay);
      }
      const next = await eventAt(connection, stream, first.revision).catch((unread: unknown) => {
        if (!(unread instanceof StoreUnavailable) || connection.closed) throw unread;
        throw outcomeUnknown(connection, error, what, stream);
      });
      if (next === undefined) {
        // refused once for a conflict that reading does not show: the server is not of one mind yet
        if (kind === 'conflict') await connection.wait(delay);
        if (performance.now() > until) throw outcomeUnknown(connection, error, what, stream);
        continue;
      }
      if (next.id !== events[0]!.id) return 'moved';
      const end = await eventAt(connection, stream, last.revision);
      if (end?.position === undefined || end.id !== events.at(-1)!.id) {
        throw begunAgain(stream, Number(next.revision), first.revision);
      }
      return noted(connection, positionAt(end.position));
    }
  }
}

async function eventAt(
  connection: Connection,
  stream: string,
  from: number,
): Promise<ServerEvent | undefined> {
  const [event] = (await readStreamOnce(connection, stream, { from, limit: 1 })) ?? [];
  return event;
}

/** Whoever appended reads what they appended. */
function noted(connection: Connection, position: Position): Position {
  connection.saw(position);
  return position;
}

function begunAgain(stream: string, revision: number, expected: number): StoreDamaged {
  return new StoreDamaged(
    `Stream ${stream} took an append at revision ${revision} where ${expected} belongs: it was deleted and begun again.`,
    { stream, revision },
  );
}

function outcomeUnknown(
  connection: Connection,
  error: unknown,
  what: string,
  stream: string,
): StoreUnavailable {
  const { message } = connection.errorOf(error, what, stream);
  return new StoreUnavailable(
    `${message} The events may have been written or not: append the same events again, they are never written twice.`,
    { store: connection.address.shown, stream, outcome: 'unknown' },
    error,
  );
}
