import { readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { type Unzipped, unzipSync } from 'fflate';
import { notedSums } from './archive-directory.ts';
import type { ReadLimits } from './limits.ts';
import { UnreadableFile } from './lines.ts';

/** What an archive is given as, which its problems name. */
export type ArchiveOf = 'workbook' | 'document';

/** The bytes of an archive and the names of its parts, by its directory at the end: what lies between may look like anything. */
export interface Archive {
  readonly of: ArchiveOf;
  readonly bytes: Uint8Array;
  readonly names: ReadonlySet<string>;
}

export const noWorkbook = new UnreadableFile(
  'not_recognised',
  'It is an archive, but no workbook and no document. Give a table as OpenDocument (.ods), .xlsx or CSV, a document as .docx, .odt or PDF, and take files out of a .zip before you give them.',
);

/** What the first parts of a workbook are called, OpenDocument or Excel. */
const firstParts = /^PK.{28}(?:mimetype|\[Content_Types\]|content\.xml|_rels|xl\/)/s;

/** Most parts of one archive: a document with a picture on each page has some hundreds. */
const mostParts = 10_000;

/** That a workbook or document is not as it was made; `what` says what is wrong with it. */
export function damagedArchive(of: ArchiveOf, what: string, locator?: string): UnreadableFile {
  const again = of === 'workbook' ? 'Download the workbook again.' : 'Fetch the document again.';
  return new UnreadableFile(`damaged_${of}`, `${what} ${again}`, locator);
}

function notUnpacked(of: ArchiveOf, error: unknown): UnreadableFile {
  const why = error instanceof Error ? error.message : String(error);
  return damagedArchive(of, `The ${of} cannot be unpacked (${why}).`);
}

/** @throws UnreadableFile where it is damaged or would unpack to more than the limit */
export async function openArchive(
  path: string,
  limits: ReadLimits,
  of: ArchiveOf = 'workbook',
): Promise<Archive> {
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
    throw of === 'document' || firstParts.test(begins) ? notUnpacked(of, error) : noWorkbook;
  }
  if (inflated > limits.inflatedBytes || names.size > mostParts) {
    const help = of === 'workbook' ? 'Give its sheets as CSV files.' : 'Save it as PDF.';
    const most = `more than ${limits.inflatedBytes} bytes, or has more than ${mostParts} parts`;
    throw new UnreadableFile('too_large', `The ${of} inflates to ${most}. ${help}`);
  }
  return { of, bytes, names };
}

/** Parts of an archive, whole as they were packed: a bit that was lost can be another grade. @throws UnreadableFile */
export function partsOf({ of, bytes }: Archive, names: readonly string[]): Unzipped {
  try {
    const parts = unzipSync(bytes, { filter: ({ name }) => names.includes(name) });
    const sums = notedSums(bytes);
    for (const [name, part] of Object.entries(parts)) {
      if (crc32(part) !== sums.get(name)) throw new RangeError(`${name} is not what was packed`);
    }
    return parts;
  } catch (error) {
    throw notUnpacked(of, error);
  }
}

/** Looks at every part once, one after the other, for who unpacks them elsewhere. @throws UnreadableFile where one is damaged */
export function checkParts(archive: Archive): void {
  for (const name of archive.names) partsOf(archive, [name]);
}
