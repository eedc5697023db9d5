import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { StoreFull } from '../store/errors.ts';
import {
  checkDocumentId,
  checkSize,
  type DocumentId,
  DocumentNotFound,
  type DocumentStore,
  type DocumentStoreOptions,
  defaultMaxBytes,
  documentIdOf,
  verified,
} from './document-store.ts';

/**
 * Documents as files of a folder, `ab/cd/abcd…`. A document is written beside its place, forced to disk and
 * renamed into it, so any number of writers may put the same document and nobody ever reads half of one.
 * Putting a document again repairs a damaged copy. Where the disk is full, `put` throws `StoreFull`.
 */
export function openDocumentFolder(
  folder: string,
  { maxBytes = defaultMaxBytes }: DocumentStoreOptions = {},
): DocumentStore {
  const root = resolve(folder);
  const pathOf = (id: DocumentId): string => join(root, id.slice(0, 2), id.slice(2, 4), id);
  return {
    async put(bytes) {
      checkSize(bytes, maxBytes);
      const id = documentIdOf(bytes);
      const path = pathOf(id);
      const kept = await readIfThere(path);
      if (kept === undefined || documentIdOf(kept) !== id) await writeWhole(path, bytes);
      return id;
    },
    async get(id) {
      checkDocumentId(id);
      const bytes = await readIfThere(pathOf(id));
      if (bytes === undefined) throw new DocumentNotFound(id);
      return verified(id, bytes);
    },
    async has(id) {
      checkDocumentId(id);
      try {
        return (await stat(pathOf(id))).isFile();
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    },
    async remove(id) {
      checkDocumentId(id);
      try {
        await rm(pathOf(id));
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
      await syncFolder(dirname(pathOf(id)));
      return true;
    },
  };
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeBeside(path, bytes);
  } catch (error) {
    throw isNoRoom(error) ? new StoreFull(path, error) : error;
  }
}

function isNoRoom(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT';
}

async function writeBeside(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.draft-${process.pid}-${randomUUID()}`);
  try {
    const file = await open(draft, 'wx', 0o644);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** The name is on disk only when its folder is; Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
