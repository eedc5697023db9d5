import { linesAround } from '@monitoring-timeline/ingest';
import { openDocuments } from './open-documents.ts';
import type { StoreAddress } from './store-address.ts';

/** What a document beside a store says at a place, with a line before and after; undefined where it is not kept. */
export async function passageIn(address: StoreAddress, sha256: string, locator: string) {
  return linesAround(await openDocuments(address), sha256, locator, 1);
}
