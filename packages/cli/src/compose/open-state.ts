import { existsSync } from 'node:fs';
import { isTimelineError } from '@monitoring-timeline/core';
import type { Sealing } from '@monitoring-timeline/core/shared-state';
import type { StateStore } from '@monitoring-timeline/core/state';
import { loadKurrent } from './load-kurrent.ts';
import { inTermsOfTheCall } from './open-store.ts';
import { localPath, type StoreAddress } from './store-address.ts';

/** What was issued lies beside the log: `var/timeline.db` has `var/timeline.state.db`. It may be dropped at any time. */
export function statePath(storePath: string): string {
  return `${storePath.replace(/\.db$/, '')}.state.db`;
}

/** The key that secrets are sealed with, and which parts hold any; who opens a state without reads and writes no secrets. */
export type Secrecy = Omit<Sealing, 'plain'>;

/**
 * Where notices of a store are kept, made where there is nothing yet. Those of a server's log are kept on the server, for all who use
 * it; what is worked out from it again, on this machine, in `var` by the address.
 * @throws StoreUnavailable, StoreDamaged, StoreMissing
 */
export async function openState(address: StoreAddress, secrecy?: Secrecy): Promise<StateStore> {
  if (address.engine === 'kurrentdb') return openShared(address, secrecy);
  const { createMemoryStateStore, openStateStore } = await import(
    '@monitoring-timeline/core/state'
  );
  const state =
    address.engine === 'memory'
      ? createMemoryStateStore()
      : await openStateStore(statePath(address.path));
  if (secrecy === undefined) return state;
  const { sealedState } = await import('@monitoring-timeline/core/shared-state');
  return sealedState(state, { ...secrecy, plain: true });
}

/**
 * As `openState`, for who asks alone: where nothing can be written beside the log, what lies there is read, and nothing is made.
 * @throws StoreUnavailable, StoreDamaged, StoreMissing
 */
export async function openStateToAsk(address: StoreAddress): Promise<StateStore> {
  if (address.engine !== 'sqlite') return openState(address);
  const { isReadOnly } = await import('@monitoring-timeline/core/sqlite');
  const path = statePath(address.path);
  const there = existsSync(path);
  if (!isReadOnly(there ? path : address.path)) return openState(address);
  const { createMemoryStateStore, openStateStore } = await import(
    '@monitoring-timeline/core/state'
  );
  const readOnly = { readOnly: true };
  return there ? openStateStore(path, readOnly) : createMemoryStateStore(readOnly);
}

/** How long a call on shared state is tried again, in ms: as long as a cluster takes to find a leader, and no longer than a lease lasts. */
const statePatience = 5000;

async function openShared(
  address: Extract<StoreAddress, { engine: 'kurrentdb' }>,
  secrecy: Secrecy | undefined,
): Promise<StateStore> {
  const { openStateStore, stateHeadersIn } = await import('@monitoring-timeline/core/state');
  const { dividedState, sealedState, takeOver } = await import(
    '@monitoring-timeline/core/shared-state'
  );
  const { isWorkedOut } = await import('@monitoring-timeline/projections/reader');
  const { openKurrentState } = await loadKurrent();
  const options = { create: false, patience: statePatience };
  const shared = await openKurrentState(address.text, options).catch((error: unknown) => {
    throw inTermsOfTheCall(error);
  });
  let local: StateStore | undefined;
  try {
    const path = statePath(localPath(address));
    local = await openStateStore(path);
    const state = dividedState({ local, shared }, isWorkedOut);
    if (secrecy === undefined) return state;
    const sealed = sealedState(state, { ...secrecy, plain: false });
    // what this machine kept for itself goes to where all have it; secrets as soon as they can be sealed
    const own = [...stateHeadersIn(path).keys()].filter(
      (part) =>
        !isWorkedOut(part) &&
        !/\blease\b/.test(part) &&
        (secrecy.key !== undefined || !secrecy.parts.has(part)),
    );
    await takeOver(local, sealed, own);
    return sealed;
  } catch (error) {
    await Promise.all([shared.close(), local?.close()]);
    throw error;
  }
}

/** What is wrong with the state beside a log, where there is one; it holds notices and webhooks, and says of which log. */
export async function doubtsOfState(address: StoreAddress, storeId: string): Promise<string[]> {
  if (address.engine !== 'sqlite' || !existsSync(statePath(localPath(address)))) return [];
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
