import { existsSync } from 'node:fs';
import { type EventStore, isTimelineError } from '@monitoring-timeline/core';
import { openStateStore, type StateStore } from '@monitoring-timeline/core/state';
import { openTimelineReader } from '@monitoring-timeline/projections/reader';
import { clock } from './clock.ts';
import { statePath } from './open-state.ts';
import { localPath, type StoreAddress } from './store-address.ts';

/** What is kept on this machine of what is worked out from a log; undefined where there is nothing, or nothing that can be read. */
export async function indexesBeside(address: StoreAddress): Promise<StateStore | undefined> {
  if (address.engine === 'memory') return undefined;
  const path = statePath(localPath(address));
  return existsSync(path) ? openStateStore(path).catch(unlessUnusable) : undefined;
}

/** Keeps what is worked out from a log, so that whoever asks next need not read the whole. */
export async function keepIndexes(store: EventStore, address: StoreAddress): Promise<void> {
  if (address.engine === 'memory') return;
  const indexes = await openStateStore(statePath(localPath(address))).catch(unlessUnusable);
  if (indexes === undefined) return;
  try {
    await (await openTimelineReader({ store, clock, indexes })).keep();
  } catch (error) {
    unlessUnusable(error);
  } finally {
    await indexes.close();
  }
}

/** A state that is damaged, in use or out of room hinders no question and no import; `timeline doctor` tells of it. */
function unlessUnusable(error: unknown): undefined {
  if (!isTimelineError(error)) throw error;
}
