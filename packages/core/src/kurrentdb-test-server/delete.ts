import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import type {
  DeleteReq,
  DeleteResp,
  TombstoneReq,
  TombstoneResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { ServerContext } from './context.ts';
import { deleteConflict, type Refusal, streamDeleted } from './errors.ts';
import { deleteStream, type Expectation, type Outcome, tombstone } from './expectation.ts';
import { expectationOf, streamName } from './messages.ts';
import { streams } from './protocol.ts';
import { writtenLog } from './standing.ts';
import { unaryWithFault } from './unary.ts';

/** The number under which an error names a word. */
function expectedNumber(expected: Expectation): number {
  if (typeof expected === 'number') return expected;
  return { any: -2, no_stream: -1, stream_exists: -4 }[expected];
}

function positionOf(stream: string, expected: Expectation, outcome: Outcome): number | Refusal {
  if (outcome.is === 'deleted') return streamDeleted(stream);
  if (outcome.is === 'wrong')
    return deleteConflict(stream, expectedNumber(expected), outcome.current);
  return outcome.position ?? 0;
}

/** `Delete`: the soft one. */
export function handleDelete(context: ServerContext) {
  return (call: ServerUnaryCall<DeleteReq, DeleteResp>, reply: sendUnaryData<DeleteResp>): void => {
    const options = call.request.getOptions();
    const stream = streamName(options?.getStreamIdentifier());
    unaryWithFault(context, 'delete', stream, call.metadata, reply, () => {
      const expected = options === undefined ? 'any' : expectationOf(options);
      const position = positionOf(
        stream,
        expected,
        deleteStream(writtenLog(context), stream, expected),
      );
      if (typeof position !== 'number') return position;
      const text = String(position);
      return new streams.DeleteResp().setPosition(
        new streams.DeleteResp.Position().setCommitPosition(text).setPreparePosition(text),
      );
    });
  };
}

/** `Tombstone`: the one for ever. */
export function handleTombstone(context: ServerContext) {
  return (
    call: ServerUnaryCall<TombstoneReq, TombstoneResp>,
    reply: sendUnaryData<TombstoneResp>,
  ): void => {
    const options = call.request.getOptions();
    const stream = streamName(options?.getStreamIdentifier());
    unaryWithFault(context, 'tombstone', stream, call.metadata, reply, () => {
      const expected = options === undefined ? 'any' : expectationOf(options);
      const position = positionOf(
        stream,
        expected,
        tombstone(writtenLog(context), stream, expected),
      );
      if (typeof position !== 'number') return position;
      const text = String(position);
      return new streams.TombstoneResp().setPosition(
        new streams.TombstoneResp.Position().setCommitPosition(text).setPreparePosition(text),
      );
    });
  };
}
