import { TimelineError } from '../errors.ts';
import type { Recorded } from '../events/envelope.ts';
import { beginning, type EventStore, type Head, type Position } from './event-store.ts';
import { headHashAfter, noHash } from './integrity.ts';
import type { Verifiable } from './verify.ts';

/** One log cannot be made to follow the other; nothing was written that is not in the source. */
export class CopyRefused extends TimelineError {
  readonly code = 'CopyRefused';

  constructor(reason: string, details: Readonly<Record<string, unknown>> = {}) {
    super(
      `Cannot copy: ${reason}. Copy into an empty store, or into one that holds a beginning of the same log.`,
      details,
    );
  }
}

/** How far copying has come. */
export interface CopyProgress {
  /** Events of the source that the target holds so far. */
  readonly done: number;
  /** Events of the source. */
  readonly total: number;
}

/** Who is told while a log is copied. */
export interface CopyOptions {
  /** Told after every batch. */
  readonly onProgress?: (progress: CopyProgress) => void;
  /** Given every event of the source, also those that were copied before. */
  readonly onEvents?: (events: readonly Recorded[]) => void;
}

/** What copying came to. */
export interface Copied {
  /** Events that this run wrote. */
  readonly copied: number;
  /** Events that an earlier run had written. */
  readonly alreadyThere: number;
  /** Head of the source at the end; the target's equals it in events, streams and hash. */
  readonly source: Head;
  /** Head of the target at the end; its position is of its own engine. */
  readonly target: Head;
}

/** How many events are handed over at once. */
const batchSize = 500;

/**
 * Makes one log hold what another holds: the same events in the same order, with their ids, times and hashes, so
 * that both have the same head hash. Only positions are the target engine's own. It may be ended at any point and
 * run again: what the target holds is first held against the beginning of the source, and the rest is added.
 * @throws CopyRefused where the target holds something else, or both went on differently; RestoreRefused, StoreUnavailable
 */
export async function copyLog(
  from: EventStore,
  to: EventStore & Verifiable,
  { onProgress, onEvents }: CopyOptions = {},
): Promise<Copied> {
  if (from.id === to.id) throw new CopyRefused('both addresses lead to one log');
  const [source, begun] = [await from.head(), await to.head()];
  if (begun.events > source.events) {
    throw new CopyRefused(
      `the target holds ${begun.events} events and the source only ${source.events}`,
    );
  }
  let hash = noHash;
  let done = 0;
  let last: Position = begun.position;
  const checkBeginning = (): void => {
    if (done !== begun.events || hash === begun.hash) return;
    throw new CopyRefused(
      `the ${begun.events} events in the target are not the first ${begun.events} of the source`,
    );
  };
  checkBeginning();

  for await (const events of upTo(from, source)) {
    onEvents?.(events);
    const missing: Recorded[] = [];
    for (const recorded of events) {
      hash = headHashAfter(hash, recorded.stream, recorded.chainHash);
      done += 1;
      checkBeginning();
      if (done <= begun.events) continue;
      // engines that count their events give each the next number; the others give it a place of their own
      last = to.positionAfter?.(last) ?? recorded.position;
      missing.push({ ...recorded, position: last });
    }
    if (missing.length > 0) await to.restore(missing);
    onProgress?.({ done, total: source.events });
  }

  const target = await to.head();
  if (target.hash !== source.hash || target.events !== source.events) {
    throw new CopyRefused(
      `the target ends with ${target.events} events and head ${target.hash || 'none'}, the source has ${source.events} and ${source.hash || 'none'}: somebody else wrote to the target meanwhile`,
    );
  }
  return { copied: done - begun.events, alreadyThere: begun.events, source, target };
}

/** The source as it was when copying began: others may be appending to it meanwhile. */
async function* upTo(store: EventStore, head: Head): AsyncGenerator<readonly Recorded[]> {
  let after = beginning;
  while (after < head.position) {
    const page = await store.readAll(after, {
      limit: batchSize,
      decides: true,
      wholly: true,
    });
    const events = page.events.filter(({ position }) => position <= head.position);
    if (events.length > 0) yield events;
    if (page.atEnd) return;
    after = page.next;
  }
}
