import {
  checkDocumentId,
  checkSize,
  type DocumentId,
  DocumentNotFound,
  type DocumentStore,
  type DocumentStoreOptions,
  defaultMaxBytes,
  documentIdOf,
} from './document-store.ts';

/** Documents that live as long as the process. */
export function createMemoryDocumentStore({
  maxBytes = defaultMaxBytes,
}: DocumentStoreOptions = {}): DocumentStore {
  const documents = new Map<DocumentId, Uint8Array>();
  return {
    async put(bytes) {
      checkSize(bytes, maxBytes);
      const id = documentIdOf(bytes);
      if (!documents.has(id)) documents.set(id, Uint8Array.from(bytes));
      return id;
    },
    async get(id) {
      checkDocumentId(id);
      const bytes = documents.get(id);
      if (bytes === undefined) throw new DocumentNotFound(id);
      return Uint8Array.from(bytes);
    },
    async has(id) {
      checkDocumentId(id);
      return documents.has(id);
    },
    async remove(id) {
      checkDocumentId(id);
      return documents.delete(id);
    },
  };
}
