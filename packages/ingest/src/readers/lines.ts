import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { ReadLimits } from './limits.ts';

/** The file as a whole cannot be read; the reason goes to quarantine with it. */
export class UnreadableFile extends Error {
  readonly reason: string;
  readonly locator: string | undefined;

  constructor(reason: string, message: string, locator?: string) {
    super(message);
    this.reason = reason;
    this.locator = locator;
  }
}

/** One line without its end, and its number from 1. `overlong` says that its rest was passed over. */
export interface Line {
  readonly number: number;
  readonly text: string;
  readonly overlong: boolean;
}

/** How much of a record that could not be read is kept with its problem. */
const keptChars = 4000;

/** The beginning of a text as a text of its own, so that a long line does not live on behind a short piece of it. */
export function excerpt(text: string): string {
  if (text.length <= keptChars) return text;
  return Buffer.from(text.slice(0, keptChars).toWellFormed(), 'utf16le').toString('utf16le');
}

/** @throws UnreadableFile where so much of a file is bad that it is no such file: it then waits in quarantine as a whole. */
export function checkProblems(count: number, limits: ReadLimits): void {
  if (count <= limits.problems) return;
  throw new UnreadableFile(
    'too_many_problems',
    `More than ${limits.problems} rows cannot be read, so nothing of the file was taken. Look at its first rows and import it again.`,
  );
}

/** Bytes of a file that are hashed at once; smaller pieces cost more in waiting than in hashing. */
const hashedAtOnce = 1024 * 1024;

/** Rooms to read into that nobody uses now: to make one for each file lets a large one be collected for each file. */
const rooms: Buffer[] = [];

/** SHA-256 of the bytes of a file, read piece by piece. */
export async function fileSha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  const handle = await open(path);
  const room = rooms.pop() ?? Buffer.allocUnsafeSlow(hashedAtOnce);
  try {
    for (;;) {
      const { bytesRead } = await handle.read(room, 0, room.length, null);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(room.subarray(0, bytesRead));
    }
  } finally {
    rooms.push(room);
    await handle.close();
  }
}

/** The first bytes of a file, by which its kind is told. */
export async function firstBytes(path: string, count = 4): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const buffer = new Uint8Array(count);
    const { bytesRead } = await handle.read(buffer, 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** Number of the first line that is not in an encoding; the file is read once more to find it. */
async function firstUndecodable(path: string, encoding: string): Promise<number> {
  const decoder = new TextDecoder(encoding);
  let line = 1;
  for await (const chunk of createReadStream(path)) {
    const text = decoder.decode(chunk as Buffer, { stream: true });
    const bad = text.indexOf('\ufffd');
    line += text.slice(0, bad < 0 ? undefined : bad).split('\n').length - 1;
    if (bad >= 0) break;
  }
  return line;
}

/**
 * The text of a file in pieces: UTF-8, or UTF-16 where a byte order mark says so, unless the file names another itself. The mark is
 * left out.
 * @throws UnreadableFile `wrong_encoding` at the first line that is neither.
 */
export async function* decoded(path: string, named?: string): AsyncGenerator<string> {
  const encoding = named ?? encodingOf(await firstBytes(path, 2));
  const decoder = new TextDecoder(encoding, { fatal: true });
  const refuse = async (): Promise<never> => {
    const line = await firstUndecodable(path, encoding);
    throw new UnreadableFile(
      'wrong_encoding',
      `The file is not ${encoding.toUpperCase()}: line ${line} cannot be decoded. Save it again as UTF-8 (a spreadsheet program calls it "CSV UTF-8").`,
      `line ${line}`,
    );
  };
  for await (const chunk of createReadStream(path)) {
    let text = '';
    try {
      text = decoder.decode(chunk as Buffer, { stream: true });
    } catch {
      await refuse();
    }
    if (text.includes('\u0000')) {
      throw new UnreadableFile(
        'not_text',
        'The file is not a text: it may be a picture, a scan, an old Word or Excel file, or a database. Save a document as PDF and a table as CSV or .ods, and give that.',
      );
    }
    yield text;
  }
  try {
    yield decoder.decode();
  } catch {
    await refuse();
  }
}

/** Blank lines in a row of which the rest says nothing to anybody, and is passed over. */
const mostBlank = 250;

/**
 * The lines of a file (ended by LF, CRLF or CR), one at a time. A line longer than the record limit is cut there, marked, and the
 * rest of it is passed over, so that a line of any length costs no more memory than the limit. Of very many blank lines in a row only the
 * first are given; numbers count all.
 */
export async function* linesOf(
  path: string,
  limits: ReadLimits,
  encoding?: string,
): AsyncGenerator<Line> {
  let number = 1;
  let rest = '';
  let overlong = false;
  let afterCr = false;
  let blank = 0;
  for await (const piece of decoded(path, encoding)) {
    let text = piece;
    if (afterCr && text.startsWith('\n')) text = text.slice(1);
    afterCr = text.length > 0 ? text.endsWith('\r') : afterCr;
    let start = 0;
    for (const match of text.matchAll(/\r\n|\n|\r/g)) {
      if (!overlong) rest += text.slice(start, match.index);
      blank = rest === '' && !overlong ? blank + 1 : 0;
      if (blank <= mostBlank) yield cut(number, rest, overlong, limits);
      number += 1;
      rest = '';
      overlong = false;
      start = match.index + match[0].length;
    }
    if (!overlong) rest += text.slice(start);
    if (rest.length > limits.recordChars) {
      rest = rest.slice(0, limits.recordChars);
      overlong = true;
    }
  }
  if (rest !== '' || overlong) yield cut(number, rest, overlong, limits);
}

function cut(number: number, text: string, overlong: boolean, limits: ReadLimits): Line {
  if (text.length <= limits.recordChars) return { number, text, overlong };
  return { number, text: text.slice(0, limits.recordChars), overlong: true };
}
