import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { filesUnder } from '../readers/walk.ts';
import { Settling, type Sighting } from './settling.ts';

/** How a folder is watched, and until when. */
export interface WatchOptions {
  /** Ends the watch once what is in hand is done. */
  readonly stop: AbortSignal;
  /** How long a file must look the same before it is taken as whole, in milliseconds. Default 2 seconds. */
  readonly settleMs?: number | undefined;
  /** How often the folder is listed whatever the system tells of it, in milliseconds: network folders tell nothing. Default 10 seconds. */
  readonly rescanMs?: number | undefined;
  /** Files and folders that are passed over, for instance those of the store itself. */
  readonly except?: ((path: string) => boolean) | undefined;
  /** Called when the folder cannot be listed, once each time that it is lost; it is tried again. */
  readonly onLost?: ((reason: string) => void) | undefined;
}

/** How long a file must look the same before it is taken as whole, unless told otherwise; milliseconds. */
export const defaultSettleMs = 2000;
const defaultRescanMs = 10_000;
/** Several changes within this time wake the watch once. */
const wakeMs = 50;

/**
 * The files of a folder and the folders below it, each once it is whole: those that are there already, then whatever is dropped,
 * renamed or changed, until stopped. Temporary names, READMEs and licences are passed over. Where the system does not tell of changes
 * the folder is listed from time to time instead.
 */
export async function* watchFolder(
  folder: string,
  { stop, settleMs = defaultSettleMs, rescanMs = defaultRescanMs, except, onLost }: WatchOptions,
): AsyncGenerator<string> {
  const settling = new Settling(settleMs);
  const changes = new Changes(folder);
  let lost = false;
  try {
    while (!stop.aborted) {
      changes.listen();
      try {
        settling.sight(await sightings(folder, except), performance.now());
        lost = false;
      } catch (error) {
        changes.end();
        if (!lost) onLost?.(error instanceof Error ? error.message : String(error));
        lost = true;
      }
      if (!lost) {
        for (const path of settling.ready(performance.now())) {
          if (stop.aborted) return;
          // what changes while it is read is to be read again, so it counts as read as it was before
          settling.wasRead(path);
          yield path;
        }
      }
      const next = settling.nextWhole();
      const wait = next === undefined || lost ? rescanMs : next - performance.now();
      await changes.nextOr(Math.min(rescanMs, Math.max(wakeMs, wait)), stop);
    }
  } finally {
    changes.end();
  }
}

/** @throws NoSuchPath, or the error of the system, where the folder cannot be listed */
async function sightings(
  folder: string,
  except: WatchOptions['except'],
): Promise<ReadonlyMap<string, Sighting>> {
  const seen = new Map<string, Sighting>();
  for (const found of await filesUnder([folder])) {
    if (!('file' in found) || except?.(found.file)) continue;
    // a file may go between the listing and this look at it
    const info = await stat(found.file).catch(() => undefined);
    if (info) {
      seen.set(found.file, { size: info.size, stamp: `${info.mtimeMs} ${info.ctimeMs}` });
    }
  }
  return seen;
}

/** Wakes a sleeper when the system tells of a change; where it cannot, only the time wakes. */
class Changes {
  readonly #folder: string;
  #watcher: FSWatcher | undefined;
  #wake = new AbortController();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Starts listening unless it does, and forgets what it has heard so far: the folder is listed after this. */
  listen(): void {
    this.#wake = new AbortController();
    if (this.#watcher) return;
    try {
      this.#watcher = watch(this.#folder, { recursive: true }, () => this.#wake.abort());
      this.#watcher.on('error', () => this.end());
    } catch {
      this.#watcher = undefined;
    }
  }

  /** Resolves on a change, after some milliseconds, or when stopped. */
  async nextOr(milliseconds: number, stop: AbortSignal): Promise<void> {
    const signal = AbortSignal.any([this.#wake.signal, stop]);
    await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
    if (!stop.aborted && this.#wake.signal.aborted) {
      await sleep(wakeMs, undefined, { signal: stop }).catch(() => undefined);
    }
  }

  end(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }
}
