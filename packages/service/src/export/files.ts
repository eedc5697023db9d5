import { hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { LRUCache } from 'lru-cache';
import { makeOwnFolder, removeOwnFolder } from '../context/own-folders.ts';

/** Files that were made lately are kept, together no longer than this. */
const keptBytes = 256 * 1024 * 1024;

/**
 * Exports as files, for formats that are read in parts: a reader of Parquet asks for the end first. A file is made once for all who
 * ask for the same bytes, and again where it had to make room.
 */
export class ExportFiles {
  readonly #made = new LRUCache<string, string>({
    maxSize: keptBytes,
    // one larger than all that is kept is still sent, and let go of when the next one comes
    maxEntrySize: Number.MAX_SAFE_INTEGER,
    dispose: (path) => void rm(path, { force: true }),
  });
  readonly #making = new Map<string, Promise<string>>();
  #folder: Promise<string> | undefined;

  /** Path of the file of these bytes. */
  async of(etag: string, pieces: () => AsyncIterable<string | Uint8Array>): Promise<string> {
    const made = this.#made.get(etag);
    if (made !== undefined) return made;
    const under = this.#making.get(etag);
    if (under) return under;
    const making = this.#make(etag, pieces).finally(() => this.#making.delete(etag));
    this.#making.set(etag, making);
    return making;
  }

  async close(): Promise<void> {
    this.#made.clear();
    if (this.#folder) await removeOwnFolder(await this.#folder);
  }

  async #make(etag: string, pieces: () => AsyncIterable<string | Uint8Array>): Promise<string> {
    this.#folder ??= makeOwnFolder('export');
    const path = join(await this.#folder, hash('sha256', etag).slice(0, 32));
    try {
      await pipeline(pieces(), createWriteStream(path, { mode: 0o600 }));
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    const { size } = await stat(path);
    this.#made.set(etag, path, { size: Math.max(1, Math.min(size, keptBytes)) });
    return path;
  }
}
