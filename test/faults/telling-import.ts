import { openPeopleRegister } from '@monitoring-timeline/core/people';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { importPaths } from '@monitoring-timeline/ingest';
import type { Told } from './told.ts';

/**
 * An import that tells what it does, to be killed: `node telling-import.ts LOG PEOPLE PATH...`. It prints one line of
 * JSON before each batch with the ids in it, and one when the store has acknowledged the batch.
 */
const [log = '', register = '', ...paths] = process.argv.slice(2);

// standard output is a pipe here, and writing to a pipe is synchronous: what was told was told before the next step
function tell(told: Told): void {
  process.stdout.write(`${JSON.stringify(told)}\n`);
}

const store = await openSqliteStore(log);
const people = await openPeopleRegister(register);
const appendMany = store.appendMany.bind(store);
store.appendMany = async (writes) => {
  tell({ kind: 'begins', ids: writes.flatMap(({ events }) => events.map(({ id }) => id)) });
  const results = await appendMany(writes);
  tell({ kind: 'acknowledged' });
  return results;
};
const { quarantined } = await importPaths(paths, { store, people });
await people.close();
await store.close();
tell({ kind: 'done', quarantined: quarantined.length });
