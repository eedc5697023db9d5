import { TimelineError } from '../errors.ts';
import { checkLogged } from '../events/catalogue.ts';
import type { EventEnvelope, EventId, Recorded } from '../events/envelope.ts';
import { checkStreamName, emptyLog, type LogState, type PlacedEvent } from './append.ts';
import { RestoreRefused } from './errors.ts';
import { breakIn, headHashAfter, type SealedEvent, seal, type TimedTail } from './integrity.ts';
import { positionAfter } from './positions.ts';

/**
 * Checks that events of another log continue this one, with their own positions, times and hashes.
 * `tailOf` gives the end of a stream as this log holds it, `heldOf` which of the ids stand in it.
 * @throws RestoreRefused at the first event that does not fit
 */
export function placeRestored(
  events: readonly Recorded[],
  start: LogState,
  tailOf: (stream: string) => TimedTail | undefined,
  heldOf: (stream: string, ids: readonly EventId[]) => Iterable<EventId>,
  validate: (event: unknown) => EventEnvelope = checkLogged,
): { readonly placed: readonly PlacedEvent[]; readonly end: LogState } {
  const tails = new Map<string, TimedTail>();
  const byStream = Map.groupBy(events, ({ stream }) => stream);
  const taken = new Map<string, Set<EventId>>();
  let end = start;
  const placed = events.map((recorded): PlacedEvent => {
    const { stream, revision, position, contentHash, chainHash } = recorded;
    const refuse = (reason: string): never => {
      throw new RestoreRefused({ position, stream, revision }, reason);
    };
    const tail = tails.get(stream) ?? tailOf(stream);
    let sealed: SealedEvent;
    try {
      checkStreamName(stream);
      validate(recorded.event);
      sealed = seal(recorded.event);
    } catch (error) {
      if (!(error instanceof TimelineError)) throw error;
      return refuse(error.message);
    }
    const reason = breakIn(recorded, sealed, end.position, tail, positionAfter);
    if (reason !== null) refuse(reason);
    const { id } = sealed;
    const ids = taken.get(stream) ?? new Set(heldOf(stream, byStream.get(stream)!.map(idOf)));
    if (ids.has(id)) refuse(`event ${id} is already in its stream`);
    taken.set(stream, ids.add(id));
    tails.set(stream, { revision, chainHash, recorded: recorded.recorded });
    end = {
      position,
      events: end.events + 1,
      streams: end.streams + (tail === undefined ? 1 : 0),
      hash: headHashAfter(end.hash, stream, chainHash),
      // the latest of all: what is appended next lies after the end of every stream
      recorded: [end.recorded, recorded.recorded].sort().at(-1)!,
    };
    return {
      ...sealed,
      stream,
      revision,
      position,
      recorded: recorded.recorded,
      contentHash,
      chainHash,
    };
  });
  return { placed, end };
}

const idOf = ({ event }: Recorded): EventId => event.id;

/**
 * Checks that events are a whole log from its beginning, in order and unaltered, as `restore` into an empty store does.
 * @throws RestoreRefused at the first event that does not fit
 */
export function checkWholeLog(events: readonly Recorded[]): void {
  placeRestored(
    events,
    emptyLog,
    () => undefined,
    () => [],
  );
}
