import {
  type AuthorityKey,
  authorityStream,
  type ClaimEvent,
  type Directory,
  type EventStore,
  england,
} from '@monitoring-timeline/core';
import { inTurns } from '../breathe.ts';

/** Where authorities that the directory lacks are looked for. */
export interface Established {
  readonly store: EventStore;
  readonly prefix: string;
  readonly directory: Directory;
  /** Keys found so far; grows. */
  readonly established: Set<AuthorityKey>;
}

/** Adds the keys of authorities that the directory lacks and that these claims, or claims on record, establish. */
export async function findEstablished(
  events: readonly ClaimEvent[],
  { store, prefix, directory, established }: Established,
): Promise<void> {
  const unlisted = new Set<AuthorityKey>();
  for await (const event of inTurns(events)) {
    if (event.type === 'AuthorityEstablished') established.add(event.authority);
    else if (!directory.get(event.authority)) unlisted.add(event.authority);
  }
  for (const key of unlisted) {
    if (established.has(key) || key === england) continue;
    const held = await store.readStream(authorityStream(key, prefix));
    if (held.some(({ event }) => event.type === 'AuthorityEstablished')) established.add(key);
  }
}
