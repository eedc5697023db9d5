import { randomUUID } from 'node:crypto';
import type { StateStore } from '@monitoring-timeline/core/state';
import { changeState, type StatePart } from './local-state.ts';

/** A lease that is not renewed in so long may be taken by another process. */
const leaseMs = 15_000;
export const renewMs = 5000;

interface Held {
  readonly holder: string;
  readonly until: number;
}

/**
 * One process at a time does a piece of work over one state: whoever holds the lease. It is about processes, not about the record, so
 * the machine's clock measures it.
 */
export class Lease {
  readonly #part: StatePart;
  readonly #holder = randomUUID();

  constructor(state: StateStore, storeId: string) {
    this.#part = { state, storeId, projection: 'webhook-lease' };
  }

  /** Takes the lease where nobody else has it, or renews it. @returns whether it is ours */
  async take(): Promise<boolean> {
    return changeState(this.#part, async (read) => {
      const text = await read('held');
      const held = text === undefined ? undefined : (JSON.parse(text) as Held);
      const now = Date.now();
      const free = !held || held.holder === this.#holder || held.until <= now;
      // one that reaches further than any lease was given by a clock that has been set back since
      if (!free && held.until <= now + 2 * leaseMs) return { result: false };
      const value = JSON.stringify({ holder: this.#holder, until: now + leaseMs } satisfies Held);
      return { result: true, put: [{ key: 'held', value }] };
    });
  }

  /** Gives the lease back where it is ours. */
  async release(): Promise<void> {
    await changeState(this.#part, async (read) => {
      const text = await read('held');
      const ours = text !== undefined && (JSON.parse(text) as Held).holder === this.#holder;
      return ours ? { result: undefined, remove: ['held'] } : { result: undefined };
    });
  }
}
