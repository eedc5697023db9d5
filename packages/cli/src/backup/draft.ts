import { mkdtemp, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isTimelineError } from '@monitoring-timeline/core';
import { DiskFull, Interrupted, isNoRoom, WrongCall } from '../call/errors.ts';

/**
 * Lets work be done in a folder beside the file that comes of it, on the same disk, and removes that folder whatever
 * happens; a process that is killed leaves it, under a name that no file of ours bears: `.backup.tar.draft-Ab12Cd`.
 * @throws WrongCall where nothing can be written there
 */
export async function inDraft<T>(file: string, work: (folder: string) => Promise<T>): Promise<T> {
  const beside = dirname(file);
  let folder: string;
  try {
    folder = await mkdtemp(join(beside, `.${basename(file)}.draft-`));
  } catch (error) {
    if (isNoRoom(error)) throw new DiskFull(beside, error);
    const { code } = error as NodeJS.ErrnoException;
    throw new WrongCall(
      `${beside} cannot be written to (${code}). Name a file in a folder that there is, and that you may write to.`,
      { folder: beside },
    );
  }
  try {
    return await work(folder);
  } catch (error) {
    const full = isNoRoom(error) || (isTimelineError(error) && error.code === 'StoreFull');
    throw full ? new DiskFull(beside, error) : error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @throws Interrupted where the work was stopped */
export function goOn(stop: AbortSignal, what: string): void {
  if (!stop.aborted) return;
  throw new Interrupted(`The ${what} was stopped; nothing was changed.`);
}
