import { linesAtPlaces } from '@monitoring-timeline/ingest';
import { openDocuments } from './open-documents.ts';
import type { StoreAddress } from './store-address.ts';

/** What a document beside a store says at places, with a line before and after each. */
export async function passagesIn(
  address: StoreAddress,
  sha256: string,
  locators: readonly string[],
) {
  return linesAtPlaces(await openDocuments(address), sha256, locators, 1);
}
