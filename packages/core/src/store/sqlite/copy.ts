import { statSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { backup, DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from '../errors.ts';
import { defaultPatience, translate } from './connection.ts';

/** So many pages at a time that the copy is one step: one state of the file, whoever writes meanwhile, and no restart. */
const allPages = 2 ** 31 - 1;

/**
 * Copies a database as it is at one moment, while others go on reading and writing; the copy is on disk when this returns.
 * What is copied is a whole file of ours by itself: no write-ahead log belongs to it.
 * @throws StoreUnavailable, StoreDamaged where it cannot be read, or the copy cannot be written
 */
export async function copyDatabase(path: string, to: string): Promise<void> {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { timeout: defaultPatience, readOnly: true });
    await backup(db, to, { rate: allPages });
  } catch (error) {
    throw translate(error, path);
  } finally {
    db?.close();
  }
  const file = await open(to, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Removes a database of which somebody has found that nothing in it is needed, unless another process has it open.
 * @throws StoreUnavailable where one has
 */
export async function removeUnused(path: string): Promise<void> {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) {
    // without its file, what SQLite kept beside it is of no use, and would be taken for the next file's own
    await removeCompanions(path);
    return;
  }
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { timeout: 0 });
    // the write-ahead log can be left by its last user alone
    db.exec('PRAGMA journal_mode = DELETE');
  } catch (error) {
    throw new StoreUnavailable(
      `${path} is open in another process. End what uses it, then do the same again.`,
      { path },
      error,
    );
  } finally {
    db?.close();
  }
  await rm(path, { force: true });
  await removeCompanions(path);
}

async function removeCompanions(path: string): Promise<void> {
  for (const suffix of ['-wal', '-shm', '-journal']) await rm(`${path}${suffix}`, { force: true });
}
