import { openDocumentFolder } from '@monitoring-timeline/core/documents';
import { documentStoreContract } from './document-store-contract.ts';
import { temporaryFolder } from './temporary-folder.ts';

documentStoreContract('a folder', async () => {
  const folder = await temporaryFolder();
  return { open: (options) => openDocumentFolder(folder.path, options), dispose: folder.remove };
});
