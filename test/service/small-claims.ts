import { type ClaimEvent, type EventStore, streamOf } from '@monitoring-timeline/core';
import { claimEvent, day, sources } from '@monitoring-timeline/core/testing';

/** A visit that is known from its own day; another number makes another claim. */
export function visit(authority: string, on: string, number = 0): ClaimEvent {
  const source = { ...sources.council, title: `Note ${number}` };
  const known = { from: on, basis: 'announced' } as const;
  return claimEvent(
    'VisitCarriedOut',
    { kind: 'monitoring' },
    { authority, occurred: day(on), known, source },
  );
}

/** Appends events one after the other. */
export async function append(store: EventStore, ...events: readonly ClaimEvent[]): Promise<void> {
  for (const event of events) {
    await store.append(streamOf(event), [event], { expected: 'any' });
  }
}
