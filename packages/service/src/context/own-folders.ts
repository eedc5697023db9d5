import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProcessAlive } from './process-alive.ts';

/** What a folder holds for a while: files that come in, or that go out. */
export type FolderUse = 'upload' | 'export';

const named = /^timeline-(?:upload|export)-(\d+)-/;
const ours = new Set<string>();

/** A folder among the temporary ones of the machine, which nobody else can read; its name says which process holds it. */
export async function makeOwnFolder(use: FolderUse): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `timeline-${use}-${process.pid}-`));
  ours.add(folder);
  return folder;
}

export async function removeOwnFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  ours.delete(folder);
}

/** Removes the folders that processes of this user left when they were killed. */
export async function removeLeftFolders(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(named.exec(name)?.[1]);
    if (Number.isNaN(pid)) continue;
    const folder = join(tmpdir(), name);
    // in a container every process has the number of the one before
    const left = pid === process.pid ? !ours.has(folder) : !isProcessAlive(pid);
    if (!left) continue;
    const found = await stat(folder).catch(() => undefined);
    if (found?.uid === process.getuid?.()) await rm(folder, { recursive: true, force: true });
  }
}
