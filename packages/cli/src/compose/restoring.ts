import { createReadStream, existsSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Head } from '@monitoring-timeline/core';
import { type Seal, type SealedVerification, verifySealed } from '@monitoring-timeline/core/seals';
import { documentsFolder, readArchive, syncFolder } from '../backup/archive.ts';
import { goOn, inDraft } from '../backup/draft.ts';
import { BackupUnfit, StoreNotEmpty } from '../backup/errors.ts';
import type { Manifest, PartName } from '../backup/manifest.ts';
import { WrongCall } from '../call/errors.ts';
import { fileStore, verifiedPeople } from './backing-up.ts';
import { documentsPath, openDocuments } from './open-documents.ts';
import { peoplePath } from './open-people.ts';
import { statePath } from './open-state.ts';
import { keepSeal, sealFrom, sealsBeside, sealsPath } from './seals.ts';
import { type StoreAddress, shownAddress } from './store-address.ts';

/** What restoring came to. */
export interface Restored {
  readonly manifest: Manifest;
  /** The head of the log as it stands in the store, verified there. */
  readonly head: Head;
  /** Documents that the backup names and the store has not. */
  readonly documentsMissing: number;
  /** Why the log is not what was sealed here after the backup was made; null where it is, or nothing was. */
  readonly sealFault: string | null;
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
    const seals = has('seals.jsonl') ? await sealsIn(part('seals.jsonl'), file) : [];
    const taken = has('log.db') ? await verifiedIn(part('log.db'), seals) : undefined;
    if (!taken?.valid || taken.head.hash !== manifest.head.hash) {
      const why = taken?.firstBroken?.reason ?? 'its log has not the head that it should have';
      throw new BackupUnfit(`${file} cannot be restored: ${why}. Take an earlier backup.`, {
        file,
      });
    }
    await checkParts(part, has, file);
    goOn(stop, 'restore');
    // everything is made ready beside the store first: a register that keeps the erasures of the one that is there
    if (has('people.db') && isThere(peoplePath(path))) {
      await keepErasures(part('people.db'), peoplePath(path));
    }
    const { noteRestoredFile } = await import('@monitoring-timeline/core/sqlite');
    await noteRestoredFile(part('log.db'));
    // asked again at the last moment: somebody may have begun to write meanwhile
    await checkEmpty(address, path);
    await removeUnused(path);
    // the log comes last: until it stands there is no store, and the same call goes on where this one ended
    if (has('people.db')) await putInPlace(part('people.db'), peoplePath(path));
    await removeUnused(statePath(path));
    if (has('state.db')) await putInPlace(part('state.db'), statePath(path));
    for (const seal of seals) await keepSeal(sealsPath(path), seal);
    // documents before the log, which says that the store is whole
    await bringDocuments(join(draft, documentsFolder), address);
    await putInPlace(part('log.db'), path);
    // what was sealed after the backup was made lies here still, and tells that its end is gone
    const beside = await sealsBeside(address);
    const { head, firstBroken, sealFault } = await verifiedIn(path, beside);
    const isWhole = firstBroken === null || firstBroken.reason === sealFault;
    if (!isWhole || head.hash !== manifest.head.hash) {
      throw new BackupUnfit(
        `${shownAddress(address)} is not what was restored to it. Check the disk, remove the store, and restore it again.`,
      );
    }
    const documentsMissing = has('documents.txt')
      ? await missingDocuments(address, part('documents.txt'))
      : 0;
    return { manifest, head, documentsMissing, sealFault };
  });
}

/** Puts the documents of a backup beside the log, those that are there already left as they are. */
async function bringDocuments(folder: string, address: StoreAddress): Promise<void> {
  if (!existsSync(folder)) return;
  const documents = await openDocuments(address);
  for (const id of await readdir(folder)) await documents.put(await readFile(join(folder, id)));
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

/** Moves a database to where there is none by now, nor anything that SQLite kept beside one. */
async function putInPlace(from: string, to: string): Promise<void> {
  const { removeUnused } = await import('@monitoring-timeline/core/sqlite');
  await removeUnused(to);
  await rename(from, to);
  await syncFolder(dirname(to));
}

/** Brings into a register from a backup the names and the erasures of the one that is there: what was erased in either stays erased. */
async function keepErasures(from: string, there: string): Promise<void> {
  const { openPeopleRegister } = await import('@monitoring-timeline/core/people');
  const [restored, present] = [await openPeopleRegister(from), await openPeopleRegister(there)];
  try {
    for (const id of await present.erased()) await restored.erase(id);
    await restored.addAll(await present.entries());
  } finally {
    await restored.close();
    await present.close();
  }
}

/** @throws BackupUnfit where the register or the state that go with the log are not what was written */
async function checkParts(
  part: (name: PartName) => string,
  has: (name: PartName) => boolean,
  file: string,
): Promise<void> {
  const refuse = (what: string, why: string | undefined): never => {
    throw new BackupUnfit(
      `${file} cannot be restored: its ${what} is not what was written: ${why}. Take an earlier backup.`,
      { file },
    );
  };
  if (has('people.db')) {
    const { problems } = await verifiedPeople(part('people.db'));
    if (problems.length > 0) refuse('register of people', problems[0]);
  }
  if (has('state.db')) {
    const { stateProblems } = await import('@monitoring-timeline/core/state');
    const problems = stateProblems(part('state.db'));
    if (problems.length > 0) refuse('state', problems[0]);
  }
}

/** @throws InvalidProof where a line is no seal */
async function sealsIn(part: string, file: string): Promise<readonly Seal[]> {
  const lines = (await readFile(part, 'utf8')).split('\n');
  return lines.filter((line) => line !== '').map((line) => sealFrom(line, file));
}

async function verifiedIn(path: string, seals: readonly Seal[]): Promise<SealedVerification> {
  const { openSqliteStore } = await import('@monitoring-timeline/core/sqlite');
  const store = await openSqliteStore(path);
  try {
    return await verifySealed(store, seals);
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
