import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Call, GlobalOptions } from '../call/call.ts';
import { DiskFull, isNoRoom, WrongCall } from '../call/errors.ts';

export type Pieces = AsyncIterable<string | Uint8Array>;

/** Writes pieces to a file as a whole or not at all, or to standard output as fast as it is read. @throws WrongCall */
export async function writeOut(
  pieces: Pieces,
  output: string | undefined,
  { terminal }: Call<GlobalOptions>,
): Promise<void> {
  if (output !== undefined) await writeWhole(pieces, output);
  else await pipeline(Readable.from(pieces), terminal.out, { end: false });
}

/** A reader never finds half an export under its name. */
async function writeWhole(pieces: Pieces, path: string): Promise<void> {
  const partial = `${path}.partial`;
  try {
    await pipeline(Readable.from(pieces), createWriteStream(partial));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
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
