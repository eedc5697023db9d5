import { type Claim, claimFrom, type EventStore, type Recorded } from '@monitoring-timeline/core';
import { breathe } from './breathe.ts';

/** How many events are read before others have their turn. */
const pageSize = 500;

/** The events of a stream, oldest first; others have their turn between its pages. */
export async function* eventsOf(store: EventStore, stream: string): AsyncGenerator<Recorded> {
  for (let from = 0; ; from += pageSize) {
    const page = await store.readStream(stream, { from, limit: pageSize });
    yield* page;
    if (page.length < pageSize) return;
    await breathe();
  }
}

/** The claims of a stream, likewise. */
export async function claimsOf(store: EventStore, stream: string): Promise<readonly Claim[]> {
  const claims: Claim[] = [];
  for await (const recorded of eventsOf(store, stream)) {
    const claim = claimFrom(recorded);
    if (claim) claims.push(claim);
  }
  return claims;
}
