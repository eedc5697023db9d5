import {
  copyLog,
  createDirectory,
  type EventStore,
  type Verifiable,
} from '@monitoring-timeline/core';
import { type Found, type ImportResult, importPaths } from '@monitoring-timeline/ingest';
import {
  type ForeseenChange,
  foresee,
  loadDirectory,
  openTimeline,
} from '@monitoring-timeline/projections';
import type { Call, GlobalOptions } from '../call/call.ts';
import { StoreMissing } from '../call/errors.ts';
import { askStore } from '../compose/asking.ts';
import { clock, now } from '../compose/clock.ts';
import { kindsOf, openingOf, type ReadingOptions } from '../compose/extensions.ts';
import { namesOf, openPeople } from '../compose/open-people.ts';
import { openStore } from '../compose/open-store.ts';
import { storeAddress } from '../compose/store-address.ts';

/** What an import would come to, and what it would change in answers. */
export interface Rehearsed extends ImportResult {
  /** The notices that it would give rise to, the heaviest first; empty where no answer changes, or where there is no store yet. */
  readonly changes: readonly ForeseenChange[];
}

/**
 * Imports paths into a copy of the store that lies in memory, and compares the answers: the store itself is only read.
 * @throws the errors of the store
 */
export async function rehearse(
  found: readonly Found[],
  published: string | undefined,
  call: Call<GlobalOptions & ReadingOptions>,
): Promise<Rehearsed> {
  const inMemory = storeAddress('memory:');
  const copy = await openStore(inMemory);
  try {
    const address = storeAddress(call.options.store);
    await copyStore(call, copy);
    const people = await openPeople(inMemory);
    const known = await namesOf(address);
    const read = new Map<string, string>();
    const nameOf = (id: string): string | null => known(id) ?? read.get(id) ?? null;
    const opening = await openingOf(call.options);
    const timeline = await openTimeline({ store: copy, clock, nameOf, ...opening });
    try {
      const { events } = await copy.head();
      const directory = events === 0 ? createDirectory() : await loadDirectory(copy);
      const kinds = await kindsOf(call.options);
      const { result, changes } = await foresee(timeline, () =>
        importPaths(found, {
          ...{ store: copy, people, directory, published, now: now() },
          ...kinds,
          onRead: ({ people: named }) => {
            for (const { id, name } of named) read.set(id, name);
          },
        }),
      );
      return { ...result, changes: events === 0 ? [] : changes };
    } finally {
      await timeline.close();
    }
  } finally {
    await copy.close();
  }
}

/** Copies the store of a call where there is one; a store that is not there yet holds nothing. */
async function copyStore(call: Call, copy: EventStore & Verifiable): Promise<void> {
  try {
    await askStore(call, ({ store }) => copyLog(store, copy));
  } catch (error) {
    if (!(error instanceof StoreMissing)) throw error;
  }
}
