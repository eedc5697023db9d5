import { resolve } from 'node:path';
import type { Call, GlobalOptions } from '../call/call.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { backUp } from '../compose/backing-up.ts';
import { shownPath } from '../compose/places.ts';
import { shownAddress, storeAddress } from '../compose/store-address.ts';
import { untilStopped } from '../compose/until-stopped.ts';
import { writeJson } from '../output/json.ts';
import { refuseDates } from './answering.ts';

export interface BackupCallOptions extends GlobalOptions {
  readonly force?: boolean;
  readonly documents?: boolean;
}

/**
 * `timeline backup FILE`: the store in one file, also while others write to it; exit code 1 where something of it is not what was written, and then
 * nothing is written. @throws StoreMissing, WrongCall, Interrupted, StoreUnavailable, StoreDamaged
 */
export async function backUpStore(file: string, call: Call<BackupCallOptions>): Promise<ExitCode> {
  const { options, terminal } = call;
  refuseDates(call, 'backup', ['asOf', 'knownAt', 'recordedAt'], 'it takes the whole store');
  const address = storeAddress(options.store);
  const store = shownAddress(address);
  const { force = false, documents = false } = options;
  const made = await untilStopped((stop) =>
    backUp(address, resolve(file), { force, documents, stop }),
  );
  if ('reason' in made) {
    if (options.json) writeJson(terminal, { store, file: null, valid: false, reason: made.reason });
    else {
      const { showNotBackedUp } = await import('../output/backup.ts');
      showNotBackedUp(store, made, terminal);
    }
    return exitCodes.no;
  }
  const { bytes, manifest } = made;
  if (options.json) {
    const { made: at, head, parts } = manifest;
    writeJson(terminal, {
      store,
      file: shownPath(made.file),
      bytes,
      valid: true,
      made: at,
      head,
      parts,
      documents: manifest.documents,
    });
  } else {
    const { showBackup } = await import('../output/backup.ts');
    showBackup(store, shownPath(made.file), bytes, manifest, terminal);
  }
  return exitCodes.done;
}
