import type { EventId } from '../../events/envelope.ts';
import type { StreamTail } from '../integrity.ts';

/** An event that stands in a stream. */
export interface StandingEvent {
  readonly id: EventId;
  readonly revision: number;
  readonly position: number;
  readonly contentHash: string;
}

/** Which ids stand in a stream: how they are found is a matter of the form that a file has. */
export interface EventIds {
  /** The events of a stream that have one of the ids, of those up to a position. */
  held(stream: number, ids: readonly EventId[], upTo: number): readonly StandingEvent[];
  /**
   * As `held`, for who is about to append to a stream that ends like this, and has it for itself until then.
   * @throws StoreDamaged where an id could be taken twice
   */
  heldBeforeAppend(
    stream: number,
    tail: StreamTail,
    ids: readonly EventId[],
    upTo: number,
  ): readonly StandingEvent[];
  /** Notes the ids of the events by which a stream goes on from one end to another. */
  add(stream: number, from: StreamTail | undefined, ids: readonly EventId[], to: StreamTail): void;
}
