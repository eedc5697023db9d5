import { type ForeseenChange, foresee, openTimeline } from '@monitoring-timeline/projections';
import type { Call } from '../call/call.ts';
import { clock } from './clock.ts';
import { openingOf } from './extensions.ts';
import { openStore } from './open-store.ts';
import { storeAddress } from './store-address.ts';

type Copy = Awaited<ReturnType<typeof openStore>>;

/** What is done on a copy of a store. */
interface OnCopy<T> {
  /** Puts what the store holds into the copy. */
  readonly fill: (copy: Copy) => Promise<unknown>;
  readonly nameOf: (person: string) => string | null;
  readonly work: (copy: Copy) => Promise<T>;
}

/**
 * Has work done on a copy of a store that lies in memory, and compares the answers before and after: the store itself is only read.
 * @throws what filling and the work throw, the errors of the store
 */
export async function foreseenOnCopy<T>(
  call: Call,
  { fill, nameOf, work }: OnCopy<T>,
): Promise<{ readonly result: T; readonly changes: readonly ForeseenChange[] }> {
  const copy = await openStore(storeAddress('memory:'));
  try {
    await fill(copy);
    const opening = await openingOf(call.options);
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
