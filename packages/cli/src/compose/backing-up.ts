import { createWriteStream, statSync } from 'node:fs';
import { link, readdir, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Head } from '@monitoring-timeline/core';
import type { RegisterVerification } from '@monitoring-timeline/core/people';
import { type Seal, verifySealed } from '@monitoring-timeline/core/seals';
import { measured, type PackedDocument, syncFolder, writeArchive } from '../backup/archive.ts';
import { goOn, inDraft } from '../backup/draft.ts';
import type { Manifest, PartName } from '../backup/manifest.ts';
import { StoreMissing, WrongCall } from '../call/errors.ts';
import { now } from './clock.ts';
import { documentsPath } from './open-documents.ts';
import { peoplePath } from './open-people.ts';
import { statePath } from './open-state.ts';
import { storeExists } from './open-store.ts';
import { sealsBeside, sealsPath } from './seals.ts';
import { type StoreAddress, shownAddress } from './store-address.ts';

/** What a backup came to. */
export interface BackedUp {
  readonly file: string;
  readonly bytes: number;
  readonly manifest: Manifest;
}

/** Something that would be in a backup is not what was written: there is nothing worth keeping. */
export interface Broken {
  readonly reason: string;
  /** What to do, where that is not to restore the last backup. */
  readonly advice?: string;
}

type FileStore = Extract<StoreAddress, { engine: 'sqlite' }>;

/** @throws WrongCall unless the store is a file: other engines are backed up by their own means */
export function fileStore(address: StoreAddress, command: string): FileStore {
  if (address.engine === 'sqlite') return address;
  throw new WrongCall(
    `timeline ${command} is for stores in a file (sqlite:PATH), not for ${shownAddress(address)}. \`timeline export --format jsonl\` takes the events out of any store, and import takes them back in.`,
  );
}

export interface BackupWanted {
  /** Replaces a file that is there. */
  readonly force: boolean;
  /** Takes the bytes of the documents, too. */
  readonly documents: boolean;
  readonly stop: AbortSignal;
}

/**
 * Writes a store that others may be writing to into one file: its log, the register of people, its state, its seals, and the names of
 * its documents, with their bytes where that is wanted. The copy of the log is verified. The file stands under its name only when it is whole and on disk.
 * @returns what it came to, or why the log is not worth keeping
 * @throws StoreMissing, WrongCall where the file is there already, Interrupted, StoreUnavailable, StoreDamaged
 */
export async function backUp(
  address: StoreAddress,
  file: string,
  { force, documents: whole, stop }: BackupWanted,
): Promise<BackedUp | Broken> {
  const store = fileStore(address, 'backup');
  const { path } = store;
  if (!storeExists(store)) {
    throw new StoreMissing(`There is no store ${shownAddress(address)} to back up.`, { address });
  }
  checkTarget(file, path, force);
  const { copyDatabase } = await import('@monitoring-timeline/core/sqlite');
  return inDraft(file, async (draft) => {
    const part = (name: PartName): string => join(draft, name);
    const names: PartName[] = [];
    // what is sealed from here on may cover more than the copy of the log
    const seals = await sealsBeside(store);
    // the state first: what it says was reached must lie in the log. People last: nobody in the log goes without a name
    const copies = [
      ['state.db', statePath(path)],
      ['log.db', path],
      ['people.db', peoplePath(path)],
    ] as const;
    for (const [name, from] of copies) {
      goOn(stop, 'backup');
      if (!isFilled(from)) continue;
      await copyDatabase(from, part(name));
      names.push(name);
    }
    goOn(stop, 'backup');
    const verified = await verifiedCopy(part('log.db'), seals);
    if (!('events' in verified)) return verified;
    if (names.includes('people.db')) {
      const { problems } = await verifiedPeople(part('people.db'));
      if (problems.length > 0) return { reason: `its register of people: ${problems[0]}` };
    }
    if (names.includes('state.db')) await soundState(part('state.db'), statePath(path));
    goOn(stop, 'backup');
    const documents = await documentsIn(documentsPath(path));
    await writeList(documents, part('documents.txt'));
    names.push('documents.txt');
    if (seals.length > 0) {
      const lines = seals.map((seal) => `${JSON.stringify(seal)}\n`).join('');
      await writeFile(part('seals.jsonl'), lines, { flag: 'wx', mode: 0o600, flush: true });
      names.push('seals.jsonl');
    }
    const parts = [];
    for (const name of names.sort()) parts.push({ name, ...(await measured(part(name))) });
    const manifest: Manifest = {
      format: 'monitoring-timeline/backup',
      version: 1,
      made: now().toISOString(),
      head: verified,
      parts,
      documents: {
        count: documents.length,
        bytes: documents.reduce((sum, { bytes }) => sum + bytes, 0),
        inside: whole,
      },
    };
    const archive = join(draft, 'whole');
    const damaged = await writeArchive(manifest, draft, whole ? documents : [], archive);
    if (damaged.length > 0) return damagedDocuments(damaged);
    goOn(stop, 'backup');
    await place(archive, file, force);
    return { file, bytes: (await stat(file)).size, manifest };
  });
}

