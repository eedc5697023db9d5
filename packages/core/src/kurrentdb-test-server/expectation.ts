import { randomUUID } from 'node:crypto';
import type { EventLog, LogRecord, ProposedEvent } from './log.ts';
import { SOFT_DELETED_TEXT, withTruncateBefore } from './stream-metadata.ts';

/** What a writer expects of a stream: a revision, or one of the three words. */
export type Expectation = number | 'any' | 'no_stream' | 'stream_exists';

/** How an append, a delete or a tombstone came out. `current` is the last revision, -1 without one. */
export type Outcome =
  | { readonly is: 'done'; readonly revision: number; readonly position?: number | undefined }
  | { readonly is: 'wrong'; readonly current: number }
  | { readonly is: 'deleted' };

type Decision = 'write' | 'wrong' | 'deleted' | { readonly known: LogRecord };

/**
 * Appends under an expectation. What a writer has written before is recognised by stream, id and place
 * alone: data and type are not compared. Under a revision (or `no_stream`) the stream itself is asked, so it
 * holds after a restart; under `any` and `stream_exists` only the memory of the running server is.
 */
export function append(
  log: EventLog,
  stream: string,
  expected: Expectation,
  events: readonly ProposedEvent[],
): Outcome {
  const decision = decide(log, stream, expected, events);
  const current = log.lastRevision(stream);
  if (decision === 'deleted') return { is: 'deleted' };
  if (decision === 'wrong') return { is: 'wrong', current };
  const deleted = log.isSoftDeleted(stream);
  if (decision !== 'write') {
    const { revision, position } = decision.known;
    return { is: 'done', revision, position: deleted ? undefined : position };
  }
  if (events.length === 0)
    return { is: 'done', revision: current, position: log.writeNothing(stream) };
  const written = log.write(stream, events);
  if (deleted) setTruncateBefore(log, stream, String(current + 1));
  const last = written.at(-1);
  return { is: 'done', revision: last?.revision ?? current, position: last?.position };
}

/** Deletes a stream softly: its numbering goes on, and a later append makes what follows visible. */
export function deleteStream(log: EventLog, stream: string, expected: Expectation): Outcome {
  const refused = refuseDelete(log, stream, expected, false);
  if (refused !== undefined) return refused;
  const position = setTruncateBefore(log, stream, SOFT_DELETED_TEXT);
  return { is: 'done', revision: log.lastRevision(stream), position };
}

/** Ends a stream for ever; one that does not exist can be ended too. */
export function tombstone(log: EventLog, stream: string, expected: Expectation): Outcome {
  const refused = refuseDelete(log, stream, expected, true);
  if (refused !== undefined) return refused;
  const { position } = log.writeTombstone(stream, randomUUID());
  return { is: 'done', revision: log.lastRevision(stream), position };
}

function decide(
  log: EventLog,
  stream: string,
  expected: Expectation,
  events: readonly ProposedEvent[],
): Decision {
  if (log.isTombstoned(stream)) return 'deleted';
  const current = log.lastRevision(stream);
  const deleted = log.isSoftDeleted(stream);
  if (expected === 'stream_exists') {
    if (deleted) return 'deleted';
    if (current < 0 && log.lastRevision(`$$${stream}`) < 0) return 'wrong';
  }
  if (expected === 'any' || expected === 'stream_exists') return fromMemory(log, stream, events);
  const before = expected === 'no_stream' ? -1 : expected;
  if (before === current) return 'write';
  if (before > current) return 'wrong';
  const known = fromStream(log, stream, before, events);
  if (known !== undefined) return { known };
  return deleted && expected === 'no_stream' ? 'write' : 'wrong';
}

/** The server remembers where each id was first used; a list that begins unknown is written whole. */
function fromMemory(log: EventLog, stream: string, events: readonly ProposedEvent[]): Decision {
  let known: LogRecord | undefined;
  for (const { id } of events) {
    const first = log.firstUse(id.toLowerCase());
    if (first === undefined || first.stream !== stream)
      return known === undefined ? 'write' : 'wrong';
    known = first;
  }
  return known === undefined ? 'write' : { known };
}

function fromStream(
  log: EventLog,
  stream: string,
  before: number,
  events: readonly ProposedEvent[],
): LogRecord | undefined {
  let known: LogRecord | undefined;
  for (const [place, { id }] of events.entries()) {
    const record = log.at(stream, before + 1 + place);
    if (record === undefined || record.id !== id.toLowerCase()) return undefined;
    known = record;
  }
  return known;
}

function refuseDelete(
  log: EventLog,
  stream: string,
  expected: Expectation,
  missingToo: boolean,
): Outcome | undefined {
  if (log.isTombstoned(stream)) return { is: 'deleted' };
  const current = log.lastRevision(stream);
  if (expected === 'any' && (current >= 0 || missingToo)) return undefined;
  if (expected === 'no_stream' && current < 0 && missingToo) return undefined;
  if (expected === 'stream_exists' && current >= 0) return undefined;
  if (typeof expected === 'number' && expected === current) return undefined;
  return { is: 'wrong', current };
}

function setTruncateBefore(log: EventLog, stream: string, before: string): number {
  const meta = `$$${stream}`;
  const last = log.at(meta, log.lastRevision(meta));
  const [record] = log.write(meta, [
    {
      id: randomUUID(),
      type: '$metadata',
      json: true,
      data: withTruncateBefore(last?.data, before),
      metadata: new Uint8Array(),
    },
  ]);
  return record?.position ?? 0;
}
