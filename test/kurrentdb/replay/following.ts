import { until } from '../../support/until.ts';
import { encode, encodeError } from './encoding.ts';

/** A subscription as Node's streams have it: it emits, and can be unsubscribed. */
interface Emitting {
  on(event: string, listener: (payload: never) => void): unknown;
  readonly id?: string;
  unsubscribe(): Promise<void>;
}

export interface Resolved {
  readonly event?: RecordLike;
  readonly link?: RecordLike;
  readonly commitPosition?: bigint;
  /** How often a group has handed it out before. */
  readonly retryCount?: number;
}

interface RecordLike {
  readonly streamId: string;
  readonly revision: bigint;
  readonly type: string;
  readonly position?: unknown;
}

/** What happened at a subscription, in the form of the recordings. */
export interface Happening {
  readonly event: string;
  readonly payload?: unknown;
}

/** What a tester does when so many things have happened: told by a mark where the recording has one. */
export interface Act {
  readonly after: number;
  readonly mark?: string;
  readonly does: () => Promise<unknown>;
}

/** Long enough for something that should not come to come, short enough for many tests. */
const QUIET_MS = 25;

/** Watches a subscription: everything it emits, and what is done meanwhile. */
export class Watching {
  readonly happened: Happening[] = [];
  /** How many events are noted: some recordings keep only the first. */
  keepData = Number.POSITIVE_INFINITY;
  /** The events themselves, for a consumer to answer. */
  readonly read: Resolved[] = [];
  readonly #sub: Emitting;

  constructor(sub: Emitting) {
    this.#sub = sub;
    const note = (event: string, payload?: unknown): void => {
      this.happened.push(payload === undefined ? { event } : { event, payload });
    };
    sub.on('confirmation', () => note('confirmation', { subscriptionId: sub.id ?? 'none' }));
    sub.on('caughtUp', () => note('caughtUp', {}));
    sub.on('fellBehind', () => note('fellBehind', {}));
    sub.on('error', (error: Error) => note('error', encodeError(error)));
    for (const end of ['end', 'finish', 'close']) sub.on(end, () => note(end));
    sub.on('data', (event: Resolved) => {
      this.read.push(event);
      if (this.read.length <= this.keepData) note('data', brief(event));
    });
  }

  note(event: string, payload?: unknown): void {
    this.happened.push(payload === undefined ? { event } : { event, payload });
  }

  /** Waits until so many things have happened, then a little more for what should not. */
  async reached(count: number): Promise<void> {
    const seen = (): string => this.happened.map(({ event }) => event).join();
    await until(
      () => `for ${count} things to happen after ${seen()}`,
      () => this.happened.length >= count,
    );
    await pause(QUIET_MS);
  }

  /** Follows a recorded list of happenings, doing what the tester did at its place. */
  async follow(
    recorded: readonly Happening[],
    acts: readonly Act[],
  ): Promise<readonly Happening[]> {
    const all = [...acts];
    const unsubscribed = recorded.findIndex(({ event }) => event === UNSUBSCRIBED);
    if (unsubscribed >= 0)
      all.push({ after: unsubscribed, mark: UNSUBSCRIBED, does: () => this.#sub.unsubscribe() });
    for (const { after, mark, does } of all.sort((a, b) => a.after - b.after)) {
      await this.reached(after);
      if (mark !== undefined) this.note(mark);
      await does();
    }
    await this.reached(recorded.length);
    if (unsubscribed < 0) await this.#sub.unsubscribe();
    return this.happened;
  }
}

const UNSUBSCRIBED = '-- unsubscribe() called --';

function brief({ event, link, commitPosition, retryCount }: Resolved): unknown {
  const at = event ?? link;
  return encode({
    streamId: at?.streamId,
    revision: at?.revision,
    type: at?.type,
    ...(link === undefined ? {} : { link: { streamId: link.streamId, revision: link.revision } }),
    commitPosition,
    position: at?.position,
    retryCount,
  });
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