/** The log is well, so what is said is how to make the folder so. */
function damagedDocuments(damaged: readonly PackedDocument[]): Broken {
  const [first, ...others] = damaged;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return {
    reason: `documents beside the log are not what was kept: ${first?.path}${more}`,
    advice:
      'Import the document again, which puts it right, or move the file away: its passages go, facts stay. Or back up without --documents.',
  };
}

function checkTarget(file: string, path: string, force: boolean): void {
  const own = [path, peoplePath(path), statePath(path), documentsPath(path), sealsPath(path)];
  if (own.includes(file)) {
    throw new WrongCall(`${file} belongs to the store itself. Name another file.`, { file });
  }
  const there = statSync(file, { throwIfNoEntry: false });
  if (there && !there.isFile()) {
    throw new WrongCall(`${file} is no file. Name a file that is to be made.`, { file });
  }
  if (there && !force) throw alreadyThere(file);
}

function alreadyThere(file: string): WrongCall {
  return new WrongCall(`${file} is there already. Name another file, or replace it with --force.`, {
    file,
  });
}

/** Gives the whole file its name in one step; without `force` it takes nobody else's. */
async function place(whole: string, file: string, force: boolean): Promise<void> {
  if (force) await rename(whole, file);
  else {
    try {
      await link(whole, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw alreadyThere(file);
      throw error;
    }
    await unlink(whole);
  }
  await syncFolder(dirname(file));
}

async function verifiedCopy(path: string, seals: readonly Seal[]): Promise<Head | Broken> {
  const { openSqliteStore } = await import('@monitoring-timeline/core/sqlite');
  const copy = await openSqliteStore(path);
  try {
    const { valid, head, firstBroken, sealFault } = await verifySealed(copy, seals);
    if (valid) return head;
    const { reason = 'it does not verify' } = firstBroken ?? {};
    // that says itself what to do
    return reason === sealFault ? { reason, advice: '' } : { reason };
  } finally {
    await copy.close();
  }
}

/** What verifying a register of people in a file finds. */
export async function verifiedPeople(path: string): Promise<RegisterVerification> {
  const { openPeopleRegister } = await import('@monitoring-timeline/core/people');
  const register = await openPeopleRegister(path);
  try {
    return await register.verify!();
  } finally {
    await register.close();
  }
}

/** @throws StateDamaged where the copy of the state is damaged, naming the file that it was copied from */
async function soundState(copy: string, path: string): Promise<void> {
  const { StateDamaged, stateProblems } = await import('@monitoring-timeline/core/state');
  const [damage] = stateProblems(copy);
  if (damage !== undefined) throw new StateDamaged(path, new Error(damage));
}

/** The documents in a folder: files that never change, under their own hashes. */
export async function documentsIn(folder: string): Promise<readonly PackedDocument[]> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  const found: PackedDocument[] = [];
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    const sha256 = /^[0-9a-f]{2}[/\\][0-9a-f]{2}[/\\]([0-9a-f]{64})$/.exec(name)?.[1];
    if (sha256 === undefined) continue;
    const path = join(folder, name);
    found.push({ sha256, path, bytes: (await stat(path)).size });
  }
  return found;
}

/** Writes the names and sizes of the documents, one a line. */
async function writeList(documents: readonly PackedDocument[], to: string): Promise<void> {
  const lines = documents.map(({ sha256, bytes }) => `${sha256}  ${bytes}\n`);
  await pipeline(lines, createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true }));
}

/** True where there is a database to copy. */
function isFilled(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
}
