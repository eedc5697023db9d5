import type { EventFilter, Page, Position, SubscriptionMessage } from './event-store.ts';
import { passes } from './filter.ts';
import type { LiveNotice } from './live-feed.ts';

/**
 * The hand-over from catching up to live, as a pure function (state, message) -> [state, effects].
 *
 *   started --listen, read--> reading --page--> emitting --emitted--> reading ... --> idle (live)
 *
 * It listens before it reads, so nothing that is appended in between is missed. What it hears meanwhile waits
 * in a bounded buffer; where the buffer connects to what was emitted it is drained, what a page already gave
 * is dropped, and where it overflows or leaves a gap the log is read again. One effect is under way at a time,
 * so a slow consumer or a slow log slows the machine down and never grows it.
 */
export type SubscriptionState = {
  readonly phase: 'started' | 'reading' | 'emitting' | 'idle' | 'ended';
  readonly filter: EventFilter | undefined;
  /** Everything up to here was emitted or filtered out. */
  readonly checkpoint: Position;
  readonly buffer: readonly Appended[];
  /** Events in the buffer, and how many may be. */
  readonly buffered: number;
  readonly bufferLimit: number;
  /** True while the log may hold events after the checkpoint that the buffer does not. */
  readonly behind: boolean;
  /** True where `caught-up` is still to be said about the last reading. */
  readonly unannounced: boolean;
};

type Appended = Extract<LiveNotice, { kind: 'appended' }>;

export type SubscriptionInput =
  | { readonly kind: 'start' }
  | { readonly kind: 'page'; readonly page: Page }
  | { readonly kind: 'emitted' }
  | LiveNotice;

export type SubscriptionEffect =
  | { readonly kind: 'listen' }
  /** Read a page of filtered events after the position; answer with `page` or `failed`. */
  | { readonly kind: 'read'; readonly after: Position }
  /** Hand the message to the consumer; answer with `emitted`. */
  | { readonly kind: 'emit'; readonly message: SubscriptionMessage }
  | { readonly kind: 'fail'; readonly error: unknown }
  | { readonly kind: 'complete' };

export type SubscriptionStep = readonly [SubscriptionState, readonly SubscriptionEffect[]];

/** How many live events wait for a subscription before it goes back to reading. */
export const defaultBufferLimit = 2048;

/** State of a subscription that has not begun. */
export function subscriptionFrom(
  checkpoint: Position,
  filter?: EventFilter,
  bufferLimit: number = defaultBufferLimit,
): SubscriptionState {
  return {
    phase: 'started',
    filter,
    checkpoint,
    buffer: [],
    buffered: 0,
    bufferLimit,
    behind: true,
    unannounced: true,
  };
}

/** The next state and what is to be done; unknown to it are clocks, promises and the engine. */
export function subscriptionStep(
  state: SubscriptionState,
  input: SubscriptionInput,
): SubscriptionStep {
  if (state.phase === 'ended') return [state, []];
  switch (input.kind) {
    case 'start': {
      const [next, effects] = proceed(state);
      return [next, [{ kind: 'listen' }, ...effects]];
    }
    case 'page':
      return afterPage(state, input.page);
    case 'emitted':
      return proceed(state);
    case 'appended':
      return woken(hold(state, input));
    case 'grown':
      return woken({ ...state, behind: true });
    case 'failed':
      return [ended(state), [{ kind: 'fail', error: input.error }]];
    case 'closed':
      return [ended(state), [{ kind: 'complete' }]];
  }
}

function ended(state: SubscriptionState): SubscriptionState {
  return { ...state, phase: 'ended', buffer: [], buffered: 0 };
}

/** News only moves the machine on where nothing is under way; otherwise the answer to that effect will. */
function woken(state: SubscriptionState): SubscriptionStep {
  return state.phase === 'idle' ? proceed(state) : [state, []];
}

function hold(state: SubscriptionState, batch: Appended): SubscriptionState {
  if (batch.upTo <= state.checkpoint) return state;
  const buffered = state.buffered + batch.events.length;
  return buffered > state.bufferLimit
    ? { ...state, buffer: [], buffered: 0, behind: true }
    : { ...state, buffer: [...state.buffer, batch], buffered };
}

function afterPage(state: SubscriptionState, page: Page): SubscriptionStep {
  const next: SubscriptionState = {
    ...state,
    checkpoint: page.next,
    behind: state.behind || !page.atEnd,
  };
  return page.events.length === 0
    ? proceed(next)
    : emit(next, { kind: 'events', events: page.events, checkpoint: page.next });
}

/** Drain what connects, else read on, else say that it has caught up, else wait. */
function proceed(state: SubscriptionState): SubscriptionStep {
  let { checkpoint, buffered } = state;
  let taken = 0;
  const events = [];
  for (const batch of state.buffer) {
    if (batch.after > checkpoint) break;
    for (const recorded of batch.events) {
      if (recorded.position > checkpoint && passes(state.filter, recorded)) events.push(recorded);
    }
    if (batch.upTo > checkpoint) checkpoint = batch.upTo;
    buffered -= batch.events.length;
    taken += 1;
  }
  const drained = { ...state, checkpoint, buffered, buffer: state.buffer.slice(taken) };
  if (events.length > 0) return emit(drained, { kind: 'events', events, checkpoint });
  // what is left in the buffer does not connect: the log holds what lies between
  if (drained.behind || drained.buffer.length > 0) {
    return [
      { ...drained, phase: 'reading', behind: false, unannounced: true },
      [{ kind: 'read', after: checkpoint }],
    ];
  }
  if (drained.unannounced) {
    return emit({ ...drained, unannounced: false }, { kind: 'caught-up', checkpoint });
  }
  return [{ ...drained, phase: 'idle' }, []];
}

function emit(state: SubscriptionState, message: SubscriptionMessage): SubscriptionStep {
  return [{ ...state, phase: 'emitting' }, [{ kind: 'emit', message }]];
}
