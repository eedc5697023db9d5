import { hostname } from 'node:os';
import type { EventStore } from '@monitoring-timeline/core';
import type { OpenedStore } from './asking.ts';
import { isTraced } from './is-traced.ts';

/**
 * Does work that issues notices. A file is one machine's, and its notices are kept from being issued twice beside it; of a log
 * that machines share, one worker at a time issues them, and the signal tells it that another took over.
 * @param tell told where the right to issue had run out for a while, since this process stood still
 * @throws LeaseHeld naming who issues them; LeaseLost where the right to issue was lost
 */
export async function whileIssuing<T>(
  { store, address }: OpenedStore,
  work: (lost: AbortSignal) => Promise<T>,
  tell: (text: string) => void,
): Promise<T> {
  if (address.engine !== 'kurrentdb') return work(new AbortController().signal);
  const { KurrentStore } = await import('@monitoring-timeline/core/kurrentdb');
  const shared = await beneath(store);
  if (!(shared instanceof KurrentStore)) return work(new AbortController().signal);
  const holder = `${hostname()}, process ${process.pid}`;
  const onLapse = (ms: number): void =>
    tell(
      `The right to issue notices had run out for ${Math.ceil(ms / 1000)} seconds before it was renewed: this process stood still. Nobody took it meanwhile.`,
    );
  return shared.holding('notices', { holder, onLapse }, work);
}

async function beneath(store: EventStore): Promise<EventStore> {
  if (!isTraced()) return store;
  const { untraced } = await import('@monitoring-timeline/service/tracing');
  return untraced(store);
}
