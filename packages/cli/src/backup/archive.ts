import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Extract, extract, pack } from 'tar-stream';
import { BackupUnfit } from './errors.ts';
import { type Manifest, manifestName, partNames, readManifest } from './manifest.ts';

/** A file as it comes out of the archive. */
type Entry = Extract extends AsyncIterable<infer E> ? E : never;

/** Where documents lie in a backup and, once they were taken out, in the folder. */
export const documentsFolder = 'documents';

/** A manifest is a few lines; one that is longer is none. */
const longestManifest = 64 * 1024;

/** Size and hash of a file. */
export async function measured(path: string): Promise<{ bytes: number; sha256: string }> {
  const { size } = await stat(path);
  return { bytes: size, sha256: await hashOf(createReadStream(path)) };
}

async function hashOf(stream: Readable): Promise<string> {
  const sha256 = createHash('sha256');
  for await (const chunk of stream) sha256.update(chunk);
  return sha256.digest('hex');
}

/** A document that goes into a backup. */
export interface PackedDocument {
  /** Its name: SHA-256 of its bytes. */
  readonly sha256: string;
  readonly path: string;
  readonly bytes: number;
}

/**
 * Writes manifest, parts of a folder and documents into one tar file that is on disk when this returns. Only its owner may read it.
 * @returns documents whose bytes no longer have their hash: with one of them in it, nothing of the file could be restored
 */
export async function writeArchive(
  manifest: Manifest,
  folder: string,
  documents: readonly PackedDocument[],
  path: string,
): Promise<readonly PackedDocument[]> {
  const tar = pack();
  const damaged: PackedDocument[] = [];
  const mtime = new Date(manifest.made);
  const written = pipeline(tar, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
  const filled = fill();
  await Promise.all([written, filled]);
  return damaged;

  async function fill(): Promise<void> {
    tar.entry({ name: manifestName, mtime, mode: 0o600 }, JSON.stringify(manifest, null, 2));
    for (const { name, bytes } of manifest.parts) {
      const entry = tar.entry({ name, size: bytes, mtime, mode: 0o600 });
      await pipeline(createReadStream(join(folder, name)), entry);
    }
    for (const document of documents) {
      const name = `${documentsFolder}/${document.sha256}`;
      const entry = tar.entry({ name, size: document.bytes, mtime, mode: 0o600 });
      const hash = createHash('sha256');
      const from = createReadStream(document.path).on('data', (chunk) => hash.update(chunk));
      await pipeline(from, entry);
      if (hash.digest('hex') !== document.sha256) damaged.push(document);
    }
    tar.finalize();
  }
}

/**
 * Takes the parts out of a backup into a folder and holds each against what the manifest says of it.
 * @throws BackupUnfit where the file is no backup, not all of one, or not what was written
 */
export async function readArchive(path: string, folder: string): Promise<Manifest> {
  const file = createReadStream(path);
  const tar = extract();
  const broken = pipeline(file, tar);
  broken.catch(() => undefined);
  let manifest: Manifest | undefined;
  const taken = new Set<string>();
  try {
    for await (const entry of tar) {
      const { name } = entry.header;
      if (manifest === undefined) manifest = await manifestIn(entry, path);
      else if (taken.has(name)) throw unfit(path, `${name} is in it twice`);
      else {
        await take(entry, manifest, folder, path);
        taken.add(name);
      }
    }
    await broken;
  } catch (error) {
    if (error instanceof BackupUnfit || isSystemError(error)) throw error;
    throw unfit(path, 'it is no tar archive, or ends before its end');
  } finally {
    file.destroy();
  }
  if (manifest === undefined) throw unfit(path, 'nothing is in it');
  const documents = [...taken].filter((name) => documentIn(name) !== undefined);
  if (manifest.documents.inside && documents.length !== manifest.documents.count) {
    throw unfit(
      path,
      `${manifest.documents.count - documents.length} of its documents are not in it`,
    );
  }
  const missing = manifest.parts.find(({ name }) => !taken.has(name));
  if (missing) throw unfit(path, `${missing.name} is not in it`);
  return manifest;
}

async function manifestIn(entry: Entry, path: string): Promise<Manifest> {
  const { name, size } = entry.header;
  if (name !== manifestName || size > longestManifest) {
    throw unfit(path, `it does not begin with ${manifestName}`);
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry) chunks.push(chunk as Uint8Array);
  return readManifest(Buffer.concat(chunks).toString('utf8'), path);
}

async function take(entry: Entry, manifest: Manifest, folder: string, path: string): Promise<void> {
  // the name decides where a file is written, so it must be one of ours
  const document = documentIn(entry.header.name);
  if (document !== undefined && manifest.documents.inside) {
    await takeDocument(entry, document, folder, path);
    return;
  }
  const name = partNames.find((part) => part === entry.header.name);
  const part = manifest.parts.find((one) => one.name === name);
  if (name === undefined || part === undefined) {
    throw unfit(path, `${JSON.stringify(entry.header.name)} does not belong in it`);
  }
  if (entry.header.size !== part.bytes) throw unfit(path, `${name} has another size`);
  const to = join(folder, name);
  await pipeline(entry, createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true }));
  const { sha256 } = await measured(to);
  if (sha256 !== part.sha256) throw unfit(path, `${name} is not what was written`);
}

/** The hash by which an entry of the archive is a document; undefined where it is none. */
function documentIn(name: string): string | undefined {
  return /^documents\/([0-9a-f]{64})$/.exec(name)?.[1];
}

/** A document bears its own hash, so nothing else need say what it should be. */
async function takeDocument(entry: Entry, id: string, folder: string, path: string): Promise<void> {
  const to = join(folder, documentsFolder, id);
  await mkdir(join(folder, documentsFolder), { recursive: true });
  await pipeline(entry, createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true }));
  const { sha256 } = await measured(to);
  if (sha256 !== id) throw unfit(path, `document ${id} is not what was written`);
}

function unfit(file: string, why: string): BackupUnfit {
  return new BackupUnfit(
    `${file} is no whole backup of ours: ${why}. Take another copy of it; nothing was restored.`,
    { file, why },
  );
}

function isSystemError(error: unknown): boolean {
  return typeof (error as NodeJS.ErrnoException).syscall === 'string';
}

/** Has the names in a folder written to disk; Windows has no such call and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
