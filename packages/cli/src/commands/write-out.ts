import { createWriteStream } from 'node:fs';
import { realpath, rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Call, GlobalOptions } from '../call/call.ts';
import { DiskFull, isNoRoom, WrongCall } from '../call/errors.ts';

export type Pieces = AsyncIterable<string | Uint8Array>;

/**
 * Writes pieces to a file as a whole or not at all, or to standard output as fast as it is read.
 * @throws WrongCall, DiskFull
 */
export async function writeOut(
  pieces: Pieces,
  output: string | undefined,
  { terminal }: Call<GlobalOptions>,
): Promise<void> {
  if (output !== undefined) await writeTo(pieces, output);
  else await pipeline(Readable.from(pieces), terminal.out, { end: false });
}

/** True where what is written is held by a file then, false where it goes into a stream. */
export async function isKept(output: string | undefined): Promise<boolean> {
  if (output === undefined) return false;
  return (await stat(output).catch(() => undefined))?.isFile() ?? true;
}

/**
 * A reader never finds half an export under its name. What is there and is no regular file (a device, a named pipe, the
 * standard output of a shell) takes the pieces as they come, as a file put in its place would end what it is there for;
 * a link goes on leading to its file.
 */
async function writeTo(pieces: Pieces, path: string): Promise<void> {
  try {
    const file = await placeOf(path);
    if (file === undefined) await pipeline(Readable.from(pieces), createWriteStream(path));
    else await writeWhole(pieces, file);
  } catch (error) {
    if (isNoRoom(error)) throw new DiskFull(path, error);
    const { code } = error as NodeJS.ErrnoException;
    if (!['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'EROFS', 'ENOTEMPTY'].includes(code ?? '')) {
      throw error;
    }
    throw new WrongCall(
      `--output: ${path} cannot be written (${code}). Name a file in a folder that is there.`,
      { path },
    );
  }
}

/** The regular file that a path leads to, or would be made at; undefined where something else is there. */
async function placeOf(path: string): Promise<string | undefined> {
  const there = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (there === undefined) return path;
  return there.isFile() ? realpath(path) : undefined;
}

async function writeWhole(pieces: Pieces, file: string): Promise<void> {
  const partial = `${file}.partial`;
  try {
    await pipeline(Readable.from(pieces), createWriteStream(partial));
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
