import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { EventStore } from '@monitoring-timeline/core';
import { eventStoreContract, pagesReadOf, sampleEvents } from '@monitoring-timeline/core/contract';
import { openPeopleRegister } from '@monitoring-timeline/core/people';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { peopleRegisterContract } from './people-register-contract.ts';
import { temporaryFolder } from './temporary-folder.ts';

const makeFixture = async () => {
  const folder = await temporaryFolder();
  const opened: EventStore[] = [];
  const open = async (): Promise<EventStore> => {
    const store = await openSqliteStore(join(folder.path, 'stores', `${randomUUID()}.db`));
    opened.push(store);
    return store;
  };
  const store = await open();
  // the suite is to hold on a log in use, so it never gets a fresh one
  await store.append('others', sampleEvents(3), { expected: 'none' });
  return {
    store,
    pagesRead: pagesReadOf(store),
    emptyStore: open,
    async dispose() {
      for (const each of opened) await each.close();
      await folder.remove();
    },
  };
};

eventStoreContract('SQLite', makeFixture, { atomic: true, restores: true, folds: true });

peopleRegisterContract('SQLite', async () => {
  const folder = await temporaryFolder();
  const register = await openPeopleRegister(join(folder.path, 'people.db'));
  return {
    register,
    async dispose() {
      await register.close();
      await folder.remove();
    },
  };
});
