import type { DocumentStore } from '@monitoring-timeline/core/documents';
import type { StoreAddress } from './store-address.ts';

/** The documents lie beside the log: `var/timeline.db` has the folder `var/timeline.documents`. */
export function documentsPath(storePath: string): string {
  return `${storePath.replace(/\.db$/, '')}.documents`;
}

/** The bytes of the documents that a store's facts were read from. Its folder is made with the first document. */
export async function openDocuments(address: StoreAddress): Promise<DocumentStore> {
  const { createMemoryDocumentStore, openDocumentFolder } = await import(
    '@monitoring-timeline/core/documents'
  );
  return address.engine === 'memory'
    ? createMemoryDocumentStore()
    : openDocumentFolder(documentsPath(address.path));
}
