import { createRequire } from 'node:module';

/** The one place that names the client of KurrentDB, which is installed only where a log lies on a server. */
export type Library = typeof import('@kurrent/kurrentdb-client');
export type {
  AllStreamSubscription,
  Direction,
  EventData,
  Filter,
  KurrentDBClient,
  PersistentSubscriptionToAll,
  PersistentSubscriptionToAllResolvedEvent,
  Position as ClientPosition,
  ReadPosition,
  ReadRevision,
} from '@kurrent/kurrentdb-client';

/** @throws Error where it is not installed, or not for this platform */
export function importLibrary(): Promise<Library> {
  return import('@kurrent/kurrentdb-client');
}

/** The same, required: instrumentations take hold of a module when it is. */
export function requireLibrary(): Library {
  return createRequire(import.meta.url)('@kurrent/kurrentdb-client') as Library;
}
