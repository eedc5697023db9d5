import { randomUUID } from 'node:crypto';
import { type Clock, systemClock } from '@monitoring-timeline/core';
import type { StateStore } from '@monitoring-timeline/core/state';
import { changeState, type StatePart } from '../context/local-state.ts';

/** A lease that is not renewed in so long may be taken by another process. */
export const leaseMs = 15_000;
export const renewMs = 5000;

interface Held {
  readonly holder: string;
  readonly until: number;
}

/** Whether the lease is ours; `lapsedMs` is how long it had run out before it was renewed, untaken by others. */
export type Taken =
  | { readonly ours: false; readonly lost: boolean }
  | { readonly ours: true; readonly lapsedMs: number };

/**
 * One process at a time does a piece of work over one state: whoever holds the lease. It is about processes, not about the record, so
 * the machine's clock measures it.
 */
export class Lease {
  readonly #part: StatePart;
  readonly #clock: Clock;
  readonly #holder = randomUUID();
  /** When our lease ends, ms since 1970; undefined where we have none. */
  #until: number | undefined;

  constructor(state: StateStore, storeId: string, clock: Clock = systemClock) {
    this.#part = { state, storeId, projection: 'webhook-lease' };
    this.#clock = clock;
  }

  /** Whether it was ours when last asked for, and has not run out since. */
  get holds(): boolean {
    return this.#until !== undefined && this.#clock.now() < this.#until;
  }

  /** Takes the lease where nobody else has it, or renews it. */
  async take(): Promise<Taken> {
    const before = this.#until;
    const taken = await changeState<(Held & { readonly at: number }) | undefined>(
      this.#part,
      async (read) => {
        const text = await read('held');
        const held = text === undefined ? undefined : (JSON.parse(text) as Held);
        const at = this.#clock.now();
        const free = !held || held.holder === this.#holder || held.until <= at;
        // one that reaches further than any lease was given by a clock that has been set back since
        if (!free && held.until <= at + 2 * leaseMs) return { result: undefined };
        const ours: Held = { holder: this.#holder, until: at + leaseMs };
        return { result: { ...ours, at }, put: [{ key: 'held', value: JSON.stringify(ours) }] };
      },
    );
    this.#until = taken?.until;
    if (!taken) return { ours: false, lost: before !== undefined };
    return { ours: true, lapsedMs: before === undefined ? 0 : Math.max(0, taken.at - before) };
  }

  /** Gives the lease back where it is ours. */
  async release(): Promise<void> {
    this.#until = undefined;
    await changeState(this.#part, async (read) => {
      const text = await read('held');
      const ours = text !== undefined && (JSON.parse(text) as Held).holder === this.#holder;
      return ours ? { result: undefined, remove: ['held'] } : { result: undefined };
    });
  }
}
