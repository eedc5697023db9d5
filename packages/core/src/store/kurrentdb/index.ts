export { type KurrentPeopleOptions, openKurrentPeople } from '../../people/kurrentdb.ts';
export { type KurrentStateOptions, openKurrentState } from '../../state/kurrentdb.ts';

import type { StoreOptions } from '../append.ts';
import { type KurrentAddress, kurrentAddress } from './address.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { namesIn } from './names.ts';
import { findLog } from './opening.ts';
import { KurrentStore } from './store.ts';

export { type KurrentAddress, kurrentAddress, masked, namesKurrentDb } from './address.ts';
export { LeaseHeld, LeaseLost, type LeaseOptions } from './lease.ts';
export { NoSuchLog } from './opening.ts';
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

export interface KurrentStoreOptions extends StoreOptions, ConnectionOptions {
  /** Whether a log that is not there is made; default true. */
  readonly create?: boolean;
}

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
  { create = true, ...options }: KurrentStoreOptions = {},
): Promise<KurrentStore> {
  const where = typeof address === 'string' ? kurrentAddress(address) : address;
  const connection = await Connection.to(where, options);
  try {
    const { patience } = options;
    const log = await findLog(connection, namesIn(where.namespace).log, {
      create,
      ...(patience !== undefined && { patience }),
    });
    return new KurrentStore(connection, log, options);
  } catch (error) {
    await connection.close();
    throw error;
  }
}
