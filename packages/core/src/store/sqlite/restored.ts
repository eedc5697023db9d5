import { resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { beginning, type Position } from '../event-store.ts';
import { positionOf } from '../positions.ts';
import { openFile, patiently, translate } from './connection.ts';
import { logFile } from './log-file.ts';

/** Under which a log says where it was restored. */
export const restoredAtKey = 'restored_at';

/** Where a log was restored last; `beginning` where it never was. */
export function restoredAtOf(db: DatabaseSync): Position {
  const row = db.prepare('SELECT value FROM meta WHERE key = ?').get(restoredAtKey) as
    | { readonly value: string }
    | undefined;
  return row === undefined ? beginning : positionOf(Number(row.value));
}

/** As `noteRestored`, of a file that nobody has open. @throws StoreUnavailable, StoreDamaged */
export async function noteRestoredFile(path: string): Promise<void> {
  const file = resolve(path);
  const db = await openFile(file, logFile);
  try {
    patiently(db, () => noteRestored(db));
  } catch (error) {
    throw translate(error, file);
  } finally {
    db.close();
  }
}

/** Notes that a log was put back from a backup as it stands: what comes now is not what came in the log that was backed up. */
function noteRestored(db: DatabaseSync): void {
  db.prepare(
    `INSERT INTO meta SELECT ?, CAST(position AS TEXT) FROM head WHERE true
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  ).run(restoredAtKey);
}
