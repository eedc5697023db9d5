import type { Recorded } from '../events/envelope.ts';
import type { EventFilter } from './event-store.ts';

/** True where the filter lets the event through; no filter lets everything through. */
export function passes(filter: EventFilter | undefined, recorded: Recorded): boolean {
  if (filter === undefined) return true;
  if (filter.streamPrefix !== undefined && !recorded.stream.startsWith(filter.streamPrefix)) {
    return false;
  }
  return filter.types === undefined || filter.types.includes(recorded.event.type);
}
