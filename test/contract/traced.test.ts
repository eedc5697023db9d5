import { eventStoreContract, sampleEvents } from '@monitoring-timeline/core/contract';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { tracedStore } from '@monitoring-timeline/service/tracing';

eventStoreContract('traced', async () => {
  const store = tracedStore(createMemoryStore());
  await store.append('others', sampleEvents(3), { expected: 'none' });
  const emptyStore = async () => tracedStore(createMemoryStore());
  return { store, emptyStore, dispose: () => store.close() };
});
