import { join } from 'node:path';
import {
  authorityKey,
  type ClaimEvent,
  claimId,
  type EventEnvelope,
  streamOf,
} from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { shippedEvents } from '../../support/record.ts';
import { inTemporaryFolder } from '../store/raw.ts';

/** How many times over the shipped record makes a log of about 100,000 events. */
const copies = 16;

/** The shipped record as that of other authorities. */
function copied(events: readonly ClaimEvent[], copy: number): readonly ClaimEvent[] {
  if (copy === 0) return events;
  return events.map((event) => {
    const content = { ...event, authority: authorityKey(`${event.authority}-${copy}`) };
    return { ...content, id: claimId(content) };
  });
}

/** Runs work on an SQLite file with about 100,000 events: the shipped record and, from it, that of other authorities. */
export async function withLongLog<T>(
  work: (path: string, events: number) => Promise<T>,
): Promise<T> {
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'long.db');
    const store = await openSqliteStore(path);
    const shipped = [...new Map(shippedEvents().map((event) => [event.id, event])).values()];
    for (let copy = 0; copy < copies; copy += 1) {
      const streams = new Map<string, EventEnvelope[]>();
      for (const event of copied(shipped, copy)) {
        const stream = streamOf(event);
        const events = streams.get(stream) ?? [];
        streams.set(stream, events);
        events.push(event);
      }
      const writes = [...streams].map(([stream, events]) => ({
        stream,
        events,
        expected: 'any' as const,
      }));
      await store.appendMany(writes);
    }
    const { events } = await store.head();
    await store.close();
    return work(path, events);
  });
}
