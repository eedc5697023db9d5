import {
  beginning,
  type EventStore,
  isTimelineError,
  type Position,
  type Recorded,
  upcast,
} from '@monitoring-timeline/core';

/** How far into a log this program can read. */
export interface LogReach {
  /** Events in the log. */
  readonly events: number;
  /** Position of the last event before the first that stops a projection; of the last event where none does. */
  readonly reached: Position;
  /** Events from the first that stops a projection on: what views lag behind the log. */
  readonly behind: number;
  /** The event that stops them; null where the whole log can be read. */
  readonly stopped: {
    /** Its place in the log. */
    readonly position: Position;
    /** The stream that it lies in. */
    readonly stream: string;
    /** Id of the event. */
    readonly id: string;
    /** Its type. */
    readonly type: string;
    /** Version of the type. */
    readonly version: number;
    /** When the log took it in: ISO time stamp. */
    readonly recorded: string;
    /** Why it cannot be read, and what to do. */
    readonly reason: string;
  } | null;
}

const pageSize = 5000;

/**
 * Reads a log to its present end and says where a projection of it stops: at the first event of a type or version that this
 * program does not know. Nothing is skipped in silence, so all after it counts as behind.
 */
export async function logReach(store: EventStore, prefix = ''): Promise<LogReach> {
  let events = 0;
  let before = 0;
  let reached = beginning;
  let stopped: LogReach['stopped'] = null;
  for (let after = beginning, atEnd = false; !atEnd; ) {
    const page = await store.readAll(after, {
      limit: pageSize,
      ...(prefix === '' ? {} : { filter: { streamPrefix: prefix } }),
    });
    for (const recorded of page.events) {
      events += 1;
      if (stopped) continue;
      stopped = stopAt(recorded);
      if (stopped) continue;
      before = events;
      reached = recorded.position;
    }
    after = page.next;
    atEnd = page.atEnd;
  }
  return { events, reached, behind: events - before, stopped };
}

function stopAt({ event, position, stream, recorded }: Recorded): LogReach['stopped'] {
  try {
    upcast(event);
    return null;
  } catch (error) {
    if (!isTimelineError(error)) throw error;
    const { id, type, version } = event;
    return { position, stream, id, type, version, recorded, reason: error.message };
  }
}
