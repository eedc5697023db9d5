import type { ClientUse } from './client.ts';
import type { CallOptions, Connection } from './connection.ts';
import { kindOf } from './failures.ts';
import type { Direction, Filter, ReadPosition, ReadRevision } from './library.ts';
import type { ServerPosition } from './positions.ts';
import type { ServerEvent } from './record.ts';

/** Events of one read of the server at most, however many are wanted: an answer that nobody stops must end by itself. */
export const largestRead = 2_000;

export interface StreamRead {
  readonly direction?: Direction;
  /** First revision to give, counting in the direction of reading; default is the stream's end on that side. */
  readonly from?: number;
  readonly limit: number;
}

/**
 * One bounded read of a stream; undefined where it does not exist or was emptied. The client's `start` and `end`
 * would override the direction, so each is given only with the direction it belongs to.
 * @throws StoreUnavailable; StoreDamaged where the stream was tombstoned
 */
export async function readStreamOnce(
  connection: Connection,
  stream: string,
  { direction = 'forwards', from, limit }: StreamRead,
  options: CallOptions = {},
): Promise<readonly ServerEvent[] | undefined> {
  const fromRevision: ReadRevision =
    from !== undefined ? BigInt(from) : direction === 'forwards' ? 'start' : 'end';
  const maxCount = Math.min(limit, largestRead);
  return connection.call(
    `read stream ${stream}`,
    async () => {
      try {
        const { client } = connection;
        return await taken(client.readStream(stream, { direction, fromRevision, maxCount }));
      } catch (error) {
        if (kindOf(error) !== 'missing') throw error;
        return undefined;
      }
    },
    { ...options, stream, reads: connection.leader },
  );
}

/** The last event of a stream, or undefined. @throws as `readStreamOnce` */
export async function lastOf(
  connection: Connection,
  stream: string,
  options?: CallOptions,
): Promise<ServerEvent | undefined> {
  const events = await readStreamOnce(
    connection,
    stream,
    { direction: 'backwards', limit: 1 },
    options,
  );
  return events?.[0];
}

/** What is wanted of the server's log: everything unless told. */
export interface Wanted {
  /** Begins the names of the streams that are wanted. */
  readonly prefix?: string;
  /** The types that are wanted, of whatever stream: the server filters by one of the two. */
  readonly types?: readonly string[];
}

export interface LogRead extends Wanted {
  readonly direction?: Direction;
  /** Where to begin: forwards the event there is given first, backwards the one before it. Default is the log's end on that side. */
  readonly from?: ServerPosition;
  readonly limit: number;
  /** Which nodes are asked; default is the leader. */
  readonly of?: ClientUse;
  /** Told of each event as it comes. */
  readonly step?: () => void;
}

/** One bounded read of the server's whole log, or of what is wanted of it. Rejects with what the client raised. */
export async function readLogRaw(
  connection: Connection,
  { direction = 'forwards', from, limit, of = connection.leader, step, ...wanted }: LogRead,
): Promise<readonly ServerEvent[]> {
  const fromPosition: ReadPosition = from ?? (direction === 'forwards' ? 'start' : 'end');
  const maxCount = Math.min(limit, largestRead);
  const all = wanted.prefix === undefined && wanted.types === undefined;
  const filter = all ? {} : { filter: filterOf(wanted) };
  return taken(of.client.readAll({ direction, fromPosition, maxCount, ...filter }), step);
}

/** The server's filter. With it a subscription tells how far it came after so many windows of 32 events. */
export function filterOf({ prefix = '', types }: Wanted): Filter {
  if (types === undefined) {
    return { filterOn: 'streamName', prefixes: [prefix], checkpointInterval: 32 };
  }
  const names = types.map((type) => type.replace(/[^A-Za-z0-9_]/g, '\\$&'));
  return { filterOn: 'eventType', regex: `^(?:${names.join('|')})$`, checkpointInterval: 32 };
}

/** Events of an answer. An entry without an event is a link whose target is gone: never one of ours. */
async function taken(
  answer: AsyncIterable<{ readonly event?: ServerEvent | undefined }>,
  step?: () => void,
): Promise<readonly ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const { event } of answer) {
    step?.();
    if (event !== undefined) events.push(event);
  }
  return events;
}
