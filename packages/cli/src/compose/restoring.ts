import { createReadStream, statSync } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Head, type Verification, verifyStore } from '@monitoring-timeline/core';
import { readArchive, syncFolder } from '../backup/archive.ts';
import { goOn, inDraft } from '../backup/draft.ts';
import { BackupUnfit, StoreNotEmpty } from '../backup/errors.ts';
import type { Manifest, PartName } from '../backup/manifest.ts';
import { WrongCall } from '../errors.ts';
import { fileStore } from './backing-up.ts';
import { documentsPath, openDocuments } from './open-documents.ts';
import { peoplePath } from './open-people.ts';
import { statePath } from './open-state.ts';
import { type StoreAddress, shownAddress } from './store-address.ts';

/** What restoring came to. */
export interface Restored {
  readonly manifest: Manifest;
  /** The head of the log as it stands in the store, verified there. */
  readonly head: Head;
  /** Documents that the backup names and the store has not. */
  readonly documentsMissing: number;
}

/**
 * Puts a backup into a store that is empty or does not exist. Everything is taken out and verified beside the store first; the log
 * comes last, so that a store is there only when all of it is. A register of people that is there already keeps its erasures.
 * @throws BackupUnfit, StoreNotEmpty, WrongCall, Interrupted, StoreUnavailable, StoreDamaged
 */
export async function restoreInto(
  address: StoreAddress,
  file: string,
  stop: AbortSignal,
): Promise<Restored> {
  const { path } = fileStore(address, 'restore');
  const { removeUnused } = await import('@monitoring-timeline/core/sqlite');
  await checkGiven(file);
  await checkEmpty(address, path);
  await mkdir(dirname(path), { recursive: true });
  return inDraft(path, async (draft) => {
    const part = (name: PartName): string => join(draft, name);
    const manifest = await readArchive(file, draft);
    const has = (name: PartName): boolean => manifest.parts.some((one) => one.name === name);
    goOn(stop, 'restore');
    const taken = has('log.db') ? await verifiedIn(part('log.db')) : undefined;
    if (!taken?.valid || taken.head.hash !== manifest.head.hash) {
      const why = taken?.firstBroken?.reason ?? 'its log has not the head that it should have';
      throw new BackupUnfit(`${file} cannot be restored: ${why}. Take an earlier backup.`, {
        file,
      });
    }
    goOn(stop, 'restore');
    if (has('people.db')) await restorePeople(part('people.db'), peoplePath(path));
    if (isThere(statePath(path))) await removeUnused(statePath(path));
    if (has('state.db')) await rename(part('state.db'), statePath(path));
    await syncFolder(dirname(path));
    const { noteRestoredFile } = await import('@monitoring-timeline/core/sqlite');
    await noteRestoredFile(part('log.db'));
    // asked again at the last moment: somebody may have begun to write meanwhile
    await checkEmpty(address, path);
    if (isThere(path)) await removeUnused(path);
    await rename(part('log.db'), path);
    await syncFolder(dirname(path));
    const { head, valid } = await verifiedIn(path);
    if (!valid || head.hash !== manifest.head.hash) {
      throw new BackupUnfit(
        `${shownAddress(address)} is not what was restored to it. Check the disk, remove the store, and restore it again.`,
      );
    }
    const documentsMissing = has('documents.txt')
      ? await missingDocuments(address, part('documents.txt'))
      : 0;
    return { manifest, head, documentsMissing };
  });
}

async function checkGiven(file: string): Promise<void> {
  const given = await stat(file).catch(() => undefined);
  if (given?.isFile()) return;
  throw new WrongCall(`There is no file ${file}. Name a file that \`timeline backup\` made.`, {
    file,
  });
}

/** @throws StoreNotEmpty where there is a log with an event in it */
async function checkEmpty(address: StoreAddress, path: string): Promise<void> {
  if (!isThere(path)) return;
  const { openSqliteStore } = await import('@monitoring-timeline/core/sqlite');
  const store = await openSqliteStore(path);
  try {
    const { events } = await store.head();
    if (events === 0) return;
    throw new StoreNotEmpty(
      `${shownAddress(address)} holds ${events} events, and a backup is never restored over any. Restore it to another store with --store sqlite:PATH, or move this one away.`,
      { events },
    );
  } finally {
    await store.close();
  }
}

/** Moves a register into place. Where there is one, names are added to it, and what was erased in either stays erased. */
async function restorePeople(from: string, to: string): Promise<void> {
  if (!isThere(to)) {
    await rename(from, to);
    return;
  }
  const { openPeopleRegister } = await import('@monitoring-timeline/core/people');
  const [source, target] = [await openPeopleRegister(from), await openPeopleRegister(to)];
  try {
    for (const id of await source.erased()) await target.erase(id);
    await target.addAll(await source.entries());
  } finally {
    await source.close();
    await target.close();
  }
}

async function verifiedIn(path: string): Promise<Verification> {
  const { openSqliteStore } = await import('@monitoring-timeline/core/sqlite');
  const store = await openSqliteStore(path);
  try {
    return await verifyStore(store);
  } finally {
    await store.close();
  }
}

async function missingDocuments(address: StoreAddress, list: string): Promise<number> {
  const documents = await openDocuments(address);
  let missing = 0;
  for await (const line of createInterface({ input: createReadStream(list) })) {
    const [id = ''] = line.split(' ', 1);
    if (id !== '' && !(await documents.has(id))) missing += 1;
  }
  return missing;
}

/** Where the documents of a store are to be copied to. */
export function documentsOf(address: StoreAddress): string {
  return documentsPath(fileStore(address, 'restore').path);
}

function isThere(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
}
