import type { EventStore, Verifiable } from '@monitoring-timeline/core';
import { openTimeline, type Timeline } from '@monitoring-timeline/projections';
import { type Call, hint } from '../call.ts';
import { clock } from './clock.ts';
import { namesOf } from './open-people.ts';
import { openStoreToAsk } from './open-store.ts';
import { type StoreAddress, shownAddress, storeAddress } from './store-address.ts';

/** What a question has at hand. */
export interface Asked {
  readonly store: EventStore & Verifiable;
  readonly address: StoreAddress;
}

/** Opens the store of a call, lets a question be asked of it, and closes it again whatever happens. */
export async function askStore<T>(
  { options }: Call,
  question: (asked: Asked) => Promise<T>,
): Promise<T> {
  const address = storeAddress(options.store);
  const store = await openStoreToAsk(address);
  try {
    return await question({ store, address });
  } finally {
    await store.close();
  }
}

/** As `askStore`, with the views over the log, and names for persons. */
export async function askTimeline<T>(
  call: Call,
  question: (timeline: Timeline, asked: Asked) => Promise<T>,
): Promise<T> {
  return askStore(call, async (asked) => {
    const timeline = await openTimeline({
      store: asked.store,
      clock,
      nameOf: await namesOf(asked.address),
    });
    try {
      return await question(timeline, asked);
    } finally {
      await timeline.close();
    }
  });
}

/** Tells the person at the terminal where an answer is empty because the store is. */
export async function hintIfEmpty(call: Call, { store, address }: Asked): Promise<void> {
  const { events } = await store.head();
  if (events > 0) return;
  hint(
    call,
    `The store ${shownAddress(address)} holds nothing yet. Fill it with \`timeline import PATH\`.`,
  );
}
