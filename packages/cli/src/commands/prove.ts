import { proveEvent, proveGrowth, type Seal } from '@monitoring-timeline/core/seals';
import { type Call, type GlobalOptions, hint } from '../call/call.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { readGiven } from '../call/given-file.ts';
import { askStore } from '../compose/asking.ts';
import { shownPath } from '../compose/places.ts';
import { lasting, sealFrom, sealsBeside } from '../compose/seals.ts';
import { type StoreAddress, storeAddress } from '../compose/store-address.ts';
import { refuseDates } from './answering.ts';
import { writeOut } from './write-out.ts';

export interface ProveCallOptions extends GlobalOptions {
  readonly seal?: string;
  readonly since?: string;
  readonly output?: string;
}

/**
 * `timeline prove EVENT`: that an event lay in the log when it was sealed; `timeline prove --since SEAL`: that the log only grew from
 * one seal to another. The proof is one JSON document.
 * @throws NotProved, SealBroken, InvalidProof, WrongCall, StoreMissing, StoreUnavailable
 */
export async function answerProve(
  id: string | undefined,
  call: Call<ProveCallOptions>,
): Promise<ExitCode> {
  const { options } = call;
  refuseDates(call, 'prove', ['asOf', 'knownAt', 'recordedAt'], 'name a seal with --seal FILE');
  if ((id === undefined) === (options.since === undefined)) {
    throw new WrongCall(
      'prove takes one of two: EVENT, the id of an event that lay in the log, or --since SEAL, an earlier seal from which the log only grew.',
    );
  }
  const since = await sealGiven('--since', options.since);
  const given = await sealGiven('--seal', options.seal);
  lasting(storeAddress(options.store));
  const proof = await askStore(call, async ({ store, address }) => {
    const seal = given ?? (await lastSeal(address));
    return since === undefined
      ? proveEvent(store, id!.trim().toLowerCase(), seal)
      : proveGrowth(store, since, seal);
  });
  await writeOut(once(`${JSON.stringify(proof, null, 2)}\n`), options.output, call);
  if (options.output !== undefined) {
    hint(
      call,
      `Wrote ${shownPath(options.output)}. \`timeline check\` needs it and the public key alone.`,
    );
  }
  return exitCodes.done;
}

async function sealGiven(option: string, path: string | undefined): Promise<Seal | undefined> {
  return path === undefined
    ? undefined
    : sealFrom(await readGiven(option, path), `${option} ${path}`);
}

/** @throws WrongCall where there is none */
async function lastSeal(address: StoreAddress): Promise<Seal> {
  const last = (await sealsBeside(address)).at(-1);
  if (last) return last;
  throw new WrongCall(
    'This log was not sealed yet. Make a key with `timeline seal --new-key FILE`, seal with `timeline seal --key FILE`, or name a seal with --seal FILE.',
  );
}

async function* once(text: string) {
  yield text;
}
