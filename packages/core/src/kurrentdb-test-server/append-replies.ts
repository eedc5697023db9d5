import { status as code } from '@grpc/grpc-js';
import type { Message } from 'google-protobuf';
import type { Expectation, Outcome } from './expectation.ts';
import { type BatchAppendResp, identifierOf } from './messages.ts';
import { any, googleEmpty, shared, status, streams } from './protocol.ts';

type Done = Extract<Outcome, { is: 'done' }>;

/** What the reply's fields of protocol 20.6 carry in place of a word. */
const NO_STREAM_2060 = 2 ** 64 - 2 ** 11;

/** The reply of `Append`: also a conflict is an ordinary reply there. */
export function appendReply(
  outcome: Done | { is: 'wrong'; current: number },
  expected: Expectation,
) {
  const reply = new streams.AppendResp();
  return outcome.is === 'done'
    ? reply.setSuccess(appendSuccess(outcome))
    : reply.setWrongExpectedVersion(appendConflict(outcome.current, expected));
}

function appendSuccess({ revision, position }: Done) {
  const success = new streams.AppendResp.Success();
  if (revision < 0) success.setNoStream(new shared.Empty());
  else success.setCurrentRevision(String(revision));
  return position === undefined
    ? success.setNoPosition(new shared.Empty())
    : success.setPosition(
        new streams.AppendResp.Position()
          .setCommitPosition(String(position))
          .setPreparePosition(String(position)),
      );
}

function appendConflict(current: number, expected: Expectation) {
  const conflict = new streams.AppendResp.WrongExpectedVersion();
  const empty = () => new shared.Empty();
  if (current < 0) conflict.setNoStream2060(empty()).setCurrentNoStream(empty());
  else conflict.setCurrentRevision2060(current).setCurrentRevision(String(current));
  switch (expected) {
    case 'any':
      return conflict.setAny2060(empty()).setExpectedAny(empty());
    case 'stream_exists':
      return conflict.setStreamExists2060(empty()).setExpectedStreamExists(empty());
    case 'no_stream':
      return conflict.setExpectedRevision2060(NO_STREAM_2060).setExpectedNoStream(empty());
    default:
      return conflict.setExpectedRevision2060(expected).setExpectedRevision(String(expected));
  }
}

/** The reply of `BatchAppend` to one correlation id. */
export function batchReply(correlation: string, stream: string): BatchAppendResp {
  return new streams.BatchAppendResp()
    .setCorrelationId(new shared.UUID().setString(correlation))
    .setStreamIdentifier(identifierOf(stream));
}

export function batchSuccess({ revision, position }: Done) {
  const success = new streams.BatchAppendResp.Success();
  if (revision < 0) success.setNoStream(new googleEmpty.Empty());
  else success.setCurrentRevision(String(revision));
  return position === undefined
    ? success.setNoPosition(new googleEmpty.Empty())
    : success.setPosition(
        new shared.AllStreamPosition()
          .setCommitPosition(String(position))
          .setPreparePosition(String(position)),
      );
}

/** An error inside the shared stream, which lives on: the client goes by the type of its details. */
function batchError(
  number: number,
  message: string,
  details: Message,
  type = `event_store.client.${message}`,
) {
  const packed = new any.Any();
  packed.pack(details.serializeBinary(), type);
  const error = new status.Status();
  error.setCode(number as Parameters<typeof error.setCode>[0]);
  return error.setMessage(message).setDetails(packed);
}

export function batchConflict(current: number, expected: Expectation) {
  const conflict = new shared.WrongExpectedVersion();
  const empty = () => new googleEmpty.Empty();
  if (current < 0) conflict.setCurrentNoStream(empty());
  else conflict.setCurrentStreamRevision(String(current));
  if (expected === 'any') conflict.setExpectedAny(empty());
  else if (expected === 'no_stream') conflict.setExpectedNoStream(empty());
  else if (expected === 'stream_exists') conflict.setExpectedStreamExists(empty());
  else conflict.setExpectedStreamPosition(String(expected));
  return batchError(code.ALREADY_EXISTS, 'WrongExpectedVersion', conflict);
}

export const batchDeleted = (stream: string) =>
  batchError(
    code.NOT_FOUND,
    'StreamDeleted',
    new shared.StreamDeleted().setStreamIdentifier(identifierOf(stream)),
  );

export const batchTooLarge = (limit: number) =>
  batchError(
    code.INVALID_ARGUMENT,
    'MaximumAppendSizeExceeded',
    new shared.MaximumAppendSizeExceeded().setMaxappendsize(limit),
  );

export const batchBadRequest = (why: string) =>
  batchError(code.INVALID_ARGUMENT, 'BadRequest', new shared.BadRequest().setMessage(why));

/** What a node without a leader says: a text, and details that say nothing. */
export const batchNotReady = (message: string) =>
  batchError(code.OK, message, new googleEmpty.Empty(), 'google.protobuf.Empty');

export const batchTimeout = () =>
  batchError(code.DEADLINE_EXCEEDED, 'Timeout', new shared.Timeout());

export const batchAccessDenied = () =>
  batchError(code.PERMISSION_DENIED, 'AccessDenied', new shared.AccessDenied());
