import { chmod, open, rm, stat } from 'node:fs/promises';
import {
  makeSealKey,
  readSealKey,
  type Seal,
  type SealKey,
  sealLog,
} from '@monitoring-timeline/core/seals';
import { type Call, type GlobalOptions, hint } from '../call/call.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { readGiven } from '../call/given-file.ts';
import { askStore } from '../compose/asking.ts';
import { now } from '../compose/clock.ts';
import { shownPath } from '../compose/places.ts';
import {
  gatheredSeals,
  type KeptSeal,
  keepSeal,
  keepSeals,
  lasting,
  sealsOf,
  sealText,
} from '../compose/seals.ts';
import { shownAddress, storeAddress } from '../compose/store-address.ts';
import { writeJson } from '../output/json.ts';
import { refuseDates } from './answering.ts';
import { writeOut } from './write-out.ts';

export interface SealCallOptions extends GlobalOptions {
  readonly key?: string;
  readonly newKey?: string;
  readonly output?: string;
}

/**
 * `timeline seal`: verifies the log and signs its head with the operator's key; with `--new-key` makes a key; with neither lists the
 * seals that are kept. @throws NotSealed, SealBroken, InvalidSealKey, InvalidProof, WrongCall, StoreMissing, StoreUnavailable
 */
export async function answerSeal(call: Call<SealCallOptions>): Promise<ExitCode> {
  refuseDates(call, 'seal', ['asOf', 'knownAt', 'recordedAt'], 'it seals the whole log');
  const { key, newKey, output } = call.options;
  if (key !== undefined && newKey !== undefined) {
    throw new WrongCall('--new-key makes a key, and --key seals with one. Give one of the two.');
  }
  if (output !== undefined && key === undefined) {
    throw new WrongCall('--output takes a copy of the seal that is made. Give --key FILE, too.');
  }
  if (newKey !== undefined) return makeKey(newKey, call);
  return key === undefined ? listSeals(call) : makeSeal(await sealKeyIn(key), call);
}

async function makeKey(path: string, { options, terminal }: Call): Promise<ExitCode> {
  const pem = makeSealKey();
  const key = readSealKey(pem);
  const open = `${path}.pub`;
  await writeNew(path, pem, 0o600);
  try {
    await writeNew(open, key.publicPem, 0o644);
  } catch (error) {
    // half a pair is of use to nobody, and would be in the way of the next
    await rm(path, { force: true });
    throw error;
  }
  const files = { secret: shownPath(path), public: shownPath(open) };
  if (options.json) writeJson(terminal, { key: key.name, files });
  else {
    const { showKey } = await import('../output/seal.ts');
    showKey(key.name, files, terminal);
  }
  return exitCodes.done;
}

/** @throws WrongCall where the file is there or cannot be made */
async function writeNew(path: string, text: string, mode: number): Promise<void> {
  try {
    const file = await open(path, 'wx', mode);
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    // whatever the mask of the process takes away or leaves
    await chmod(path, mode);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') {
      throw new WrongCall(
        `--new-key: ${path} is there already, and a key is never replaced. Name another file.`,
      );
    }
    if (!['ENOENT', 'EACCES', 'ENOTDIR', 'EROFS'].includes(code ?? '')) throw error;
    throw new WrongCall(
      `--new-key: ${path} cannot be made (${code}). Name a file in a folder that is there.`,
    );
  }
}

async function sealKeyIn(path: string): Promise<SealKey> {
  const key = readSealKey(await readGiven('--key', path));
  const { mode } = await stat(path);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new WrongCall(
      `--key: others than its owner may read ${path}. Take their rights away (chmod 600), and make another key if they may have read it.`,
    );
  }
  return key;
}

async function makeSeal(key: SealKey, call: Call<SealCallOptions>): Promise<ExitCode> {
  const { options, terminal } = call;
  const address = lasting(storeAddress(options.store));
  const kept = await askStore(call, async ({ store }) => {
    const before = await gatheredSeals(address);
    const seals = before.map(({ seal }) => seal);
    const sealed = await sealLog(store, { key, now: now(), before: seals });
    const kept = await keepUnlessSame(sealed, before, sealsOf(address));
    await keepSeals(address, store.id, [...seals, kept.seal]);
    return kept;
  });
  if (options.output !== undefined) {
    await writeOut(once(sealText(kept.seal)), options.output, call);
    hint(call, `Wrote ${shownPath(options.output)}.`);
  }
  if (options.json) writeJson(terminal, { ...kept, file: shownPath(kept.file) });
  else {
    const { showSeal } = await import('../output/seal.ts');
    showSeal(shownAddress(address), shownPath(kept.file), kept.seal, terminal);
  }
  return exitCodes.done;
}

/** What has not changed since it was sealed with this key keeps its seal. */
async function keepUnlessSame(
  seal: Seal,
  before: readonly KeptSeal[],
  folder: string,
): Promise<KeptSeal> {
  const { events, key } = seal.head;
  const same = before.find(({ seal: { head } }) => head.events === events && head.key === key);
  if (same !== undefined) return same;
  return { file: await keepSeal(folder, seal), seal };
}

async function listSeals(call: Call): Promise<ExitCode> {
  const { options, terminal } = call;
  const address = lasting(storeAddress(options.store));
  // a store that is not there cannot be told from one that was never sealed by its folder alone
  const seals = await askStore(call, () => gatheredSeals(address));
  const heads = seals.map(({ file, seal: { head } }) => ({ file: shownPath(file), ...head }));
  if (options.json) writeJson(terminal, heads);
  else {
    const { showSeals } = await import('../output/seal.ts');
    showSeals(shownAddress(address), heads, terminal);
  }
  return exitCodes.done;
}

async function* once(text: string) {
  yield text;
}
