import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { makeOwnFolder, removeOwnFolder } from '../context/own-folders.ts';
import { RequestProblem } from '../problems/index.ts';

/** So many files, and fields beside them, may come in one request. */
export const uploadLimits = { files: 20, fields: 5 } as const;

/** Files of a request, where they lie until they are let go of. */
export interface Uploads {
  readonly paths: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  /** Tells the same request again: names, and hashes of the bytes. */
  readonly content: unknown;
  /** The name that the sender gave a file. */
  nameOf(path: string): string;
  /** Path of the file with these bytes. */
  pathOf(sha256: string): string | undefined;
  /** Removes the files. */
  drop(): Promise<void>;
}

/**
 * Puts the files of a request into a folder of their own, which nobody else can read.
 * @throws RequestProblem 413 where a file, or all together, are larger than may be, 400 where there is none
 */
export async function takeUploads(request: FastifyRequest, limit: number): Promise<Uploads> {
  const folder = await makeOwnFolder('upload');
  const drop = (): Promise<void> => removeOwnFolder(folder);
  const names = new Map<string, string>();
  const fields: Record<string, string> = {};
  const hashes: string[] = [];
  let bytes = 0;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        fields[part.fieldname] = String(part.value);
        continue;
      }
      const name = safeName(part.filename);
      // a folder for each, so that two files may have one name
      const own = join(folder, String(names.size + 1));
      await mkdir(own);
      const path = join(own, name);
      const before = bytes;
      const hash = createHash('sha256');
      const counted = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          bytes += chunk.length;
          hash.update(chunk);
          if (bytes > limit) done(tooLarge(limit));
          else done(null, chunk);
        },
      });
      await pipeline(part.file, counted, createWriteStream(path, { mode: 0o600 }));
      if (part.file.truncated) throw tooLarge(limit);
      // a form in which no file was chosen has a part without a name and a byte
      if (!part.filename && bytes === before) continue;
      names.set(path, name);
      hashes.push(hash.digest('hex'));
    }
    if (names.size === 0) {
      throw new RequestProblem(
        400,
        'NoFile',
        'The request holds no file. Send each as a part of multipart/form-data with a filename.',
      );
    }
  } catch (error) {
    await drop();
    throw isMalformed(error) ? malformed : error;
  }
  return {
    paths: [...names.keys()],
    fields,
    content: { names: [...names.values()], hashes, fields },
    nameOf: (path) => names.get(path) ?? basename(path),
    pathOf: (sha256) => [...names.keys()][hashes.indexOf(sha256)],
    drop,
  };
}

const malformed = new RequestProblem(
  400,
  'MalformedForm',
  'The body is cut short or is not well-formed multipart/form-data. Let a library for forms write it, boundary included.',
);

/** True for what the reader of forms says of a body; all other errors have a code or a status. */
function isMalformed(error: unknown): boolean {
  if (!(error instanceof Error) || error.name !== 'Error') return false;
  const { code, statusCode } = error as { readonly code?: unknown; readonly statusCode?: unknown };
  return code === undefined ? statusCode === undefined : code === 'ERR_STREAM_PREMATURE_CLOSE';
}

function tooLarge(limit: number): RequestProblem {
  return new RequestProblem(
    413,
    'UploadTooLarge',
    `The files are larger than ${limit} bytes together. Send fewer at a time; whoever runs this service sets \`uploadLimit\`.`,
  );
}

/** No file system takes a name of more than 255 bytes. */
const nameBytes = 200;

/** A file name without folders, control characters or a leading dot; of a long one its end, which says of what kind it is. */
function safeName(given: string | undefined): string {
  const bare = basename((given ?? '').replaceAll('\\', '/'));
  const plain = bare.replaceAll(/[\p{Cc}\p{Cf}/:]/gu, '');
  const end = Buffer.from(plain)
    .subarray(-nameBytes)
    .toString()
    .replace(/^[\ufffd.]+/, '');
  return end === '' ? 'unnamed' : end;
}
