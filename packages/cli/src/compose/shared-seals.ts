import { isTimelineError } from '@monitoring-timeline/core';
import { InvalidProof, readSeal, type Seal } from '@monitoring-timeline/core/seals';
import { changeState, type StatePart } from '@monitoring-timeline/core/shared-state';
import type { StateStore } from '@monitoring-timeline/core/state';
import { loadKurrent } from './load-kurrent.ts';
import { inTermsOfTheCall } from './open-store.ts';
import type { StoreAddress } from './store-address.ts';

type ServerAddress = Extract<StoreAddress, { engine: 'kurrentdb' }>;

/** The part of a server's state that holds the seals of its log, for all who use it: each under its name. */
export const sealsPart = 'seals';

/** How long a server may be away, in ms. */
const patience = 5000;

/** Does something with the state of a server's log. @throws StoreUnavailable, StoreMissing */
export async function withStateOf<T>(
  address: ServerAddress,
  work: (state: StateStore) => Promise<T>,
): Promise<T> {
  const { openKurrentState } = await loadKurrent();
  const opening = openKurrentState(address.text, { create: false, patience });
  const state = await opening.catch((error: unknown) => {
    throw inTermsOfTheCall(error);
  });
  try {
    return await work(state);
  } finally {
    await state.close();
  }
}

/** The seals that lie on a server, the one that covers the most last. @throws InvalidProof */
export async function sealsIn(state: StateStore): Promise<readonly Seal[]> {
  const entries = await state.entries(sealsPart);
  return entries.map(({ key, value }) => {
    try {
      return readSeal(value);
    } catch (error) {
      if (!isTimelineError(error)) throw error;
      throw new InvalidProof(
        `"${key}" lies among the seals of this log on its server (stream state-${sealsPart}) and is none. Somebody wrote it who was no program of ours: find out who, then have the server delete that stream, and seal again.`,
        { key },
        error,
      );
    }
  });
}

/** Puts seals on the server, by their names, that are not there yet. */
export async function shareSeals(
  part: Omit<StatePart, 'projection'>,
  seals: ReadonlyMap<string, Seal>,
): Promise<void> {
  await changeState<void>({ ...part, projection: sealsPart }, async (read) => {
    const put = [];
    for (const [key, seal] of seals) {
      if ((await read(key)) === undefined) put.push({ key, value: JSON.stringify(seal) });
    }
    return { result: undefined, put };
  });
}
