import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProcessAlive } from '../operations/process-alive.ts';

const named = /^timeline-upload-(\d+)-/;
const ours = new Set<string>();

/** A folder for the files of one request, which nobody else can read; its name says which process takes them in. */
export async function makeUploadFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `timeline-upload-${process.pid}-`));
  ours.add(folder);
  return folder;
}

export async function removeUploadFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  ours.delete(folder);
}

/** Removes what processes of this user left that ended while they took files in. */
export async function removeLeftUploads(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(named.exec(name)?.[1]);
    const folder = join(tmpdir(), name);
    // in a container every process has the number of the one before
    const left = pid === process.pid ? !ours.has(folder) : !isProcessAlive(pid);
    if (Number.isNaN(pid) || !left) continue;
    const found = await stat(folder).catch(() => undefined);
    if (found?.uid === process.getuid?.()) await rm(folder, { recursive: true, force: true });
  }
}
