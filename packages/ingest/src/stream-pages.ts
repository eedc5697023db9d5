import { type Claim, claimFrom, type EventStore, type Recorded } from '@monitoring-timeline/core';
import { breathe } from './breathe.ts';

/** How many claims are read before others have their turn. */
const claimsAtOnce = 500;

/** The events of a stream from a revision on, oldest first; others have their turn between its pages. */
export async function* eventsOf(
  store: EventStore,
  stream: string,
  {
    from = 0,
    pageSize = claimsAtOnce,
  }: { readonly from?: number; readonly pageSize?: number } = {},
): AsyncGenerator<Recorded> {
  for (let next = from; ; next += pageSize) {
    const page = await store.readStream(stream, { from: next, limit: pageSize });
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
