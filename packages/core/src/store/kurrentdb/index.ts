export { openKurrentPeople } from '../../people/kurrentdb.ts';
export { type KurrentStateOptions, openKurrentState } from '../../state/kurrentdb.ts';

import type { StoreOptions } from '../append.ts';
import type { KurrentAddress } from './address.ts';
import { type OpeningOptions, onLog } from './opening.ts';
import { KurrentStore } from './store.ts';

export { type KurrentAddress, kurrentAddress, masked, namesKurrentDb } from './address.ts';
export { LeaseHeld, LeaseLost, type LeaseOptions } from './lease.ts';
export { NoSuchLog, type OpeningOptions } from './opening.ts';
export type { SubscriptionState, SubscriptionStatus } from './status.ts';
export { KurrentStore } from './store.ts';
export type { SupervisedSubscription } from './supervised.ts';
export { traceKurrentDb } from './tracing.ts';
export {
  type GroupOptions,
  NoSuchWorkers,
  type Parked,
  Workers,
  type WorkOptions,
} from './workers.ts';

/** How a log on a server is opened. */
export interface KurrentStoreOptions extends StoreOptions, OpeningOptions {}

/**
 * Opens the log of a namespace on a KurrentDB (or EventStoreDB 23.10 and later), and makes it where there is none.
 * Address: the client's connection string and `namespace=NAME` (default `timeline`), for instance
 * `kurrentdb://user:password@db.example:2113?namespace=north-east`.
 * @throws InvalidRequest where the address cannot be read
 * @throws StoreUnavailable where the server cannot be reached, with the cause in words and the password masked
 * @throws NoSuchLog where there is none and `create` is false
 */
export async function openKurrentStore(
  address: string | KurrentAddress,
  options: KurrentStoreOptions = {},
): Promise<KurrentStore> {
  return onLog(address, options, (connection, log) => new KurrentStore(connection, log, options));
}
