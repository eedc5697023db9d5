import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { tracedStore } from '@monitoring-timeline/service/tracing';
import { eventStoreContract } from './event-store/index.ts';
import { sampleEvents } from './sample-events.ts';

eventStoreContract('traced', async () => {
  const store = tracedStore(createMemoryStore());
  await store.append('others', sampleEvents(3), { expected: 'none' });
  const emptyStore = async () => tracedStore(createMemoryStore());
  return { store, emptyStore, dispose: () => store.close() };
});
