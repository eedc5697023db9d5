import {
  type Directory,
  type EventStore,
  isTimelineError,
  UnknownEventType,
  type Verifiable,
} from '@monitoring-timeline/core';
import type { Timeline } from '@monitoring-timeline/projections';
import {
  loadDirectory,
  openTimelineReader,
  type TimelineOptions,
  type TimelineReader,
} from '@monitoring-timeline/projections/reader';
import { type Call, hint } from '../call/call.ts';
import { clock } from './clock.ts';
import { namesOf } from './open-people.ts';
import { openStoreToAsk } from './open-store.ts';
import { type StoreAddress, shownAddress, storeAddress } from './store-address.ts';

/** What a question has at hand. */
export interface OpenedStore {
  readonly store: EventStore & Verifiable;
  readonly address: StoreAddress;
}

/** Opens the store of a call, lets a question be asked of it, and closes it again whatever happens. */
export async function askStore<T>(
  { options }: Call,
  question: (asked: OpenedStore) => Promise<T>,
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
  question: (timeline: TimelineReader, asked: OpenedStore) => Promise<T>,
): Promise<T> {
  const opening = await openingOf(call);
  return askStore(call, (asked) =>
    withTimeline(asked, opening, (timeline) => question(timeline, asked)),
  );
}

/** Loads nothing where the questions and the rules are those that are shipped. */
async function openingOf({
  options,
}: Call): Promise<Pick<TimelineOptions, 'questions' | 'policy'>> {
  if (options.with === undefined && options.policy === undefined) return {};
  const extensions = await import('./extensions.ts');
  return extensions.openingOf(options);
}

type TimelineOpening = Pick<TimelineOptions, 'state' | 'questions' | 'policy'>;

/**
 * Lets a question be asked of the views over an open store.
 * @throws UnknownEventType with how far the views lag, where they meet an event that this program does not know
 */
export async function withTimeline<T>(
  { store, address }: OpenedStore,
  kept: TimelineOpening,
  question: (timeline: TimelineReader) => Promise<T>,
): Promise<T> {
  return tellingLag(store, async () => {
    const nameOf = await namesOf(address);
    const passages = passagesBeside(address);
    const indexes = kept.state ? undefined : await indexesOfLong(store, address);
    const beside = { passages, indexes, ...besides(kept) };
    try {
      return await question(await openTimelineReader({ store, clock, nameOf, ...beside }));
    } finally {
      await indexes?.close();
    }
  });
}

/** A shorter log, in events, is read sooner than what is kept of it is opened. */
export const longLog = 50_000;

/** Who is who by an open store: of a long log read on from what is kept beside it. */
export async function directoryOf({ store, address }: OpenedStore): Promise<Directory> {
  const indexes = await indexesOfLong(store, address);
  try {
    return await loadDirectory(store, { state: indexes });
  } finally {
    await indexes?.close();
  }
}

/** What is kept beside a long log of what is worked out from it. */
async function indexesOfLong(
  store: EventStore,
  address: StoreAddress,
): Promise<TimelineOptions['indexes']> {
  if ((await store.head()).events < longLog) return undefined;
  const { indexesBeside } = await import('./kept-indexes.ts');
  return indexesBeside(address);
}

/** Loads nothing until a passage is asked for. */
function passagesBeside(address: StoreAddress): NonNullable<TimelineOptions['passages']> {
  return async (sha256, locators) => {
    const { passagesIn } = await import('./passages.ts');
    return passagesIn(address, sha256, locators);
  };
}

/** A state that is kept is others' as well. */
function besides(kept: TimelineOpening): TimelineOpening & Pick<TimelineOptions, 'amongOthers'> {
  return { ...kept, amongOthers: kept.state !== undefined };
}

/** As `withTimeline`, for who follows the log, too: loads what a question that is asked once does not need. */
export async function withLiveTimeline<T>(
  { store, address }: OpenedStore,
  kept: TimelineOpening,
  work: (timeline: Timeline) => Promise<T>,
): Promise<T> {
  return tellingLag(store, async () => {
    const { openTimeline } = await import('@monitoring-timeline/projections');
    const nameOf = await namesOf(address);
    const timeline = await openTimeline({ store, clock, nameOf, ...besides(kept) });
    try {
      return await work(timeline);
    } finally {
      await timeline.close();
    }
  });
}

async function tellingLag<T>(store: EventStore, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isTimelineError(error) && error.code === 'UnknownEventType') {
      throw await withLag(error.message, store);
    }
    throw error;
  }
}

/** Nothing is skipped in silence: who is told that a view stopped is told how far behind it is. */
async function withLag(message: string, store: EventStore): Promise<UnknownEventType> {
  const { logReach } = await import('@monitoring-timeline/projections');
  const { events, behind, reached, stopped } = await logReach(store);
  const after = reached === '' ? 'before the first event' : `after position ${reached}`;
  return new UnknownEventType(
    `${message} The views stopped ${after} and lag ${behind} of ${events} events behind the log; \`timeline lag\` tells more.`,
    { events, behind, reached, stopped },
  );
}

/** Tells the person at the terminal where an answer is empty because the store is. */
export async function hintIfEmpty(call: Call, { store, address }: OpenedStore): Promise<void> {
  const { events } = await store.head();
  if (events > 0) return;
  hint(
    call,
    `The store ${shownAddress(address)} holds nothing yet. Fill it with \`timeline import PATH\`.`,
  );
}
