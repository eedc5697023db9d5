import { setImmediate } from 'node:timers/promises';
import type { EventStore, Position } from '@monitoring-timeline/core';

/** How far behind the log something is that follows it. */
export interface Lag {
  /** Events that it has not taken in. */
  readonly events: number;
  /** Seconds since the first event that it has not taken in was recorded. */
  readonly seconds: number;
  /** The last place that it took in. */
  readonly reached: Position;
  /** Why it stopped, where it did: an event type that this program does not know, or a store out of reach. */
  readonly stopped: string | null;
}

/** So many events are counted in one turn of the loop: a service that is far behind is asked how far, and answers others meanwhile. */
const eventsOfTurn = 500;

/** Counts what the log holds after a place, at an instant; `prefix` leaves out the streams of others. */
export async function behind(
  store: EventStore,
  reached: Position,
  now: number,
  prefix = '',
): Promise<Omit<Lag, 'stopped'>> {
  const filtered = prefix === '' ? {} : { filter: { streamPrefix: prefix } };
  let events = 0;
  let oldest: string | undefined;
  for (let after = reached, atEnd = false; !atEnd; ) {
    const page = await store.readAll(after, { limit: eventsOfTurn, ...filtered });
    oldest ??= page.events[0]?.recorded;
    events += page.events.length;
    after = page.next;
    atEnd = page.atEnd;
    if (!atEnd) await setImmediate();
  }
  const since = oldest === undefined ? 0 : now - Date.parse(oldest);
  return { events, seconds: Math.max(0, Math.round(since / 1000)), reached };
}
