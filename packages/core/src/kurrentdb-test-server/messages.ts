import type { StreamIdentifier } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import type {
  BatchAppendResp,
  ReadReq,
  ReadResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { Expectation } from './expectation.ts';
import { type LogRecord, type ProposedEvent, TOMBSTONE_REVISION } from './log.ts';
import { shared, streams } from './protocol.ts';

/** What a read or a subscription asks for. */
export type ReadOptions = NonNullable<ReturnType<ReadReq['getOptions']>>;

/** A revision in the wire's decimal text. */
export const revisionText = (revision: number): string =>
  revision === TOMBSTONE_REVISION ? '9223372036854775807' : String(revision);

const utf8 = new TextDecoder();

/** The name inside an identifier; empty without one. */
export function streamName(identifier: StreamIdentifier | undefined): string {
  return identifier === undefined ? '' : utf8.decode(identifier.getStreamName_asU8());
}

export function identifierOf(stream: string): StreamIdentifier {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8'));
}

export function uuid(text: string) {
  return new shared.UUID().setString(text);
}

/** The options of Append, Delete and Tombstone: the same four words under the same names. */
interface ExpectationFields {
  hasRevision(): boolean;
  getRevision(): string;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
}

/** The largest number that fits the wire was seen to mean "no stream". */
const NO_STREAM_NUMBER = 18446744073709551615n;

export function expectationOf(options: ExpectationFields): Expectation {
  if (options.hasRevision()) return expectedRevision(options.getRevision());
  if (options.hasNoStream()) return 'no_stream';
  return options.hasStreamExists() ? 'stream_exists' : 'any';
}

export function expectedRevision(text: string): Expectation {
  return BigInt(text) === NO_STREAM_NUMBER ? 'no_stream' : Number(text);
}

interface ProposedFields {
  getId(): { getString(): string } | undefined;
  getMetadataMap(): { get(key: string): string | undefined };
  getData_asU8(): Uint8Array;
  getCustomMetadata_asU8(): Uint8Array;
}

export function proposedEvent(message: ProposedFields): ProposedEvent {
  const map = message.getMetadataMap();
  return {
    id: message.getId()?.getString() ?? '',
    type: map.get('type') ?? '',
    json: map.get('content-type') === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

interface RecordedFields {
  setId(id: ReturnType<typeof uuid>): unknown;
  setStreamIdentifier(identifier: StreamIdentifier): unknown;
  setStreamRevision(revision: string): unknown;
  setPreparePosition(position: string): unknown;
  setCommitPosition(position: string): unknown;
  getMetadataMap(): { set(key: string, value: string): unknown };
  setCustomMetadata(bytes: Uint8Array): unknown;
  setData(bytes: Uint8Array): unknown;
}

/** Fills a recorded event of either service. */
export function fillRecorded<T extends RecordedFields>(message: T, record: LogRecord): T {
  const position = String(record.position);
  message.setId(uuid(record.id));
  message.setStreamIdentifier(identifierOf(record.stream));
  message.setStreamRevision(revisionText(record.revision));
  message.setPreparePosition(position);
  message.setCommitPosition(position);
  const map = message.getMetadataMap();
  map.set('type', record.type);
  map.set('created', record.created);
  map.set('content-type', record.json ? 'application/json' : 'application/octet-stream');
  message.setCustomMetadata(record.metadata);
  message.setData(record.data);
  return message;
}

const { ReadEvent } = streams.ReadResp;

/** One event, or what a link points at together with the link. */
export function eventMessage(record: LogRecord, target?: LogRecord | 'gone'): ReadResp {
  const event = new ReadEvent().setCommitPosition(String(record.position));
  if (target === undefined) event.setEvent(fillRecorded(new ReadEvent.RecordedEvent(), record));
  else event.setLink(fillRecorded(new ReadEvent.RecordedEvent(), record));
  if (target !== undefined && target !== 'gone')
    event.setEvent(fillRecorded(new ReadEvent.RecordedEvent(), target));
  return new streams.ReadResp().setEvent(event);
}

export function confirmationMessage(id: string): ReadResp {
  return new streams.ReadResp().setConfirmation(
    new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(id),
  );
}

export function caughtUpMessage(): ReadResp {
  return new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp());
}

export function checkpointMessage(commit: number, prepare: number): ReadResp {
  return new streams.ReadResp().setCheckpoint(
    new streams.ReadResp.Checkpoint()
      .setCommitPosition(String(commit))
      .setPreparePosition(String(prepare)),
  );
}

export function notFoundMessage(stream: string): ReadResp {
  return new streams.ReadResp().setStreamNotFound(
    new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(stream)),
  );
}

export function firstPositionMessage(revision: number): ReadResp {
  return new streams.ReadResp().setFirstStreamPosition(String(revision));
}

export function lastPositionMessage(revision: number): ReadResp {
  return new streams.ReadResp().setLastStreamPosition(String(revision));
}

export type { BatchAppendResp, ReadResp };
