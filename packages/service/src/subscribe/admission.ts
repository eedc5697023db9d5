import { RequestProblem } from '../problems/index.ts';

export interface AdmissionLimits {
  readonly total: number;
  /** Of one token, or of one address without one. */
  readonly ofOne: number;
}

/** Counts open subscriptions, so that no caller and no crowd takes more than its share. */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #open = new Map<string, number>();
  #total = 0;

  constructor(limits: AdmissionLimits) {
    this.#limits = limits;
  }

  /** How many are open. */
  get open(): number {
    return this.#total;
  }

  /**
   * Lets one more in; the returned function lets it out again.
   * @throws RequestProblem 429 where the caller has too many, 503 where there are too many in all
   */
  admit(caller: string): () => void {
    const { total, ofOne } = this.#limits;
    const own = this.#open.get(caller) ?? 0;
    if (own >= ofOne) {
      throw new RequestProblem(
        429,
        'TooManySubscriptions',
        `You have ${own} subscriptions open, which is as many as one may. Close one, or ask for more in one of them.`,
        { 'retry-after': '30' },
      );
    }
    if (this.#total >= total) {
      throw new RequestProblem(
        503,
        'TooManySubscriptions',
        'This service has as many subscriptions open as it may. Try again later.',
        { 'retry-after': '30' },
      );
    }
    this.#open.set(caller, own + 1);
    this.#total += 1;
    let inside = true;
    return () => {
      if (!inside) return;
      inside = false;
      this.#total -= 1;
      const left = (this.#open.get(caller) ?? 1) - 1;
      if (left === 0) this.#open.delete(caller);
      else this.#open.set(caller, left);
    };
  }
}
