import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { importPaths } from '@monitoring-timeline/ingest';

// One of several importers of the same files into one store: prints what it did.
const [database = '', ...paths] = process.argv.slice(2);
const store = await openSqliteStore(database);
const result = await importPaths(paths, { store, people: createMemoryPeopleRegister() });
await store.close();
process.stdout.write(JSON.stringify(result));
