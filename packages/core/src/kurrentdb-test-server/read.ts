import { type ServerWritableStream, status } from '@grpc/grpc-js';
import type {
  ReadReq,
  ReadResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { ServerContext } from './context.ts';
import { handlerThrew, Refusal, streamDeleted } from './errors.ts';
import { filterOf } from './filter.ts';
import { readMessage } from './links.ts';
import type { EventLog } from './log.ts';
import {
  firstPositionMessage,
  lastPositionMessage,
  notFoundMessage,
  type ReadOptions,
  streamName,
} from './messages.ts';
import { Outlet } from './outlet.ts';
import { checkPosition } from './position.ts';
import { streams } from './protocol.ts';
import { subscribe } from './subscriptions.ts';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

const BACKWARDS = 1;
/** The server counts revisions in signed numbers. */
const LARGEST = 2n ** 63n - 1n;

/** `Read`: everything a client reads or follows by catching up comes through this one call. */
export function handleRead(context: ServerContext) {
  return (call: ReadCall): void => {
    const options = call.request.getOptions() ?? new streams.ReadReq.Options();
    const outlet = new Outlet<ReadResp>(call);
    const stream = options.hasAll()
      ? '$all'
      : streamName(options.getStream()?.getStreamIdentifier());
    const at = options.hasSubscription() ? 'subscribe' : 'read';
    const fault = context.faults.take(at, stream);
    if (fault?.does === 'hang' || fault?.does === 'lose-reply') return;
    const refused =
      fault?.does === 'refuse' ? fault.with : context.authorise(call.metadata, stream);
    if (refused !== undefined) {
      outlet.end(refused);
      return;
    }
    const breaks = fault?.does === 'break' ? fault : undefined;
    const run = (): void => {
      if (at === 'subscribe') subscribe(context, options, stream, outlet, breaks);
      else void send(outlet, finite(context.log, options, stream), breaks);
    };
    if (fault?.does === 'slow') setTimeout(run, fault.ms);
    else run();
  };
}

async function send(
  outlet: Outlet<ReadResp>,
  messages: Iterable<ReadResp> | Refusal | 'silence',
  breaks: { readonly after: number; readonly with: Refusal } | undefined,
): Promise<void> {
  if (messages === 'silence') return;
  if (messages instanceof Refusal) {
    outlet.end(messages);
    return;
  }
  let sent = 0;
  for (const message of messages) {
    if (sent === breaks?.after) break;
    if (!outlet.send(message)) await outlet.ready();
    if (outlet.closed) return;
    sent += 1;
  }
  outlet.end(breaks?.with);
}

function finite(
  log: EventLog,
  options: ReadOptions,
  stream: string,
): Iterable<ReadResp> | Refusal | 'silence' {
  const count = Number(options.getCount());
  if (options.hasAll()) {
    // A reader of nothing was never answered.
    if (count === 0) return 'silence';
    const refused = checkPosition(log, options.getAll()?.getPosition());
    return refused ?? readAll(log, options, count);
  }
  const from = options.getStream();
  if (stream === '') return handlerThrew();
  if (from?.hasRevision() === true && BigInt(from.getRevision()) > LARGEST) return handlerThrew();
  if (count === 0) return new Refusal(status.UNKNOWN, 'Unexpected ReadStreamResult: Error');
  if (log.isTombstoned(stream)) return streamDeleted(stream);
  if (log.lastRevision(stream) < 0 || log.isSoftDeleted(stream)) return [notFoundMessage(stream)];
  return readStream(log, options, stream, count);
}

function* readStream(
  log: EventLog,
  options: ReadOptions,
  stream: string,
  count: number,
): Iterable<ReadResp> {
  const from = options.getStream();
  const last = log.lastRevision(stream);
  const first = log.firstVisible(stream);
  const backwards = options.getReadDirection() === BACKWARDS;
  const asked = from?.hasRevision() === true ? Number(from.getRevision()) : undefined;
  const edge = from?.hasEnd() === true ? last : 0;
  let revision = asked ?? edge;
  if (backwards) revision = Math.min(revision, last);
  else revision = Math.max(revision, first);
  for (let sent = 0; sent < count && revision >= first && revision <= last; sent += 1) {
    const record = log.at(stream, revision);
    if (record !== undefined) yield readMessage(log, record, options.getResolveLinks());
    revision += backwards ? -1 : 1;
  }
  if (!options.hasControlOption()) return;
  if (!backwards && asked !== undefined && asked > last) yield firstPositionMessage(last + 1);
  yield lastPositionMessage(last);
}

function* readAll(log: EventLog, options: ReadOptions, count: number): Iterable<ReadResp> {
  const all = options.getAll();
  const passes = filterOf(options.getFilter());
  const backwards = options.getReadDirection() === BACKWARDS;
  const position = all?.getPosition();
  const end = log.length;
  let index: number;
  if (position !== undefined) index = log.indexAt(Number(position.getCommitPosition()));
  else index = all?.hasEnd() === true ? end : 0;
  // Forwards a position is inclusive, backwards exclusive.
  if (backwards) index -= 1;
  for (let sent = 0; sent < count && index >= 0 && index < end; index += backwards ? -1 : 1) {
    const record = log.examine(index);
    if (record === undefined || !passes(record)) continue;
    yield readMessage(log, record, options.getResolveLinks());
    sent += 1;
  }
}
