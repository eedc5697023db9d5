import type { DocumentStore } from '@monitoring-timeline/core/documents';
import type { PictureCache } from '@monitoring-timeline/ingest';
import { localPath, type StoreAddress, sharedDocuments } from './store-address.ts';

/** The documents lie beside the log: `var/timeline.db` has the folder `var/timeline.documents`. */
export function documentsPath(storePath: string): string {
  return `${storePath.replace(/\.db$/, '')}.documents`;
}

/**
 * The bytes of the documents that a store's facts were read from. The folder is made with the first document; that of a server's
 * log is this machine's own, unless the address names one that machines share.
 */
export async function openDocuments(address: StoreAddress): Promise<DocumentStore> {
  const { createMemoryDocumentStore, openDocumentFolder } = await import(
    '@monitoring-timeline/core/documents'
  );
  if (address.engine === 'memory') return createMemoryDocumentStore();
  const shared = address.engine === 'kurrentdb' ? sharedDocuments(address) : undefined;
  return openDocumentFolder(shared ?? documentsPath(localPath(address)));
}

/** Where pictures of pages that were drawn are kept. */
export function picturesPath(storePath: string): string {
  return `${storePath.replace(/\.db$/, '')}.pictures`;
}

/** Pictures of pages that were drawn lie beside the documents, on this machine: `var/timeline.pictures`. None are kept where nothing is. */
export async function openPictures(address: StoreAddress): Promise<PictureCache | undefined> {
  if (address.engine === 'memory') return undefined;
  const { openPictureFolder } = await import('@monitoring-timeline/ingest');
  return openPictureFolder(picturesPath(localPath(address)));
}
