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

export interface LogRead {
  readonly direction?: Direction;
  /** Where to begin: forwards the event there is given first, backwards the one before it. Default is the log's end on that side. */
  readonly from?: ServerPosition;
  readonly limit: number;
  /** Begins the names of the streams that are wanted. */
  readonly prefix: string;
  /** Which nodes are asked; default is the leader. */
  readonly of?: ClientUse;
}

/** One bounded read of the server's whole log, of streams with a prefix only. Rejects with what the client raised. */
export async function readLogRaw(
  connection: Connection,
  { direction = 'forwards', from, limit, prefix, of = connection.leader }: LogRead,
): Promise<readonly ServerEvent[]> {
  const fromPosition: ReadPosition = from ?? (direction === 'forwards' ? 'start' : 'end');
  const maxCount = Math.min(limit, largestRead);
  return taken(of.client.readAll({ direction, fromPosition, maxCount, filter: ofStreams(prefix) }));
}

/** As `readLogRaw`, tried again while the server is away. @throws StoreUnavailable */
export function readLogOnce(
  connection: Connection,
  read: LogRead,
  options: CallOptions = {},
): Promise<readonly ServerEvent[]> {
  return connection.call('read $all', () => readLogRaw(connection, read), {
    ...options,
    reads: read.of ?? connection.leader,
  });
}

/** The filter for streams whose names begin with a prefix. */
export function ofStreams(prefix: string): Filter {
  return { filterOn: 'streamName', prefixes: [prefix], checkpointInterval: 32 };
}

/** Events of an answer. An entry without an event is a link whose target is gone: never one of ours. */
async function taken(
  answer: AsyncIterable<{ readonly event?: ServerEvent | undefined }>,
): Promise<readonly ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const { event } of answer) if (event !== undefined) events.push(event);
  return events;
}
