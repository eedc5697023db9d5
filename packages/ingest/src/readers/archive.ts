import { readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { type Unzipped, unzipSync } from 'fflate';
import { notedSums } from './archive-sums.ts';
import type { ReadLimits } from './limits.ts';
import { UnreadableFile } from './lines.ts';

/** The bytes of an archive and the names of its parts, by its directory at the end: what lies between may look like anything. */
export interface Archive {
  readonly bytes: Uint8Array;
  readonly names: ReadonlySet<string>;
}

export const noWorkbook = new UnreadableFile(
  'not_recognised',
  'It is an archive, but no workbook. Save a Word document as PDF, another table as OpenDocument (.ods), .xlsx or CSV, and take files out of a .zip before you give them.',
);

/** What the first parts of a workbook are called, OpenDocument or Excel. */
const firstParts = /^PK.{28}(?:mimetype|\[Content_Types\]|content\.xml|_rels|xl\/)/s;

function damaged(error: unknown): UnreadableFile {
  const why = error instanceof Error ? error.message : String(error);
  return new UnreadableFile(
    'damaged_workbook',
    `The workbook cannot be unpacked (${why}). Download it again.`,
  );
}

/** @throws UnreadableFile where it is damaged or would unpack to more than the limit */
export async function openArchive(path: string, limits: ReadLimits): Promise<Archive> {
  const bytes = new Uint8Array(await readFile(path));
  const names = new Set<string>();
  let inflated = 0;
  try {
    unzipSync(bytes, {
      filter({ name, originalSize }) {
        names.add(name);
        inflated += originalSize;
        return false;
      },
    });
  } catch (error) {
    const begins = new TextDecoder('latin1').decode(bytes.subarray(0, 100));
    throw firstParts.test(begins) ? damaged(error) : noWorkbook;
  }
  if (inflated > limits.inflatedBytes) {
    throw new UnreadableFile(
      'too_large',
      `The workbook inflates to more than ${limits.inflatedBytes} bytes. Give its sheets as CSV files.`,
    );
  }
  return { bytes, names };
}

/** Parts of an archive, whole as they were packed: a bit that was lost can be another grade. @throws UnreadableFile */
export function partsOf({ bytes }: Archive, names: readonly string[]): Unzipped {
  try {
    const parts = unzipSync(bytes, { filter: ({ name }) => names.includes(name) });
    const sums = notedSums(bytes);
    for (const [name, part] of Object.entries(parts)) {
      if (crc32(part) !== sums.get(name)) throw new RangeError(`${name} is not what was packed`);
    }
    return parts;
  } catch (error) {
    throw damaged(error);
  }
}

/** Looks at every part once, one after the other, for who unpacks them elsewhere. @throws UnreadableFile where one is damaged */
export function checkParts(archive: Archive): void {
  for (const name of archive.names) partsOf(archive, [name]);
}
