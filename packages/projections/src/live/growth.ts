import type { Observable, Subscription } from 'rxjs';

/** Who follows something that grows: what wakes it while it waits. */
interface Follower {
  wake: () => void;
}

/**
 * One ear on something that grows, for all who follow it at a time: it begins to listen with the first of them and ends with the
 * last. However many wait, what comes is heard once.
 */
export class Growth<T> {
  readonly #followers = new Set<Follower>();
  #listening: Subscription | undefined;
  #latest: T | undefined;
  #times = 0;
  #over = false;
  #error: unknown;
  #failed = false;

  private constructor() {}

  /** What all share who follow it now. */
  static of<T>(grown$: Observable<T>): Growth<T> {
    const before = heard.get(grown$) as Growth<T> | undefined;
    if (before) return before;
    const growth = new Growth<T>();
    heard.set(grown$, growth);
    const forget = (): void => {
      if (heard.get(grown$) === growth) heard.delete(grown$);
    };
    const end = (): void => {
      growth.#over = true;
      // whoever comes now listens anew
      forget();
      growth.#wakeAll();
    };
    growth.#listening = grown$.subscribe({
      next(value) {
        growth.#latest = value;
        growth.#times += 1;
        growth.#wakeAll();
      },
      error(error: unknown) {
        [growth.#failed, growth.#error] = [true, error];
        end();
      },
      complete: end,
    });
    growth.#listening.add(forget);
    return growth;
  }

  /** How often it has grown. @throws the error that its source ended with */
  get times(): number {
    if (this.#failed) throw this.#error;
    return this.#times;
  }

  /** What was heard last; undefined where that is nothing yet. */
  get latest(): T | undefined {
    return this.#latest;
  }

  /** True where nothing more can come. */
  get over(): boolean {
    return this.#over;
  }

  /** Joins those who follow it. @param wake called when it has grown or ended */
  join(wake: () => void = idle): Follower {
    const follower = { wake };
    this.#followers.add(follower);
    return follower;
  }

  /** Stops listening when the last one leaves. */
  leave(follower: Follower): void {
    this.#followers.delete(follower);
    if (this.#followers.size === 0) this.#listening?.unsubscribe();
  }

  #wakeAll(): void {
    for (const follower of this.#followers) follower.wake();
  }
}

const heard = new WeakMap<Observable<unknown>, Growth<unknown>>();

function idle(): void {
  // nobody waits
}
