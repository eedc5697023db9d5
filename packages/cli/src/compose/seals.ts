import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isTimelineError } from '@monitoring-timeline/core';
import { InvalidProof, readSeal, type Seal } from '@monitoring-timeline/core/seals';
import { WrongCall } from '../call/errors.ts';
import { shownPath } from './places.ts';
import { localPath, type StoreAddress, shownAddress } from './store-address.ts';

/** A seal and the file that keeps it. */
export interface KeptSeal {
  readonly file: string;
  readonly seal: Seal;
}

/** The seals lie beside the log: `var/timeline.db` has the folder `var/timeline.seals`. */
export function sealsPath(storePath: string): string {
  return `${storePath.replace(/\.db$/, '')}.seals`;
}

/** The folder of a store's seals; that of a server's log is this machine's own. @throws WrongCall */
export function sealsOf(address: StoreAddress): string {
  if (address.engine !== 'memory') return sealsPath(localPath(address));
  throw new WrongCall(
    `${shownAddress(address)} holds nothing to seal. Name a file or a server.`,
    {},
  );
}

/** The seals of a folder, the one that covers the most events last. @throws InvalidProof where a file is none */
export async function keptSeals(folder: string): Promise<readonly KeptSeal[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = names.filter((name) => name.endsWith('.json')).sort();
  const seals = [];
  for (const name of files) seals.push(await readKept(join(folder, name)));
  return seals;
}

/** The seals that are kept of a store, the one that covers the most last; none of one that lies in memory. @throws InvalidProof */
export async function sealsBeside(address: StoreAddress): Promise<readonly Seal[]> {
  if (address.engine === 'memory') return [];
  return (await keptSeals(sealsOf(address))).map(({ seal }) => seal);
}

/** The same for who looks at a store whatever lies beside it: where a file is no seal, why, and as if there were none. */
export async function sealsOrWhy(
  address: StoreAddress,
): Promise<{ readonly seals: readonly Seal[]; readonly why: string | null }> {
  try {
    return { seals: await sealsBeside(address), why: null };
  } catch (error) {
    if (!isTimelineError(error)) throw error;
    return { seals: [], why: error.message };
  }
}

/** A folder that changed so lately, ms, may change again and bear the same time. */
const justNow = 2000;

/** The seals of a store's folder as they are whenever it is asked: read once for each change of the folder. Undefined where a store has none. */
export function sealsKeptOf(address: StoreAddress): (() => Promise<readonly Seal[]>) | undefined {
  if (address.engine === 'memory') return undefined;
  const folder = sealsOf(address);
  let read: { readonly changed: number | undefined; readonly seals: readonly Seal[] } | undefined;
  return async () => {
    const [now, changed] = [Date.now(), await changeOf(folder)];
    if (read !== undefined && read.changed === changed) return read.seals;
    const seals = (await keptSeals(folder)).map(({ seal }) => seal);
    const isSettled = changed === undefined || now - changed > justNow;
    read = isSettled ? { changed, seals } : undefined;
    return seals;
  };
}

/** When a file came into a folder or left it last, ms; undefined where there is no folder. */
async function changeOf(folder: string): Promise<number | undefined> {
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return found?.mtimeMs;
}

async function readKept(file: string): Promise<KeptSeal> {
  const text = await readFile(file, 'utf8');
  try {
    return { file, seal: readSeal(text) };
  } catch (error) {
    if (!isTimelineError(error)) throw error;
    throw new InvalidProof(
      `${shownPath(file)} lies among the seals of this log and is none, or was damaged. Move it away; where somebody has a copy of that seal, put the copy there.`,
      { file },
      error,
    );
  }
}

/** Reads a seal. @throws InvalidProof that names the file */
export function sealFrom(text: string, file: string): Seal {
  try {
    return readSeal(text);
  } catch (error) {
    if (!isTimelineError(error)) throw error;
    throw new InvalidProof(`${file}: ${error.message}`, { file });
  }
}

/** Keeps a seal in a folder, under a name that sorts by how much it covers. */
export async function keepSeal(folder: string, seal: Seal): Promise<string> {
  const { events, key } = seal.head;
  const file = join(folder, `${String(events).padStart(12, '0')}-${key.slice(0, 8)}.json`);
  await mkdir(folder, { recursive: true });
  // of two who keep the same one at a time neither finds the other's gone, and none is there half after a power cut
  const partial = `${file}.${randomUUID()}.partial`;
  await writeFile(partial, sealText(seal), { flush: true });
  await rename(partial, file);
  return file;
}

/** A seal as its file holds it. */
export function sealText(seal: Seal): string {
  return `${JSON.stringify(seal, null, 2)}\n`;
}
