import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isTimelineError } from '@monitoring-timeline/core';
import { InvalidProof, readSeal, type Seal } from '@monitoring-timeline/core/seals';
import type { StateStore } from '@monitoring-timeline/core/state';
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

/** A store of which something stays. */
export type LastingAddress = Exclude<StoreAddress, { engine: 'memory' }>;

/** @throws WrongCall where nothing stays of what a store holds */
export function lasting(address: StoreAddress): LastingAddress {
  if (address.engine !== 'memory') return address;
  throw new WrongCall(
    `${shownAddress(address)} holds nothing to seal. Name a file or a server.`,
    {},
  );
}

/** The folder of a store's seals; that of a server's log holds what this machine has seen of it. */
export function sealsOf(address: LastingAddress): string {
  return sealsPath(localPath(address));
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

/**
 * The seals of a store, the one that covers the most last; none of one that lies in memory. Those of a server's log are what lies on
 * it, for all, and what this machine has seen of it.
 * @throws InvalidProof, StoreUnavailable
 */
export async function sealsBeside(address: StoreAddress): Promise<readonly Seal[]> {
  if (address.engine === 'memory') return [];
  const here = (await keptSeals(sealsOf(address))).map(({ seal }) => seal);
  if (address.engine !== 'kurrentdb') return here;
  const { sealsIn, withStateOf } = await import('./shared-seals.ts');
  return together(here, await withStateOf(address, sealsIn));
}

/** Seals of a machine and of a server: two of one name that differ are both told, so that what contradicts itself comes out. */
function together(here: readonly Seal[], there: readonly Seal[]): readonly Seal[] {
  const known = new Set(here.map(({ head }) => head.signature));
  const more = there.filter(({ head }) => !known.has(head.signature));
  if (more.length === 0) return here;
  return [...here, ...more].sort((a, b) => a.head.events - b.head.events);
}

/**
 * The files of a store's seals, with one for each that another machine put on the server: from then on this one knows what was sealed,
 * whatever becomes of the server. @throws InvalidProof, StoreUnavailable
 */
export async function gatheredSeals(address: LastingAddress): Promise<readonly KeptSeal[]> {
  const folder = sealsOf(address);
  if (address.engine === 'kurrentdb') {
    const { sealsIn, withStateOf } = await import('./shared-seals.ts');
    await keepCopies(folder, await withStateOf(address, sealsIn));
  }
  return keptSeals(folder);
}

async function keepCopies(folder: string, seals: readonly Seal[]): Promise<void> {
  const names = new Set((await keptSeals(folder)).map(({ seal }) => nameOf(seal)));
  for (const seal of seals) if (!names.has(nameOf(seal))) await keepSeal(folder, seal);
}

/** Keeps seals that a log was held against: beside it, and where it lies on a server for all who use it. @throws StoreUnavailable */
export async function keepSeals(
  address: LastingAddress,
  storeId: string,
  seals: readonly Seal[],
): Promise<void> {
  await keepCopies(sealsOf(address), seals);
  if (address.engine !== 'kurrentdb') return;
  const { shareSeals, withStateOf } = await import('./shared-seals.ts');
  const named = new Map(seals.map((seal) => [nameOf(seal), seal]));
  await withStateOf(address, (state) => shareSeals({ state, storeId }, named));
}

/** The same for who looks at a store whatever lies beside it: where a file is no seal, why, and as if there were none. */
export async function sealsOrWhy(
  address: StoreAddress,
): Promise<{ readonly seals: readonly Seal[]; readonly why: string | null }> {
  try {
    return { seals: await sealsBeside(address), why: null };
  } catch (error) {
    if (!(error instanceof InvalidProof)) throw error;
    return { seals: [], why: error.message };
  }
}

/** A folder that changed so lately, ms, may change again and bear the same time. */
const justNow = 2000;

/**
 * The seals of a store as they are whenever it is asked: read once for each change of its folder, and of what lies on its server, of
 * which this machine keeps copies. Undefined where a store has none.
 */
export function sealsKeptOf(
  address: StoreAddress,
  state: StateStore,
): (() => Promise<readonly Seal[]>) | undefined {
  if (address.engine === 'memory') return undefined;
  const folder = sealsOf(address);
  const here = readAsItChanges(folder);
  if (address.engine !== 'kurrentdb') return here;
  let there: { readonly checkpoint: string | undefined; readonly seals: readonly Seal[] } = {
    checkpoint: undefined,
    seals: [],
  };
  return async () => {
    const { sealsIn, sealsPart } = await import('./shared-seals.ts');
    const checkpoint = (await state.header(sealsPart))?.checkpoint;
    if (there.checkpoint !== checkpoint) {
      there = { checkpoint, seals: await sealsIn(state) };
      // who cannot write here tells of them all the same
      await keepCopies(folder, there.seals).catch(() => {});
    }
    return together(await here(), there.seals);
  };
}

function readAsItChanges(folder: string): () => Promise<readonly Seal[]> {
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

/** A name that sorts by how much a seal covers. */
function nameOf({ head: { events, key } }: Seal): string {
  return `${String(events).padStart(12, '0')}-${key.slice(0, 8)}`;
}

/** Keeps a seal in a folder, under its name. */
export async function keepSeal(folder: string, seal: Seal): Promise<string> {
  const file = join(folder, `${nameOf(seal)}.json`);
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
