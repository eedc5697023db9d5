import {
  StoreDamaged,
  toPosition,
  type Verification,
  verifyStore,
} from '@monitoring-timeline/core';
import type { Call } from '../call.ts';
import { askStore } from '../compose/asking.ts';
import { shownAddress, storeAddress } from '../compose/store-address.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { writeJson } from '../output/json.ts';
import { refuseDates } from './answering.ts';

/** What verifying found; without a head where the store is too damaged to open. */
export type VerifyAnswer = Omit<Verification, 'head'> & {
  readonly head: Verification['head'] | null;
};

/** `timeline verify`; exit code 1 where the log is not what was written. @throws StoreMissing, StoreUnavailable */
export async function answerVerify(call: Call): Promise<ExitCode> {
  refuseDates(call, 'verify', ['asOf', 'knownAt', 'recordedAt'], 'it reads the whole log');
  const answer = await verified(call);
  if (call.options.json) writeJson(call.terminal.out, answer);
  else {
    const { showVerification } = await import('../output/verify.ts');
    showVerification(shownAddress(storeAddress(call.options.store)), answer, call.terminal);
  }
  return answer.valid ? exitCodes.done : exitCodes.no;
}

async function verified(call: Call): Promise<VerifyAnswer> {
  try {
    return await askStore(call, ({ store }) => verifyStore(store));
  } catch (error) {
    if (!(error instanceof StoreDamaged)) throw error;
    const { position = null, stream = null, revision = null } = error.place;
    const firstBroken = {
      position: position === null ? null : toPosition(position),
      stream,
      revision,
      reason: error.message,
    };
    const problems = [error.message];
    return { events: 0, streams: 0, head: null, valid: false, firstBroken, problems };
  }
}
