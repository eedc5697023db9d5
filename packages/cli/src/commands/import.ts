import type { ImportResult } from '@monitoring-timeline/ingest';
import type { Call, GlobalOptions } from '../call/call.ts';
import { dayOption } from '../call/dates.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { filesGiven } from '../call/given-paths.ts';
import { directoryOf, longLog } from '../compose/asking.ts';
import type { ReadingOptions } from '../compose/extensions.ts';
import { openDocuments } from '../compose/open-documents.ts';
import { openPeople } from '../compose/open-people.ts';
import { openStore } from '../compose/open-store.ts';
import { storeAddress } from '../compose/store-address.ts';
import { writeJson } from '../output/json.ts';
import { refuseDates } from './answering.ts';
import { importInto } from './import-into.ts';

/** After an import of so many events what is worked out from a long log is kept anew. */
const keptAfter = 1000;

export interface ImportCallOptions extends GlobalOptions, ReadingOptions {
  readonly published?: string;
  readonly dryRun?: boolean;
}

/** `timeline import PATH...`; exit code 1 where something went to quarantine. @throws WrongCall, Interrupted */
export async function importFiles(
  paths: readonly string[],
  call: Call<ImportCallOptions>,
): Promise<ExitCode> {
  refuseDates(call, 'import', ['asOf', 'knownAt', 'recordedAt'], 'files say when things were');
  const { options, terminal } = call;
  const published =
    options.published === undefined ? undefined : dayOption('--published', options.published);
  const address = storeAddress(options.store);
  const { found, nothing } = await filesGiven(paths);
  if (options.dryRun) {
    const { rehearse } = await import('./import-dry.ts');
    const result = await rehearse(found, published, call);
    if (options.json) writeJson(terminal, result);
    else {
      const { showRehearsal } = await import('../output/import.ts');
      showRehearsal(result, terminal, nothing);
    }
    return outcomeOf(result);
  }
  const store = await openStore(address);
  const people = await openPeople(address);
  const documents = await openDocuments(address);
  try {
    const directory = await directoryOf({ store, address });
    const { events: before } = await store.head();
    const result = await importInto(
      { store, people, documents, directory, published },
      found,
      call,
    );
    const { events } = result.head;
    if (events >= longLog && events - before >= keptAfter) {
      const { keepIndexes } = await import('../compose/kept-indexes.ts');
      await keepIndexes(store, address);
    }
    if (options.json) writeJson(terminal, result);
    else {
      const { showImport } = await import('../output/import.ts');
      showImport(result, address, terminal, nothing);
    }
    return outcomeOf(result);
  } finally {
    await people.close();
    await store.close();
  }
}

function outcomeOf({ quarantined, refused }: ImportResult): ExitCode {
  return quarantined.length + refused.length > 0 ? exitCodes.no : exitCodes.done;
}
