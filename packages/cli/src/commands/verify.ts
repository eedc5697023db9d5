import { recordedAhead, StoreDamaged } from '@monitoring-timeline/core';
import { type Seal, verifySealed } from '@monitoring-timeline/core/seals';
import type { Call, GlobalOptions } from '../call/call.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { askStore } from '../compose/asking.ts';
import { now } from '../compose/clock.ts';
import { openPeopleIfThere } from '../compose/open-people.ts';
import { doubtsOfState } from '../compose/open-state.ts';
import { sealsOrWhy } from '../compose/seals.ts';
import { type StoreAddress, shownAddress, storeAddress } from '../compose/store-address.ts';
import { writeJson } from '../output/json.ts';
import type { VerifyAnswer } from '../output/verify.ts';
import { refuseDates } from './answering.ts';

export interface VerifyCallOptions extends GlobalOptions {
  readonly head?: string;
  readonly people?: string;
}

/**
 * `timeline verify`; exit code 1 where the log or the register of people is not what was written, or never had the hash that was noted
 * elsewhere, or where the log is not the one that was sealed. @throws WrongCall, StoreMissing, StoreUnavailable
 */
export async function answerVerify(call: Call<VerifyCallOptions>): Promise<ExitCode> {
  refuseDates(call, 'verify', ['asOf', 'knownAt', 'recordedAt'], 'it reads the whole log');
  const answer = await verified(call);
  if (call.options.json) writeJson(call.terminal, answer);
  else {
    const { showVerification } = await import('../output/verify.ts');
    showVerification(shownAddress(storeAddress(call.options.store)), answer, call.terminal);
  }
  return answer.valid ? exitCodes.done : exitCodes.no;
}

async function verified(call: Call<VerifyCallOptions>): Promise<VerifyAnswer> {
  const noted = hashGiven('--head', call.options.head);
  const notedPeople = hashGiven('--people', call.options.people);
  try {
    return await askStore(call, async ({ store, address }) => {
      // what is sealed while the log is read may cover more than was there at its beginning
      const { seals, why } = await sealsOrWhy(address);
      const { sealFault, ...log } = await verifySealed(store, seals, { noted });
      const people = await verifiedRegister(address, notedPeople);
      const ahead = recordedAhead((await store.recordedTo?.()) ?? '', now());
      const missing = notedPeople !== undefined && people === null;
      const beside = [
        ...(why ? [why] : []),
        ...(missing ? ['there is no register of people'] : []),
      ];
      return {
        ...log,
        valid: log.valid && people?.valid !== false && beside.length === 0,
        problems: [...log.problems, ...beside],
        people,
        seals: sealsFound(seals, sealFault),
        warnings: [...(ahead === null ? [] : [ahead]), ...(await doubtsOfState(address, store.id))],
      };
    });
  } catch (error) {
    if (!(error instanceof StoreDamaged)) throw error;
    const { position = null, stream = null, revision = null } = error.place;
    return {
      events: 0,
      streams: 0,
      head: null,
      valid: false,
      firstBroken: { position, stream, revision, reason: error.message },
      problems: [error.message],
      people: null,
      seals: null,
      warnings: [],
    };
  }
}

/** The register is a file of its own: where that is damaged, the log is not. */
async function verifiedRegister(
  address: StoreAddress,
  noted: string | undefined,
): Promise<VerifyAnswer['people']> {
  try {
    const register = await openPeopleIfThere(address);
    return (await register?.verify?.(noted).finally(() => register.close())) ?? null;
  } catch (error) {
    if (!(error instanceof StoreDamaged)) throw error;
    return { names: 0, erased: 0, hash: '', valid: false, problems: [error.message] };
  }
}

function sealsFound(seals: readonly Seal[], fault: string | null): VerifyAnswer['seals'] {
  const last = seals.at(-1)?.head;
  return last === undefined
    ? null
    : { kept: seals.length, events: last.events, made: last.made, valid: fault === null };
}

function hashGiven(option: string, text: string | undefined): string | undefined {
  const given = text?.trim().toLowerCase();
  if (given === undefined || /^[0-9a-f]{64}$/.test(given)) return given;
  throw new WrongCall(
    `${option}: "${text}" is no hash of 64 digits. Give the one that import, verify or backup printed and that was noted elsewhere.`,
    { option },
  );
}
