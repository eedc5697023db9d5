import {
  type ServerDuplexStream,
  type ServerReadableStream,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import {
  appendReply,
  batchAccessDenied,
  batchBadRequest,
  batchConflict,
  batchDeleted,
  batchNotReady,
  batchReply,
  batchSuccess,
  batchTimeout,
  batchTooLarge,
} from './append-replies.ts';
import type { ServerContext, ServerSettings } from './context.ts';
import { appendTooLarge, handlerThrew, messageTooLarge, Refusal, streamDeleted } from './errors.ts';
import { append, type Expectation, type Outcome } from './expectation.ts';
import type { Fault } from './faults.ts';
import type { ProposedEvent } from './log.ts';
import { isTooLarge } from './message-size.ts';
import { expectationOf, expectedRevision, proposedEvent, streamName } from './messages.ts';
import { writtenLog } from './standing.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Why a request is malformed, in the server's words; nothing where it is well formed. */
function malformed(stream: string, events: readonly ProposedEvent[]): string | undefined {
  if (events.some(({ id }) => !UUID.test(id))) return 'Unrecognized Guid format.';
  if (events.some(({ type }) => type === ''))
    return "Empty eventType provided. (Parameter 'eventType')";
  return stream === '' ? "Value cannot be null. (Parameter 'value')" : undefined;
}

function sizeOf(events: readonly ProposedEvent[], counts: ServerSettings['counts']): number {
  const rest = ({ metadata, type }: ProposedEvent): number =>
    counts === 'data' ? 0 : metadata.length + 2 * type.length;
  return events.reduce((sum, event) => sum + event.data.length + rest(event), 0);
}

/** `Append`: one call an append, as a client with credentials of its own makes it. */
export function handleAppend(context: ServerContext) {
  return (
    call: ServerReadableStream<AppendReq, AppendResp>,
    reply: sendUnaryData<AppendResp>,
  ): void => {
    let stream = '';
    let expected: Expectation = 'any';
    const events: ProposedEvent[] = [];
    let tooLarge = false;
    call.on('data', (message: AppendReq) => {
      if (isTooLarge(message)) tooLarge = true;
      const options = message.getOptions();
      if (options !== undefined) {
        stream = streamName(options.getStreamIdentifier());
        expected = expectationOf(options);
      }
      const proposed = message.getProposedMessage();
      if (proposed !== undefined) events.push(proposedEvent(proposed));
    });
    call.on('end', () => {
      const refuse = (refusal: Refusal): void => reply(refusal.toServiceError());
      const run = (silent: boolean): void => {
        const answer = tooLarge
          ? messageTooLarge()
          : (context.authorise(call.metadata, stream) ??
            appendOnce(context, stream, expected, events));
        if (silent) return;
        if (answer instanceof Refusal) refuse(answer);
        else reply(null, answer);
      };
      withFault(context, context.faults.take('append', stream), run, refuse);
    });
  };
}

function appendOnce(
  context: ServerContext,
  stream: string,
  expected: Expectation,
  events: readonly ProposedEvent[],
): AppendResp | Refusal {
  const { maxAppendSize, counts } = context.settings;
  if (malformed(stream, events) !== undefined) return handlerThrew();
  if (sizeOf(events, counts) > maxAppendSize) return appendTooLarge(maxAppendSize);
  const outcome = append(writtenLog(context), stream, expected, events);
  return outcome.is === 'deleted' ? streamDeleted(stream) : appendReply(outcome, expected);
}

interface Collecting {
  readonly stream: string;
  readonly expected: Expectation;
  readonly deadline: number | undefined;
  readonly events: ProposedEvent[];
}

/** One append in so many reaches the subscribers before its writer is answered, as it did on the real server. */
const LATE_ANSWER = 20;

/** Runs after what has been written to the subscribers has had time to arrive. */
function laterOn(run: () => void, turns = 8): void {
  if (turns === 0) run();
  else setImmediate(() => laterOn(run, turns - 1));
}

/** `BatchAppend`: one long call that all appends of a client share, told apart by correlation id. */
export function handleBatchAppend(context: ServerContext) {
  return (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void => {
    const collecting = new Map<string, Collecting>();
    let ended = false;
    let answers = 0;
    const fail = (refusal: Refusal): void => {
      if (ended) return;
      ended = true;
      context.open.delete(open);
      call.emit('error', refusal.toServiceError());
    };
    const open = { kind: 'append-stream', stream: '', end: fail } as const;
    context.open.add(open);
    const answer = (correlation: string, append: Collecting, silent: boolean): void => {
      const denied = context.authorise(call.metadata, append.stream);
      const reply = batchReply(correlation, append.stream);
      // not this user, or not this node: the call that all appends share ends
      if (denied?.status === status.UNAUTHENTICATED || denied?.status === status.NOT_FOUND) {
        fail(denied);
        return;
      }
      if (denied?.status === status.UNAVAILABLE) reply.setError(batchNotReady(denied.message));
      else if (denied !== undefined) reply.setError(batchAccessDenied());
      else settle(context, append, reply);
      if (silent) return;
      answers += 1;
      if (answers % LATE_ANSWER === 0) laterOn(() => !ended && call.write(reply));
      else if (!ended) call.write(reply);
    };
    call.on('data', (message: BatchAppendReq) => {
      const correlation = message.getCorrelationId()?.getString() ?? '';
      const options = message.getOptions();
      if (options !== undefined) collecting.set(correlation, begin(options));
      const append = collecting.get(correlation);
      if (append === undefined || isTooLarge(message)) {
        fail(append === undefined ? handlerThrew() : messageTooLarge());
        return;
      }
      for (const proposed of message.getProposedMessagesList())
        append.events.push(proposedEvent(proposed));
      if (!message.getIsFinal()) return;
      collecting.delete(correlation);
      withFault(
        context,
        context.faults.take('append', append.stream),
        (silent) => answer(correlation, append, silent),
        fail,
      );
    });
    const close = (): void => {
      ended = true;
      context.open.delete(open);
    };
    call.on('end', () => {
      close();
      call.end();
    });
    call.on('cancelled', close);
    call.on('error', close);
  };
}

type BatchOptions = NonNullable<ReturnType<BatchAppendReq['getOptions']>>;

function begin(options: BatchOptions): Collecting {
  const stream = streamName(options.getStreamIdentifier());
  const at = options.getDeadline21100();
  const within = options.getDeadline();
  const deadline =
    at === undefined
      ? within && Date.now() + within.getSeconds() * 1000 + within.getNanos() / 1e6
      : at.getSeconds() * 1000 + at.getNanos() / 1e6;
  return { stream, expected: batchExpectation(options), deadline, events: [] };
}

function batchExpectation(options: BatchOptions): Expectation {
  if (options.hasStreamPosition()) return expectedRevision(options.getStreamPosition());
  if (options.hasNoStream()) return 'no_stream';
  return options.hasStreamExists() ? 'stream_exists' : 'any';
}

function settle(context: ServerContext, request: Collecting, reply: BatchAppendResp): void {
  const { stream, expected, deadline, events } = request;
  const { maxAppendSize, counts, deadlineSlackMs } = context.settings;
  const why = malformed(stream, events);
  if (why !== undefined) reply.setError(batchBadRequest(why));
  else if (sizeOf(events, counts) > maxAppendSize) reply.setError(batchTooLarge(maxAppendSize));
  else if (deadline !== undefined && deadline < Date.now() + deadlineSlackMs)
    reply.setError(batchTimeout());
  else {
    const outcome: Outcome = append(writtenLog(context), stream, expected, events);
    if (outcome.is === 'done') reply.setSuccess(batchSuccess(outcome));
    else if (outcome.is === 'wrong') reply.setError(batchConflict(outcome.current, expected));
    else reply.setError(batchDeleted(stream));
  }
}

/** Runs an append, or what its fault makes of it. */
function withFault(
  context: ServerContext,
  fault: Fault | undefined,
  run: (silent: boolean) => void,
  fail: (refusal: Refusal) => void,
): void {
  if (fault === undefined) run(false);
  else if (fault.does === 'slow') setTimeout(() => run(false), fault.ms);
  else if (fault.does === 'refuse' || fault.does === 'break') fail(fault.with);
  else if (fault.does === 'lose-reply') {
    run(true);
    if (fault.ends === 'cut') context.cut();
    else if (fault.ends !== 'silence') fail(fault.ends);
  }
}
