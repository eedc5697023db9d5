import type { EventStore, Position, Recorded } from '@monitoring-timeline/core';
import type { StateEntry, StateStore } from '@monitoring-timeline/core/state';

/** Name under which snapshots stand in the state store, and version of what they hold. Another version starts over. */
const projection = 'records';
const version = '1';

/** One authority's events up to a revision, so that opening its record reads one row and the tail of its stream. */
export interface Snapshot {
  readonly revision: number;
  readonly events: readonly Recorded[];
}

/** Snapshots of authority records: a cache beside the log that may be dropped at any time. */
export interface Snapshots {
  read(authority: string): Promise<Snapshot | undefined>;
  /** Writes snapshots and the checkpoint up to which they reach, in one transaction. */
  write(snapshots: ReadonlyMap<string, Snapshot>, checkpoint: Position): Promise<void>;
  /** How far they reach; undefined where there are none. */
  readonly checkpoint: Position | undefined;
}

/**
 * Opens the snapshots of a log. Those of another log or version, or that reach past the end of the log (it was
 * restored from a backup, say), are dropped: they could show what this log does not hold.
 */
export async function openSnapshots(state: StateStore, store: EventStore): Promise<Snapshots> {
  let header = await state.header(projection);
  if (header) {
    const { position } = await store.head();
    const foreign = header.storeId !== store.id || header.version !== version;
    if (foreign || header.checkpoint > position) {
      await state.drop(projection);
      header = undefined;
    }
  }
  let checkpoint = header?.checkpoint;
  return {
    get checkpoint() {
      return checkpoint;
    },
    async read(authority) {
      if (checkpoint === undefined) return undefined;
      const value = await state.get(projection, authority);
      return value === undefined ? undefined : (JSON.parse(value) as Snapshot);
    },
    async write(snapshots, upTo) {
      const put: StateEntry[] = [...snapshots].map(([key, snapshot]) => ({
        key,
        value: JSON.stringify(snapshot),
      }));
      const next = { checkpoint: upTo, storeId: store.id, version };
      await state.commit(projection, { header: next, from: checkpoint, put });
      checkpoint = upTo;
    },
  };
}
