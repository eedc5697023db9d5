import { existsSync } from 'node:fs';
import { isTimelineError } from '@monitoring-timeline/core';
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

/** What is wrong with the state beside a log, where there is one; it holds notices and webhooks, and says of which log. */
export async function doubtsOfState(address: StoreAddress, storeId: string): Promise<string[]> {
  if (address.engine === 'memory' || !existsSync(statePath(localPath(address)))) return [];
  try {
    const state = await openState(address);
    try {
      const header = await state.header('notices');
      if (header === undefined || header.storeId === storeId) return [];
      return [
        `The state beside the log was written for the store ${header.storeId}, and the log says that it is ${storeId}: one of the two is not the one that was here. Restore both from one backup; where the log is right, delete the state.`,
      ];
    } finally {
      await state.close();
    }
  } catch (error) {
    if (isTimelineError(error)) return [error.message];
    throw error;
  }
}
