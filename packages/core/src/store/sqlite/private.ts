import { chmodSync, statSync } from 'node:fs';

/**
 * Leaves a database to the owner of its file, with what SQLite keeps beside it. One that was there before keeps what its owner gave to
 * their group, and nobody else reads or writes it.
 */
export function keepPrivate(file: string, fresh = true): void {
  for (const one of [file, `${file}-wal`, `${file}-shm`]) {
    try {
      const rights = statSync(one).mode & 0o777;
      const wanted = fresh ? 0o600 : rights & 0o770;
      if (rights !== wanted) chmodSync(one, wanted);
    } catch {
      // what is not there yet is made with the rights of the file; whoever does not own it may not change them
    }
  }
}
