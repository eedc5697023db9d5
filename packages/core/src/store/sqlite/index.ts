import { resolve } from 'node:path';
import { openFile, openToRead, translate } from './connection.ts';
import { logFile } from './log-file.ts';
import { SqliteStore, type SqliteStoreOptions } from './store.ts';

export { isReadOnly } from './connection.ts';
export { copyDatabase, removeUnused } from './copy.ts';
export { noteRestoredFile } from './restored.ts';
export { SqliteStore, type SqliteStoreOptions } from './store.ts';

/**
 * Opens the log in an SQLite file, and makes it where there is none, its folder included. Any number of
 * processes may have it open and append at the same time; every append is on disk before it returns.
 * @throws StoreUnavailable where the file is a directory, another program's or out of reach
 * @throws StoreDamaged where it is no SQLite database, or has lost what it needs
 */
export async function openSqliteStore(
  path: string,
  options: SqliteStoreOptions & {
    /** Opens what is there to read it alone: neither the file nor its folder need be writable. */
    readonly readOnly?: boolean;
  } = {},
): Promise<SqliteStore> {
  const file = resolve(path);
  const db = await (options.readOnly ? openToRead(file, logFile) : openFile(file, logFile));
  try {
    return new SqliteStore(file, db, options);
  } catch (error) {
    db.close();
    throw translate(error, file);
  }
}
