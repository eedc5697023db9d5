import { open } from 'node:fs/promises';

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const wideLocatorSignature = 0x07064b50;
/** Where a number stands in 64 bits elsewhere. */
const elsewhere = 0xffffffff;
/** The end of an archive that holds its last record, whatever remark stands behind that. */
const tailBytes = 22 + 0xffff;
/** A directory of more bytes is that of no workbook or document. */
const mostDirectoryBytes = 4 * 1024 * 1024;

interface Entry {
  readonly name: string;
  /** CRC-32 of the part as it was packed. */
  readonly sum: number;
}

/**
 * The CRC-32 that an archive notes of each of its parts, by the directory at its end.
 * @throws RangeError where the directory is damaged
 */
export function notedSums(bytes: Uint8Array): ReadonlyMap<string, number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  let at = view.getUint32(end + 16, true);
  if (at === elsewhere) at = wideDirectory(view, end);
  const sums = new Map<string, number>();
  for (const { name, sum } of entriesIn(bytes, at, end)) sums.set(name, sum);
  return sums;
}

/**
 * Names of the parts of an archive, by which what it is can be told; only its end is read.
 * @throws RangeError where it has no directory, or one that no document has
 */
export async function partNames(path: string): Promise<ReadonlySet<string>> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - tailBytes);
    const tail = await bytesAt(file, from, size);
    const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
    const end = endOf(view);
    const at = view.getUint32(end + 16, true);
    if (at === elsewhere || from + end - at > mostDirectoryBytes || at > from + end) {
      throw new RangeError('it has no directory of a document');
    }
    const directory = await bytesAt(file, at, from + end);
    return new Set(entriesIn(directory, 0, directory.length).map(({ name }) => name));
  } finally {
    await file.close();
  }
}

async function bytesAt(
  file: Awaited<ReturnType<typeof open>>,
  from: number,
  to: number,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(to - from);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
  return bytes.subarray(0, bytesRead);
}

function entriesIn(bytes: Uint8Array, from: number, end: number): readonly Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: Entry[] = [];
  for (let at = from; at + 46 <= end && view.getUint32(at, true) === entrySignature; ) {
    const length = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length));
    entries.push({ name, sum: view.getUint32(at + 16, true) });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** The last record of the archive, before a remark of at most 65,535 bytes. */
function endOf(view: DataView): number {
  const first = Math.max(0, view.byteLength - tailBytes);
  for (let at = view.byteLength - 22; at >= first; at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  throw new RangeError('it has no directory');
}

function wideDirectory(view: DataView, end: number): number {
  if (view.getUint32(end - 20, true) !== wideLocatorSignature) return elsewhere;
  return Number(view.getBigUint64(Number(view.getBigUint64(end - 12, true)) + 48, true));
}
