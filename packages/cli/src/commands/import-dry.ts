import {
  copyLog,
  createDirectory,
  type EventStore,
  type Verifiable,
} from '@monitoring-timeline/core';
import { type Found, type ImportResult, importPaths } from '@monitoring-timeline/ingest';
import { type ForeseenChange, loadDirectory } from '@monitoring-timeline/projections';
import type { Call, GlobalOptions } from '../call/call.ts';
import { StoreMissing } from '../call/errors.ts';
import { askStore } from '../compose/asking.ts';
import { now } from '../compose/clock.ts';
import { kindsOf, type ReadingOptions } from '../compose/extensions.ts';
import { foreseenOnCopy } from '../compose/on-a-copy.ts';
import { namesOf, openPeople } from '../compose/open-people.ts';
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
  const people = await openPeople(storeAddress('memory:'));
  const known = await namesOf(storeAddress(call.options.store));
  const read = new Map<string, string>();
  let begins = false;
  const { result, changes } = await foreseenOnCopy(call, {
    fill: (copy) => copyStore(call, copy),
    nameOf: (id) => known(id) ?? read.get(id) ?? null,
    async work(copy) {
      begins = (await copy.head()).events === 0;
      const directory = begins ? createDirectory() : await loadDirectory(copy);
      const kinds = await kindsOf(call.options);
      return importPaths(found, {
        ...{ store: copy, people, directory, published, now: now() },
        ...kinds,
        onRead: ({ people: named }) => {
          for (const { id, name } of named) read.set(id, name);
        },
      });
    },
  });
  return { ...result, changes: begins ? [] : changes };
}

/** Copies the store of a call where there is one; a store that is not there yet holds nothing. */
async function copyStore(call: Call, copy: EventStore & Verifiable): Promise<void> {
  try {
    await askStore(call, ({ store }) => copyLog(store, copy));
  } catch (error) {
    if (!(error instanceof StoreMissing)) throw error;
  }
}
