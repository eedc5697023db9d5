import { randomUUID } from 'node:crypto';
import { type Clock, systemClock } from '../clock.ts';
import { changeState, type StatePart } from './change-state.ts';
import type { StateStore } from './state-store.ts';

/** A lease that is not renewed in so long may be taken by another process. */
export const leaseMs = 5000;
/** Whoever holds it renews it after so long. */
export const renewMs = 2000;
/** Whoever would have it looks this often: it is taken over within the time of a lease and of one look. */
export const tendMs = 1000;

interface Held {
  readonly holder: string;
  /** Counts its renewals: one that does not move is not renewed. */
  readonly renewal: number;
}

/** Whether the lease is ours; `lapsedMs` is how long it had run out before it was renewed, untaken by others. */
export type Taken =
  | { readonly ours: false; readonly lost: boolean }
  | { readonly ours: true; readonly lapsedMs: number };

/**
 * One process at a time does a piece of work over one state: whoever holds the lease. Who waits for it takes it once it has seen it
 * stand unrenewed for as long as a lease lasts, by its own clock: no two machines have to agree on the hour. It is about processes, not
 * about the record, so the machine's clock measures it.
 */
export class Lease {
  readonly #part: StatePart;
  readonly #clock: Clock;
  readonly #holder = randomUUID();
  /** When our lease ends, ms since 1970; undefined where we have none. */
  #until: number | undefined;
  #renewal = 0;
  /** Taking and giving back, one after the other: what is given back is not taken by a renewal that was still under way. */
  #turn: Promise<unknown> = Promise.resolve();
  /** Another's lease as it was last seen, and since when it has stood so. */
  #seen: (Held & { readonly since: number }) | undefined;

  constructor(state: StateStore, storeId: string, name: string, clock: Clock = systemClock) {
    this.#part = { state, storeId, projection: `lease/${name}` };
    this.#clock = clock;
  }

  /** Whether it was ours when last asked for, and has not run out since. */
  get holds(): boolean {
    // a clock that was set back would give it more than it was taken for
    return this.#left > 0 && this.#left <= leaseMs;
  }

  get #left(): number {
    return (this.#until ?? 0) - this.#clock.now();
  }

  /** Takes the lease where nobody else has it, or renews it. */
  take(): Promise<Taken> {
    return this.#inTurn(() => this.#take());
  }

  async #take(): Promise<Taken> {
    const before = this.#until;
    const taken = await changeState<number | undefined>(this.#part, async (read) => {
      const at = this.#clock.now();
      if (this.#isHeldByAnother(await read('held'), at)) return { result: undefined };
      this.#renewal += 1;
      const ours: Held = { holder: this.#holder, renewal: this.#renewal };
      return { result: at, put: [{ key: 'held', value: JSON.stringify(ours) }] };
    });
    this.#until = taken === undefined ? undefined : taken + leaseMs;
    if (taken === undefined) return { ours: false, lost: before !== undefined };
    return { ours: true, lapsedMs: before === undefined ? 0 : Math.max(0, taken - before) };
  }

  /** As `take`, unless it was renewed a moment ago: may be called as often as one likes. */
  async tend(): Promise<Taken> {
    return this.holds && this.#left > leaseMs - renewMs ? { ours: true, lapsedMs: 0 } : this.take();
  }

  /** Whether another process holds it; one that nobody renews is somebody's until it has been seen to stand for its time. */
  async isHeldByAnother(): Promise<boolean> {
    const { state, projection } = this.#part;
    return this.#isHeldByAnother(await state.get(projection, 'held'), this.#clock.now());
  }

  /** Gives the lease back where it is ours. */
  release(): Promise<void> {
    return this.#inTurn(async () => {
      const { holds } = this;
      this.#until = undefined;
      // what is not ours, or ran out, frees itself: nobody who ends waits for a state that is away
      if (!holds) return;
      await changeState(this.#part, async (read) => {
        const ours = heldIn(await read('held'))?.holder === this.#holder;
        return ours ? { result: undefined, remove: ['held'] } : { result: undefined };
      });
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  #isHeldByAnother(text: string | undefined, at: number): boolean {
    const held = heldIn(text);
    if (!held || held.holder === this.#holder) {
      this.#seen = undefined;
      return false;
    }
    const { holder, renewal } = held;
    const stands = this.#seen?.holder === holder && this.#seen.renewal === renewal;
    // a clock that was set back counts from where it stands
    const since = stands ? Math.min(this.#seen!.since, at) : at;
    this.#seen = { holder, renewal, since };
    return at < since + leaseMs;
  }
}

function heldIn(text: string | undefined): Held | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as Held);
}
