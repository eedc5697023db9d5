import type { AuthorityChange, EventStore, Position } from '@monitoring-timeline/core';
import type { StateStore } from '@monitoring-timeline/core/state';
import { readRows, writeRows } from './kept-rows.ts';
import type { OnPassedOver } from './passed-over.ts';
import { snapshotProjection } from './snapshots.ts';

/** Name under which the directory is kept, among what is worked out from the log, and form of what is kept. */
export const directoryProjection = `${snapshotProjection}-directory`;
export const directoryForm = '2';

/** What the log said of authorities up to a position. */
export interface KeptDirectory {
  readonly after: Position;
  /** Ids of the claims that say it, and of their repairs. */
  readonly ids: ReadonlySet<string>;
  readonly changes: readonly AuthorityChange[];
}

interface About {
  readonly prefix: string;
  readonly after: Position;
}

/** A change, or the id of one that says it or repairs it. */
type Row = AuthorityChange | string;

export interface DirectoryShelf {
  /** Undefined where nothing is kept, or nothing that can be used. */
  read(onPassedOver?: OnPassedOver): Promise<KeptDirectory | undefined>;
  /** @throws StateMoved */
  write(kept: KeptDirectory): Promise<void>;
}

/** Where the directory of a log is kept. */
export function directoryShelf(of: {
  readonly store: EventStore;
  readonly state: StateStore;
  readonly prefix: string;
}): DirectoryShelf {
  const { store, state, prefix } = of;
  const place = { store, state, part: directoryProjection, form: directoryForm };
  return {
    async read(onPassedOver) {
      const found = await readRows<About, Row>(place);
      if (found === undefined) return undefined;
      if (typeof found === 'string') {
        onPassedOver?.(directoryProjection, found);
        return undefined;
      }
      const { about, rows } = found;
      if (about.prefix !== prefix) return undefined;
      const [ids, changes] = [new Set<string>(), [] as AuthorityChange[]];
      for (const row of rows) {
        if (typeof row === 'string') ids.add(row);
        else changes.push(row);
      }
      return { after: about.after, ids, changes };
    },
    async write({ after, ids, changes }) {
      await writeRows<About, Row>(place, { about: { prefix, after }, rows: [...changes, ...ids] });
    },
  };
}
