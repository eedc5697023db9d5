import { BehaviorSubject, type Observable } from 'rxjs';

/**
 * How a subscription stands:
 * - `connecting`: it asks the server for news
 * - `catching-up`: it reads what is there
 * - `live`: it gave everything and waits for more
 * - `backing-off`: the server was lost; it waits and tries again from the last position that was handed over
 * - `stopped`: nobody is subscribed, the store was closed, or it failed for good
 */
export type SubscriptionState = 'connecting' | 'catching-up' | 'live' | 'backing-off' | 'stopped';

/** How a subscription stands, since when and why. */
export interface SubscriptionStatus {
  /** What it is doing. */
  readonly state: SubscriptionState;
  /** Why it came to this state, in words. */
  readonly reason: string;
  /** When it came to this state: ISO time in UTC. */
  readonly since: string;
}

/** A status that can be watched; the same state for the same reason is told once. */
export class Status {
  readonly #subject: BehaviorSubject<SubscriptionStatus>;

  constructor(state: SubscriptionState, reason: string) {
    this.#subject = new BehaviorSubject(at(state, reason));
  }

  get present(): SubscriptionStatus {
    return this.#subject.value;
  }

  get changes(): Observable<SubscriptionStatus> {
    return this.#subject.asObservable();
  }

  become(state: SubscriptionState, reason: string): void {
    const { state: was, reason: because } = this.#subject.value;
    if (was !== state || because !== reason) this.#subject.next(at(state, reason));
  }
}

function at(state: SubscriptionState, reason: string): SubscriptionStatus {
  return { state, reason, since: new Date().toISOString() };
}
