import { copyLog } from '@monitoring-timeline/core';
import { type ForeseenChange, foresee, openTimeline } from '@monitoring-timeline/projections';
import type { Call } from '../call/call.ts';
import type { OpenedStore } from '../compose/asking.ts';
import { clock } from '../compose/clock.ts';
import { openingOf } from '../compose/extensions.ts';
import { namesOf } from '../compose/open-people.ts';
import { openStore } from '../compose/open-store.ts';
import { storeAddress } from '../compose/store-address.ts';

/**
 * Has a repair made in a copy of the store that lies in memory, and compares the answers: the store itself is only read.
 * @throws what the work throws, the errors of the store
 */
export async function rehearseRepair<T>(
  { store, address }: OpenedStore,
  call: Call,
  work: (copy: OpenedStore['store']) => Promise<T>,
): Promise<{ readonly result: T; readonly changes: readonly ForeseenChange[] }> {
  const copy = await openStore(storeAddress('memory:'));
  try {
    await copyLog(store, copy);
    const [nameOf, opening] = await Promise.all([namesOf(address), openingOf(call.options)]);
    const timeline = await openTimeline({ store: copy, clock, nameOf, ...opening });
    try {
      return await foresee(timeline, () => work(copy));
    } finally {
      await timeline.close();
    }
  } finally {
    await copy.close();
  }
}
