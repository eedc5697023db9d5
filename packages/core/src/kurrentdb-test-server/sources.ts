import { filterOf } from './filter.ts';
import { type EventLog, type LogRecord, TOMBSTONE_REVISION } from './log.ts';
import type { ReadOptions } from './messages.ts';

/** What comes next for a subscriber. */
export type Item =
  | { readonly is: 'event'; readonly record: LogRecord }
  | { readonly is: 'checkpoint'; readonly commit: number; readonly prepare: number }
  | { readonly is: 'deleted' };

/** A place in the log that moves on as it is read. */
export interface Source {
  /** The next item; nothing at the end of the log. */
  next(): Item | undefined;
  /** True where more than so many events are left. */
  waiting(limit: number): boolean;
  /** False for a stream that cannot be read: its subscribers are not told that they have caught up. */
  readonly exists: boolean;
}

/** The server examines so many events before it considers a checkpoint, unless the client says otherwise. */
const DEFAULT_WINDOW = 32;

/**
 * Everything, or what passes a filter; a filter brings checkpoints with it. While catching up the log is read
 * in windows, and the checkpoint after a window is what was known before it: the last event that was delivered,
 * or the place where the window began. Its `prepare` is 0 there, so that the record at that place is not lost.
 */
export function allSource(log: EventLog, options: ReadOptions): Source {
  const filter = options.getFilter();
  const passes = filterOf(filter);
  const window = filter?.hasMax() === true ? filter.getMax() : DEFAULT_WINDOW;
  const due = filter === undefined ? 0 : window * filter.getCheckpointintervalmultiplier();
  let index = allStart(log, options);
  let live = false;
  let inWindow = 0;
  let examined = 0;
  let reached: Position = { commit: log.position(index), prepare: 0 };
  let checkpoint: Position | undefined;

  const examine = (record: LogRecord, passed: boolean): void => {
    const here = { commit: record.position, prepare: record.position };
    examined += 1;
    inWindow += 1;
    if (passed || live) reached = here;
    if (!live && inWindow < window) return;
    inWindow = 0;
    if (due > 0 && examined >= due) {
      checkpoint = reached;
      examined = 0;
    }
    if (!live) reached = { commit: log.position(index), prepare: 0 };
  };
  const next = (): Item | undefined => {
    while (checkpoint === undefined && index < log.length) {
      const record = log.examine(index);
      index += 1;
      if (record === undefined) continue;
      const passed = passes(record);
      examine(record, passed);
      if (passed) return { is: 'event', record };
    }
    if (checkpoint !== undefined) {
      const item = { is: 'checkpoint', ...checkpoint } as const;
      checkpoint = undefined;
      return item;
    }
    live = true;
    return undefined;
  };
  const waiting = (limit: number): boolean => {
    let left = 0;
    for (let at = index; at < log.length && left <= limit; at += 1) {
      const record = log.entry(at);
      if (record !== undefined && passes(record)) left += 1;
    }
    return left > limit;
  };
  return { next, waiting, exists: true };
}

interface Position {
  readonly commit: number;
  readonly prepare: number;
}

/** A subscription goes on after the position that its client has dealt with. */
function allStart(log: EventLog, options: ReadOptions): number {
  const all = options.getAll();
  const position = all?.getPosition();
  if (position === undefined) return all?.hasEnd() === true ? log.length : 0;
  const commit = Number(position.getCommitPosition());
  const after = Number(position.getPreparePosition()) < commit ? commit : commit + 1;
  return log.indexAt(after);
}

/** One stream from its first event that can be seen. */
export function streamSource(log: EventLog, options: ReadOptions, stream: string): Source {
  const from = options.getStream();
  let revision = 0;
  if (from?.hasRevision() === true) revision = Number(from.getRevision()) + 1;
  else if (from?.hasEnd() === true) revision = log.lastRevision(stream) + 1;
  revision = Math.max(revision, log.firstVisible(stream));
  const ended = log.isTombstoned(stream);
  const begin = log.length;
  let told = false;
  const next = (): Item | undefined => {
    const record = log.at(stream, revision);
    if (record !== undefined) {
      revision += 1;
      return { is: 'event', record };
    }
    if (ended || !log.isTombstoned(stream)) return undefined;
    if (told) return { is: 'deleted' };
    told = true;
    const stone = tombstoneOf(log, stream, begin);
    return stone === undefined ? { is: 'deleted' } : { is: 'event', record: stone };
  };
  return {
    next,
    waiting: (limit) => log.lastRevision(stream) - revision >= limit,
    exists: ended || (log.lastRevision(stream) >= 0 && !log.isSoftDeleted(stream)),
  };
}

function tombstoneOf(log: EventLog, stream: string, begin: number): LogRecord | undefined {
  for (let at = begin; at < log.length; at += 1) {
    const record = log.entry(at);
    if (record?.stream === stream && record.revision === TOMBSTONE_REVISION) return record;
  }
  return undefined;
}
