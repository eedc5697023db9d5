export * from './document-store.ts';
export { openDocumentFolder } from './folder.ts';
export { createMemoryDocumentStore } from './memory.ts';
