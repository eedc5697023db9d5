import {
  type Copied,
  copyLog,
  type EventStore,
  type Recorded,
  type Verifiable,
  type Verification,
} from '@monitoring-timeline/core';
import { copyNames, type NamesCopied } from '@monitoring-timeline/core/people';
import { type Seal, verifySealed } from '@monitoring-timeline/core/seals';
import type { Call, GlobalOptions } from '../call/call.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { openPeople, openPeopleIfThere } from '../compose/open-people.ts';
import { openStore, openStoreToAsk } from '../compose/open-store.ts';
import { keepSeals, sealsBeside } from '../compose/seals.ts';
import { type StoreAddress, shownAddress, storeAddress } from '../compose/store-address.ts';
import type { CopyAnswer } from '../output/copy.ts';
import { writeJson } from '../output/json.ts';
import { startProgress } from '../output/progress.ts';
import { refuseDates } from './answering.ts';
import { interrupted } from './import-into.ts';

export interface CopyCallOptions extends GlobalOptions {
  readonly from?: string;
  readonly to: string;
  readonly people?: boolean;
}

interface Side {
  readonly address: StoreAddress;
  readonly store: EventStore & Verifiable;
}

/**
 * `timeline copy`: one store's log, people and seals into another, whichever engines they have. Ended at any point, it goes on where
 * it was when it is run again. Both are verified at the end; exit code 1 where one is not sound.
 * @throws WrongCall, CopyRefused, StoreMissing, StoreUnavailable, Interrupted
 */
export async function copyStore(call: Call<CopyCallOptions>): Promise<ExitCode> {
  refuseDates(call, 'copy', ['asOf', 'knownAt', 'recordedAt'], 'it copies the whole log');
  const { options, terminal } = call;
  const from = storeAddress(
    options.from ?? options.store,
    options.from === undefined ? '--store' : '--from',
  );
  const to = storeAddress(options.to, '--to');
  if (from.engine === 'memory') {
    throw new WrongCall('--from: memory: holds nothing to copy. Name a file or a server.', {});
  }
  if (shownAddress(from) === shownAddress(to)) {
    throw new WrongCall('--to: this is the store to copy from. Name another one.', {});
  }
  const source = await openStoreToAsk(from);
  try {
    const target = await openStore(to);
    try {
      const sides = [
        { address: from, store: source },
        { address: to, store: target },
      ] as const;
      const answer = await copied(sides, call);
      if (options.json) writeJson(terminal, answer);
      else {
        const { showCopy } = await import('../output/copy.ts');
        showCopy(answer, terminal);
      }
      return answer.equal ? exitCodes.done : exitCodes.no;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function copied(
  [source, target]: readonly [Side, Side],
  call: Call<CopyCallOptions>,
): Promise<CopyAnswer> {
  const { options, terminal } = call;
  const mentioned = new Set<string>();
  // what is sealed from here on may cover more than is copied
  const seals = await sealsBeside(source.address);
  const progress = terminal.progress && !options.quiet ? await startProgress(terminal) : undefined;
  const interruption = interrupted(
    'Interrupted. What was copied so far is kept; run the same copy again to finish.',
  );
  let log: Copied;
  let people: NamesCopied | null;
  try {
    const work = async (): Promise<void> => {
      log = await copyLog(source.store, target.store, {
        onProgress: (at) => progress?.show({ file: 'events', ...at, files: { done: 0, total: 1 } }),
        onEvents: (events) => notePeople(events, mentioned),
      });
      people = options.people === false ? null : await copyPeople(source, target, mentioned);
    };
    await Promise.race([work(), interruption.happened]);
  } finally {
    interruption.forget();
    progress?.stop();
  }
  const ofSource = await verifySealed(source.store, seals);
  const ofTarget = await verifySealed(target.store, seals);
  if (ofTarget.valid && seals.length > 0) await keepWith(target, seals);
  const { head } = ofTarget;
  const sound = ofSource.valid && ofTarget.valid;
  // the source may have grown since; what was copied is then a beginning of it
  const equal = sound && log!.target.hash === log!.source.hash && log!.target.hash === head.hash;
  return {
    from: shownAddress(source.address),
    to: shownAddress(target.address),
    copied: log!.copied,
    alreadyThere: log!.alreadyThere,
    head: head.hash,
    events: head.events,
    streams: head.streams,
    people: people!,
    seals: seals.length,
    equal,
    problems: [...reasons(source, ofSource), ...reasons(target, ofTarget)],
  };
}

async function keepWith({ address, store }: Side, seals: readonly Seal[]): Promise<void> {
  if (address.engine !== 'memory') await keepSeals(address, store.id, seals);
}

async function copyPeople(
  source: Side,
  target: Side,
  mentioned: Iterable<string>,
): Promise<NamesCopied | null> {
  const from = await openPeopleIfThere(source.address);
  if (from === undefined) return null;
  try {
    const to = await openPeople(target.address);
    try {
      return await copyNames(from, to, mentioned);
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

function notePeople(events: readonly Recorded[], mentioned: Set<string>): void {
  for (const { event } of events) {
    for (const [id] of JSON.stringify(event.data).matchAll(/\bp-[0-9a-f]{20}\b/g))
      mentioned.add(id);
  }
}

function reasons({ address }: Side, { valid, firstBroken, problems }: Verification): string[] {
  if (valid) return [];
  const found = firstBroken === null ? problems : [firstBroken.reason, ...problems];
  return [...new Set(found)].map((reason) => `${shownAddress(address)}: ${reason}`);
}
