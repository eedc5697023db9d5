import { resolve } from 'node:path';
import type { Call } from '../call/call.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { shownPath } from '../compose/places.ts';
import { documentsOf, restoreInto } from '../compose/restoring.ts';
import { shownAddress, storeAddress } from '../compose/store-address.ts';
import { untilStopped } from '../compose/until-stopped.ts';
import { writeJson } from '../output/json.ts';
import { refuseDates } from './answering.ts';

/**
 * `timeline restore FILE`: a backup into a store that is empty or does not exist, verified there.
 * @throws BackupUnfit, StoreNotEmpty, WrongCall, Interrupted, StoreUnavailable, StoreDamaged
 */
export async function restoreStore(file: string, call: Call): Promise<ExitCode> {
  const { options, terminal } = call;
  refuseDates(call, 'restore', ['asOf', 'knownAt', 'recordedAt'], 'it restores the whole store');
  const address = storeAddress(options.store);
  const store = shownAddress(address);
  const { manifest, head, documentsMissing, sealFault } = await untilStopped((stop) =>
    restoreInto(address, resolve(file), stop),
  );
  const equal = manifest.head.hash === head.hash;
  if (options.json) {
    writeJson(terminal, {
      store,
      file: shownPath(resolve(file)),
      made: manifest.made,
      backup: { head: manifest.head },
      restored: { head },
      equal,
      sealedOtherwise: sealFault,
      documents: { ...manifest.documents, missing: documentsMissing },
    });
  } else {
    const { showRestored } = await import('../output/backup.ts');
    const missing = { count: documentsMissing, folder: shownPath(documentsOf(address)) };
    showRestored(store, manifest, head, { missing, sealFault }, terminal);
  }
  return equal ? exitCodes.done : exitCodes.no;
}
