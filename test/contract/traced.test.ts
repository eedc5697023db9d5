import { join } from 'node:path';
import { beginning } from '@monitoring-timeline/core';
import { eventStoreContract, sampleEvents } from '@monitoring-timeline/core/contract';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { tracedStore } from '@monitoring-timeline/service/tracing';
import { expect, it } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

eventStoreContract('traced', async () => {
  const store = tracedStore(createMemoryStore());
  await store.append('others', sampleEvents(3), { expected: 'none' });
  const emptyStore = async () => tracedStore(createMemoryStore());
  return { store, emptyStore, dispose: () => store.close() };
});

it('a traced store reads for folds as the one beneath it does', async () => {
  const folder = await temporaryFolder();
  const store = tracedStore(await openSqliteStore(join(folder.path, 'log.db')));
  await store.append('a', sampleEvents(2), { expected: 'none' });
  const begun = await store.readStreams?.(['a'], { before: 1 });
  expect([...(begun?.get('a') ?? [])]).toHaveLength(1);
  const page = await store.readTypes?.(beginning, { filter: { types: ['CommitmentMade'] } });
  expect(page?.events).toHaveLength(2);
  await store.close();
  await folder.remove();
});
