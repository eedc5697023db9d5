import { hostname } from 'node:os';
import { type EventStore, StoreUnavailable } from '@monitoring-timeline/core';
import type { Asked } from './asking.ts';
import { isTraced } from './is-traced.ts';
import { shownAddress } from './store-address.ts';

/**
 * Does work that issues notices. A file is one machine's, and its notices are kept from being issued twice beside it; of a log
 * that machines share, one worker at a time issues them, and the signal tells it that another took over.
 * @throws LeaseHeld naming who issues them; StoreUnavailable where the right to issue was lost
 */
export async function whileIssuing<T>(
  { store, address }: Asked,
  work: (lost: AbortSignal) => Promise<T>,
): Promise<T> {
  if (address.engine !== 'kurrentdb') return work(new AbortController().signal);
  const { KurrentStore } = await import('@monitoring-timeline/core/kurrentdb');
  const shared = await beneath(store);
  if (!(shared instanceof KurrentStore)) return work(new AbortController().signal);
  const holder = `${hostname()}, process ${process.pid}`;
  return shared.holding('notices', { holder }, async (lost) => {
    const done = await work(lost);
    if (!lost.aborted) return done;
    throw new StoreUnavailable(
      `The right to issue notices of ${shownAddress(address)} was lost, since the server was away for too long. Run the same again.`,
      {},
    );
  });
}

async function beneath(store: EventStore): Promise<EventStore> {
  if (!isTraced()) return store;
  const { untraced } = await import('@monitoring-timeline/service/tracing');
  return untraced(store);
}
