import type { DocumentStore } from '@monitoring-timeline/core/documents';
import {
  findTesseract,
  openTesseract,
  type PictureCache,
  type PictureWanted,
  pictureOf,
} from '@monitoring-timeline/ingest';
import { type Call, type GlobalOptions, hint } from '../call/call.ts';
import { shownPath } from '../compose/places.ts';
import { writeOut } from './write-out.ts';

/**
 * Draws a page of a kept document into the file that `--output` names.
 * @throws PassageNotFound, NoPicture, DocumentNotFound, DocumentDamaged, WrongCall, DiskFull
 */
export async function writePicture(
  documents: DocumentStore,
  sha256: string,
  wanted: PictureWanted,
  cache: PictureCache | undefined,
  call: Call<GlobalOptions & { readonly output?: string }>,
): Promise<void> {
  const { output = '' } = call.options;
  // lines of a scan are found again by what read them, where it is installed
  const recognition = findTesseract() === undefined ? undefined : openTesseract();
  const png = await pictureOf(documents, sha256, wanted, { cache, recognition });
  await writeOut(once(png), output, call);
  hint(call, `Wrote ${shownPath(output)}.`);
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}
