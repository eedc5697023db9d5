import { readFile } from 'node:fs/promises';
import { type Unzipped, unzipSync } from 'fflate';
import type { ReadLimits } from './limits.ts';
import { UnreadableFile } from './lines.ts';

/** The bytes of an archive and the names of its parts, by its directory at the end: what lies between may look like anything. */
export interface Archive {
  readonly bytes: Uint8Array;
  readonly names: ReadonlySet<string>;
}

function damaged(error: unknown): UnreadableFile {
  const why = error instanceof Error ? error.message : String(error);
  return new UnreadableFile(
    'damaged_workbook',
    `It is no workbook that can be unpacked (${why}). Download it again; save a Word document as PDF.`,
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
    throw damaged(error);
  }
  if (inflated > limits.inflatedBytes) {
    throw new UnreadableFile(
      'too_large',
      `The workbook inflates to more than ${limits.inflatedBytes} bytes. Give its sheets as CSV files.`,
    );
  }
  return { bytes, names };
}

/** Parts of an archive. @throws UnreadableFile */
export function partsOf({ bytes }: Archive, names: readonly string[]): Unzipped {
  try {
    return unzipSync(bytes, { filter: ({ name }) => names.includes(name) });
  } catch (error) {
    throw damaged(error);
  }
}
