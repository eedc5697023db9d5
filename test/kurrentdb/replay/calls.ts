import {
  type AllStreamResolvedEvent,
  type AppendToStreamOptions,
  binaryEvent,
  type DeleteStreamOptions,
  type EventData,
  jsonEvent,
  type ReadAllOptions,
  type ReadStreamOptions,
  type ResolvedEvent,
  type SetStreamMetadataOptions,
  type StreamMetadata,
  type TombstoneStreamOptions,
} from '@kurrent/kurrentdb-client';
import type { Bench } from './bench.ts';
import { decode, encode, encodeError } from './encoding.ts';
import type { Step } from './recording.ts';

/** How long a call that should never settle is watched. */
const PATIENCE_MS = 400;

/** Makes a recorded call and gives what came of it, in the form of the recordings. */
export async function replayCall(bench: Bench, step: Step): Promise<Record<string, unknown>> {
  let timer: NodeJS.Timeout | undefined;
  const never = new Promise<'never'>((resolve) => {
    // only one that was recorded as never settling is given up
    if (isNever(step)) timer = setTimeout(() => resolve('never'), PATIENCE_MS);
  });
  try {
    const result = await Promise.race([make(bench, step), never]);
    if (result === 'never') return neverSettled(step);
    return result === undefined ? { result: null } : { result: encode(result) };
  } catch (error) {
    return { error: error instanceof Error ? encodeError(error) : error };
  } finally {
    clearTimeout(timer);
  }
}

function isNever({ outcome }: Step): boolean {
  const recorded = outcome.error as { readonly message?: string } | undefined;
  return recorded?.message?.startsWith('NEVER_SETTLED') === true;
}

/** The recording says how long it waited; we say the same where it was in vain. */
function neverSettled({ outcome }: Step): Record<string, unknown> {
  const recorded = outcome.error as { readonly message?: string } | undefined;
  return {
    error: {
      class: '(none: promise neither resolved nor rejected)',
      message: recorded?.message ?? 'NEVER_SETTLED',
    },
  };
}

async function make(bench: Bench, { call, args, title }: Step): Promise<unknown> {
  const stream = String(decode(args.stream) ?? '');
  const options = (decode(args.options) ?? {}) as Record<string, unknown>;
  const nothrow = typeof args.client === 'string' ? args.client : '';
  const client = bench.clientWith(nothrow);
  switch (call) {
    case 'appendToStream':
      return client.appendToStream(
        stream,
        eventsOf(args, title) as EventData[],
        options as unknown as AppendToStreamOptions,
      );
    case 'deleteStream':
      return client.deleteStream(stream, options as unknown as DeleteStreamOptions);
    case 'tombstoneStream':
      return client.tombstoneStream(stream, options as unknown as TombstoneStreamOptions);
    case 'getStreamMetadata':
      return client.getStreamMetadata(stream);
    case 'setStreamMetadata':
      return client.setStreamMetadata(
        stream,
        decode(args.metadata) as StreamMetadata,
        options as unknown as SetStreamMetadataOptions,
      );
    case 'readStream':
      return viewed(
        await collect(client.readStream(stream, options as unknown as ReadStreamOptions)),
        args.view,
      );
    case 'readAll':
      return viewed(
        await collect(client.readAll(placed(bench, options) as unknown as ReadAllOptions)),
        args.view,
      );
    default:
      throw new Error(`no replay is written for the call "${call}"`);
  }
}

/** Options with their recorded position turned into ours. */
export function placed(bench: Bench, options: Record<string, unknown>): Record<string, unknown> {
  const position = options.fromPosition as { commit: bigint; prepare: bigint } | string | undefined;
  if (typeof position !== 'object') return options;
  return {
    ...options,
    fromPosition: { commit: bench.place(position.commit), prepare: bench.place(position.prepare) },
  };
}

async function collect<E>(events: AsyncIterable<E>): Promise<E[]> {
  const all: E[] = [];
  for await (const event of events) all.push(event);
  return all;
}

interface RecordedEvent {
  readonly id: string;
  readonly contentType: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata?: unknown;
}

/** The events of an append: one, several, or so many of a size. */
function eventsOf(args: Step['args'], title: string | undefined): EventData | EventData[] {
  const given = args.events ?? args.event;
  if (typeof given === 'string') {
    const many = /^(\d+) binary events of (\d+) bytes$/.exec(given);
    if (many === null) throw new Error(`cannot tell which events "${given}" are (${title ?? ''})`);
    const data = new Uint8Array(Number(many[2]));
    return Array.from({ length: Number(many[1]) }, () => binaryEvent({ type: 'B', data }));
  }
  return Array.isArray(given) ? given.map(eventOf) : eventOf(given);
}

function eventOf(recorded: unknown): EventData {
  const event = decode(recorded) as RecordedEvent;
  const { id, type, metadata } = event;
  const common = { id, type, ...(metadata === undefined ? {} : { metadata }) };
  return (
    event.contentType === 'application/octet-stream'
      ? binaryEvent({ ...common, data: event.data as Uint8Array } as never)
      : jsonEvent({ ...common, data: event.data } as never)
  ) as EventData;
}

type Read = ResolvedEvent | AllStreamResolvedEvent;

/** What a recorded view keeps of the events it was taken of. */
function viewed(events: readonly Read[], view: unknown): unknown {
  switch (view) {
    case undefined:
      return events;
    case 'revisions':
      return events.map(({ event }) => Number(event?.revision));
    case 'revision:id:type':
      return events.map(({ event }) => `${event?.revision}:${event?.id.slice(-3)}:${event?.type}`);
    case 'stream/revision/type/position.commit':
      return events.map((read) => ({
        streamId: read.event?.streamId,
        revision: Number(read.event?.revision),
        type: read.event?.type,
        commitPosition: read.commitPosition,
        commit: read.event?.position?.commit,
      }));
    default:
      throw new Error(`no replay is written for the view "${String(view)}"`);
  }
}
