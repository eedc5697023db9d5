import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '@monitoring-timeline/core';
import { eventStoreContract, sampleEvents } from '@monitoring-timeline/core/contract';
import { expect, it } from 'vitest';
import { openJournalStore } from './journal-store.ts';

eventStoreContract('a journal of lines', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'));
  const opened: EventStore[] = [];
  const emptyStore = async (): Promise<EventStore> => {
    const store = await openJournalStore(join(folder, `${randomUUID()}.jsonl`));
    opened.push(store);
    return store;
  };
  return {
    store: await emptyStore(),
    emptyStore,
    async dispose() {
      for (const store of opened) await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});

it('has after opening what it had before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'));
  const file = join(folder, 'log.jsonl');
  const first = await openJournalStore(file);
  await first.append('a', sampleEvents(3), { expected: 'none' });
  const head = await first.head();
  await first.close();
  const second = await openJournalStore(file);
  expect(await second.head()).toEqual(head);
  await second.close();
  rmSync(folder, { recursive: true });
});
