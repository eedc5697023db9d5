import { statSync } from 'node:fs';
import type { EventStore, Verifiable } from '@monitoring-timeline/core';
import { StoreMissing } from '../errors.ts';
import { type StoreAddress, shownAddress } from './store-address.ts';

/** Opens a store to write to, and makes it where there is none. @throws StoreUnavailable, StoreDamaged */
export async function openStore(address: StoreAddress): Promise<EventStore & Verifiable> {
  if (address.engine === 'memory') {
    const { createMemoryStore } = await import('@monitoring-timeline/core/memory');
    return createMemoryStore();
  }
  const { openSqliteStore } = await import('@monitoring-timeline/core/sqlite');
  return openSqliteStore(address.path);
}

/** Opens a store to ask it. A question makes no store. @throws StoreMissing, StoreUnavailable, StoreDamaged */
export async function openStoreToAsk(address: StoreAddress): Promise<EventStore & Verifiable> {
  if (!storeExists(address)) {
    throw new StoreMissing(
      `There is no store ${shownAddress(address)} yet. Run \`npm start\` to make one from the shipped record, or \`timeline import PATH\` to fill one of your own.`,
      { address },
    );
  }
  return openStore(address);
}

/** True where there is something to open. */
export function storeExists(address: StoreAddress): boolean {
  if (address.engine === 'memory') return true;
  const file = statSync(address.path, { throwIfNoEntry: false });
  return file !== undefined && (!file.isFile() || file.size > 0);
}
