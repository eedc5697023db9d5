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

/** What goes wrong with a call. */
export type Fault =
  | {
      /** The call ends with an error, and nothing is done. */
      readonly does: 'refuse';
      /** The error. */
      readonly with: Refusal;
    }
  | {
      /** The call is done, and its answer never comes. */
      readonly does: 'lose-reply';
      /** The connection is cut, there is silence, or the shared append stream ends with an error. */
      readonly ends: 'cut' | 'silence' | Refusal;
    }
  | {
      /** Nothing is done and nothing is answered, until the client gives up or the server is killed. */
      readonly does: 'hang';
    }
  | {
      /** The call is done late. */
      readonly does: 'slow';
      /** How late, in ms. */
      readonly ms: number;
    }
  | {
      /** A read or a subscription ends with an error. */
      readonly does: 'break';
      /** How many events it gives before. */
      readonly after: number;
      /** The error. */
      readonly with: Refusal;
    };

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
