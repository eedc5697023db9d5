import type { Refusal } from './errors.ts';

/** The calls at which a fault can wait. `append` is either of the two append calls. */
export type FaultPoint =
  | 'features'
  | 'gossip'
  | 'append'
  | 'read'
  | 'subscribe'
  | 'delete'
  | 'tombstone'
  | 'persistent';

/**
 * What goes wrong:
 * - `refuse`: the call ends with that error and nothing is done;
 * - `lose-reply`: it is done, and its answer never comes: `ends` says whether the connection is cut, the
 *   shared append stream ends with that error, or there is silence;
 * - `hang`: nothing is done and nothing is answered, until the client gives up or the server is killed;
 * - `slow`: it is done after so many milliseconds;
 * - `break`: a read or a subscription ends with the error after so many events.
 */
export type Fault =
  | { readonly does: 'refuse'; readonly with: Refusal }
  | { readonly does: 'lose-reply'; readonly ends: 'cut' | 'silence' | Refusal }
  | { readonly does: 'hang' }
  | { readonly does: 'slow'; readonly ms: number }
  | { readonly does: 'break'; readonly after: number; readonly with: Refusal };

export interface FaultWhen {
  /** How many calls it hits; once unless told. */
  readonly times?: number;
  /** How many calls it lets pass first. */
  readonly skip?: number;
  /** Only calls on streams whose name begins so; `$all` for reads of everything. */
  readonly stream?: string;
}

interface Waiting {
  readonly at: FaultPoint;
  readonly fault: Fault;
  readonly stream: string;
  skip: number;
  times: number;
}

/** The script of what goes wrong, in the order in which it was written. */
export class Faults {
  #waiting: Waiting[] = [];
  #hit = 0;

  add(at: FaultPoint, fault: Fault, when: FaultWhen = {}): void {
    this.#waiting.push({
      at,
      fault,
      stream: when.stream ?? '',
      skip: when.skip ?? 0,
      times: when.times ?? 1,
    });
  }

  /** Takes the first fault that waits for this call. */
  take(at: FaultPoint, stream = ''): Fault | undefined {
    for (const waiting of this.#waiting) {
      if (waiting.at !== at || !stream.startsWith(waiting.stream)) continue;
      if (waiting.skip > 0) {
        waiting.skip -= 1;
        continue;
      }
      waiting.times -= 1;
      if (waiting.times <= 0) this.#waiting = this.#waiting.filter((other) => other !== waiting);
      this.#hit += 1;
      return waiting.fault;
    }
    return undefined;
  }

  /** Leaves nothing to go wrong. */
  clear(): void {
    this.#waiting = [];
  }

  /** How many faults have struck, and how many wait. */
  get counts(): { readonly struck: number; readonly waiting: number } {
    return { struck: this.#hit, waiting: this.#waiting.length };
  }
}
