import type { StateStore } from '@monitoring-timeline/core/state';
import { localPath, type StoreAddress } from './store-address.ts';

/** What was issued lies beside the log: `var/timeline.db` has `var/timeline.state.db`. It may be dropped at any time. */
export function statePath(storePath: string): string {
  return `${storePath.replace(/\.db$/, '')}.state.db`;
}

/**
 * Where notices of a store are kept, made where there is nothing yet. Those of a server's log are kept on this machine,
 * in `var` by the address. @throws StoreUnavailable, StoreDamaged
 */
export async function openState(address: StoreAddress): Promise<StateStore> {
  const { createMemoryStateStore, openStateStore } = await import(
    '@monitoring-timeline/core/state'
  );
  if (address.engine === 'memory') return createMemoryStateStore();
  return openStateStore(statePath(localPath(address)));
}
