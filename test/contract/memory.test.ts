import { eventStoreContract, pagesReadOf, sampleEvents } from '@monitoring-timeline/core/contract';
import { createMemoryDocumentStore } from '@monitoring-timeline/core/documents';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { documentStoreContract } from './document-store-contract.ts';
import { peopleRegisterContract } from './people-register-contract.ts';

eventStoreContract('memory', async () => {
  const store = createMemoryStore();
  // the suite is to hold on a log in use, so it never gets a fresh one
  await store.append('others', sampleEvents(3), { expected: 'none' });
  return {
    store,
    pagesRead: pagesReadOf(store),
    emptyStore: async () => createMemoryStore(),
    dispose: () => store.close(),
  };
});

documentStoreContract('memory', async () => ({
  open: createMemoryDocumentStore,
  dispose: async () => {},
}));

peopleRegisterContract('memory', async () => {
  const register = createMemoryPeopleRegister();
  return { register, dispose: () => register.close() };
});
