import { statSync } from 'node:fs';
import { type EventStore, isTimelineError, type Verifiable } from '@monitoring-timeline/core';
import { StoreMissing, WrongCall } from '../call/errors.ts';
import { isTraced } from './is-traced.ts';
import { loadKurrent } from './load-kurrent.ts';
import { type StoreAddress, shownAddress } from './store-address.ts';

/** Opens a store to write to, and makes it where there is none. @throws StoreUnavailable, StoreDamaged, WrongCall */
export async function openStore(address: StoreAddress): Promise<EventStore & Verifiable> {
  return traced(await openEngine(address));
}

async function traced(store: EventStore & Verifiable): Promise<EventStore & Verifiable> {
  if (!isTraced()) return store;
  const { tracedStore } = await import('@monitoring-timeline/service/tracing');
  return tracedStore(store);
}

async function openEngine(address: StoreAddress): Promise<EventStore & Verifiable> {
  if (address.engine === 'memory') {
    const { createMemoryStore } = await import('@monitoring-timeline/core/memory');
    return createMemoryStore();
  }
  if (address.engine === 'kurrentdb') return openKurrent(address.text, true);
  const { isReadOnly, openSqliteStore } = await import('@monitoring-timeline/core/sqlite');
  // a question needs no right to write; whoever writes is told that they may not when they do
  return openSqliteStore(address.path, { readOnly: isReadOnly(address.path) });
}

/** Opens a store to ask it. A question makes no store. @throws StoreMissing, StoreUnavailable, StoreDamaged, WrongCall */
export async function openStoreToAsk(address: StoreAddress): Promise<EventStore & Verifiable> {
  if (address.engine === 'kurrentdb') return traced(await openKurrent(address.text, false));
  if (!storeExists(address)) {
    throw new StoreMissing(
      `There is no store ${shownAddress(address)} yet. Run \`timeline start\` to make one from the shipped record, or \`timeline import PATH\` to fill one of your own.`,
      { address: shownAddress(address) },
    );
  }
  return openStore(address);
}

/** True where there is something to open. */
export function storeExists(address: Exclude<StoreAddress, { engine: 'kurrentdb' }>): boolean {
  if (address.engine === 'memory') return true;
  const file = statSync(address.path, { throwIfNoEntry: false });
  return file !== undefined && (!file.isFile() || file.size > 0);
}

async function openKurrent(text: string, create: boolean): Promise<EventStore & Verifiable> {
  try {
    const { openKurrentStore } = await loadKurrent();
    return await openKurrentStore(text, { create });
  } catch (error) {
    throw inTermsOfTheCall(error);
  }
}

/** What is wrong with an address is wrong with the call; a log that is not there is a store that is missing. */
export function inTermsOfTheCall(error: unknown): unknown {
  if (!isTimelineError(error)) return error;
  const { code, message } = error as Error & { readonly code: string };
  if (code === 'InvalidRequest') return new WrongCall(`${message}.`, {});
  return code === 'NoSuchLog' ? new StoreMissing(message, {}) : error;
}
