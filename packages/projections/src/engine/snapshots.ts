import {
  checkpointOf,
  type EventStore,
  isOfHistory,
  type Position,
} from '@monitoring-timeline/core';
import type { StateEntry, StateHeader, StateStore } from '@monitoring-timeline/core/state';
import type { Held } from '../record/authority-record.ts';
import type { OnPassedOver, PassedOver } from './passed-over.ts';

/** Name under which snapshots stand in the state store, and version of what they hold. Another version starts over. */
export const snapshotProjection = 'records';
export const snapshotVersion = '3';

/** One authority's events up to a revision, so that opening its record reads one row and the tail of its stream. */
export interface Snapshot {
  readonly revision: number;
  readonly events: readonly Held[];
}

/** A snapshot of events in the order of their stream, after those of an earlier one. Hashes stay in the log. */
export function snapshotOf(tail: readonly Held[], before?: Snapshot): Snapshot {
  const held = tail.map(({ event, position, recorded, revision }) => ({
    event,
    position,
    recorded,
    revision,
  }));
  const events = [...(before?.events ?? []), ...held];
  return { revision: events.at(-1)?.revision ?? -1, events };
}

/** A snapshot as it lies in the state. */
export async function writtenSnapshot(snapshot: Snapshot): Promise<string> {
  const { signedJson } = await import('./signed-json.ts');
  return signedJson(JSON.stringify(snapshot));
}

/** A snapshot that lies in the state; undefined where it is not as it was written. */
async function readSnapshot(value: string): Promise<Snapshot | undefined> {
  // loaded where there is something to read: a question that is asked once of a log alone hashes nothing
  const { jsonOfSigned } = await import('./signed-json.ts');
  const json = jsonOfSigned(value);
  return json === undefined ? undefined : (JSON.parse(json) as Snapshot);
}

/** Snapshots of authority records: a cache beside the log that may be dropped at any time. */
export interface Snapshots {
  read(authority: string): Promise<Snapshot | undefined>;
  /** Writes snapshots and the position up to which they reach at most, in one transaction. */
  write(snapshots: ReadonlyMap<string, Snapshot>, upTo: Position): Promise<void>;
  /** Says that another has put snapshots in their place, which reach to a checkpoint. */
  replaced(checkpoint: string): void;
  /** How far they reach, with a mark of the chain there; undefined where there are none. */
  readonly checkpoint: string | undefined;
}

/**
 * Opens the snapshots of a log. Those of another log or version, or of this log before it was put back from a backup and went on
 * otherwise, are dropped, and passed over where nothing may be written: they could show what this log does not hold.
 */
export async function openSnapshots(
  state: StateStore,
  store: EventStore,
  onPassedOver?: OnPassedOver,
): Promise<Snapshots> {
  let header = await state.header(snapshotProjection);
  const why = header && (await whyNot(header, store));
  if (why !== undefined) {
    onPassedOver?.(snapshotProjection, why);
    if (!state.readOnly) await state.drop(snapshotProjection);
    header = undefined;
  }
  let checkpoint = header?.checkpoint;
  return {
    get checkpoint() {
      return checkpoint;
    },
    replaced(upTo) {
      checkpoint = upTo;
    },
    async read(authority) {
      if (checkpoint === undefined) return undefined;
      const value = await state.get(snapshotProjection, authority);
      return value === undefined ? undefined : readSnapshot(value);
    },
    async write(snapshots, upTo) {
      const put: StateEntry[] = [];
      for (const [key, snapshot] of snapshots) {
        put.push({ key, value: await writtenSnapshot(snapshot) });
      }
      const reached = await checkpointOf(store, upTo);
      const next = { checkpoint: reached, storeId: store.id, version: snapshotVersion };
      await state.commit(snapshotProjection, { header: next, from: checkpoint, put });
      checkpoint = reached;
    },
  };
}

/** Why snapshots cannot be used; undefined where they can. */
async function whyNot(
  { storeId, version, checkpoint }: StateHeader,
  store: EventStore,
): Promise<PassedOver | undefined> {
  if (storeId !== store.id) return 'another_log';
  if (version !== snapshotVersion) return 'another_form';
  return (await isOfHistory(store, checkpoint)) ? undefined : 'another_history';
}
