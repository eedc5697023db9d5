import { TimelineError } from '../../errors.ts';
import type { EventEnvelope, Recorded } from '../../events/envelope.ts';
import { checkStreamName, type PlacedEvent } from '../append.ts';
import { RestoreRefused } from '../errors.ts';
import { breakInStream, type SealedEvent, seal } from '../integrity.ts';
import { runsOf } from './limits.ts';
import type { IndexedTail } from './stream-index.ts';
import type { Writer } from './writer.ts';

/**
 * Takes over events of another log with their times and hashes, in their order. Each stream must continue exactly
 * where it ends here; positions are the server's own, so those of the other log are not kept. All are checked before
 * the first is written. They go in runs of one stream, one after the other, so that order across streams is kept
 * and a kill leaves a beginning of the log that can be continued.
 * @throws RestoreRefused at the first event that does not fit
 */
export async function restoreInto(
  writer: Writer,
  events: readonly Recorded[],
  validate: (event: unknown) => EventEnvelope,
): Promise<void> {
  const tails = new Map<string, IndexedTail | undefined>();
  const held = new Map<string, Set<string>>();
  const runs: PlacedEvent[][] = [];
  for (const recorded of events) {
    const { stream, revision, position, contentHash, chainHash } = recorded;
    const refuse = (reason: string): never => {
      throw new RestoreRefused({ position, stream, revision }, reason);
    };
    let sealed: SealedEvent;
    try {
      checkStreamName(stream);
      validate(recorded.event);
      sealed = seal(recorded.event);
    } catch (error) {
      if (!(error instanceof TimelineError)) throw error;
      return refuse(error.message);
    }
    if (!tails.has(stream)) {
      const { tail, events: there } = await writer.seen(stream);
      tails.set(stream, tail);
      held.set(stream, new Set(there.keys()));
    }
    const reason = breakInStream(recorded, sealed, tails.get(stream));
    if (reason !== null) refuse(reason);
    const ids = held.get(stream)!;
    if (ids.has(recorded.event.id)) refuse(`event ${recorded.event.id} is already in its stream`);
    ids.add(recorded.event.id);
    tails.set(stream, { revision, chainHash, recorded: recorded.recorded });
    const placed = {
      ...sealed,
      stream,
      revision,
      position,
      recorded: recorded.recorded,
      contentHash,
      chainHash,
    };
    const run = runs.at(-1);
    if (run?.[0]?.stream === stream) run.push(placed);
    else runs.push([placed]);
  }
  for (const run of runs.flatMap(runsOf)) {
    if ((await writer.put(run)) !== 'moved') continue;
    const { stream, revision, position } = run[0]!;
    throw new RestoreRefused(
      { position, stream, revision },
      'another writer has appended to the stream meanwhile',
    );
  }
}
