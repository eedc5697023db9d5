import { chmod } from 'node:fs/promises';

/** Leaves a database to the owner of its file: nobody else reads or writes it, nor what SQLite keeps beside it. */
export async function keepPrivate(file: string): Promise<void> {
  for (const one of [file, `${file}-wal`, `${file}-shm`]) {
    // what is not there yet is made with the rights of the file; whoever does not own it may not change them
    await chmod(one, 0o600).catch(() => undefined);
  }
}
