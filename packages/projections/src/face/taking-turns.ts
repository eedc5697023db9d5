import { type Lease, tendMs } from '@monitoring-timeline/core/shared-state';
import {
  defer,
  EMPTY,
  exhaustMap,
  filter,
  finalize,
  map,
  merge,
  type Observable,
  Subject,
  switchMap,
  timer,
} from 'rxjs';
import { lookMs } from './issuing.ts';

/** When there may be a turn to take beside what the log and the clock say, where one of several processes issues. */
export class TakingTurns {
  /** Holds the right to issue for as long as somebody listens, where it can be had. */
  readonly turns$: Observable<void>;
  readonly #behind = new Subject<void>();
  #released: Promise<unknown> = Promise.resolve();

  constructor(lease: Lease | undefined) {
    this.turns$ = lease ? this.#while(lease) : EMPTY;
  }

  /** Another is at work: it has to be looked at again soon. */
  soon(): void {
    this.#behind.next();
  }

  /** Resolves once the right to issue was given back. */
  async released(): Promise<void> {
    await this.#released;
  }

  #while(lease: Lease): Observable<void> {
    const renewed$ = defer(() => this.#released).pipe(
      switchMap(() => timer(0, tendMs)),
      exhaustMap(async () => {
        const before = lease.holds;
        // one that cannot be renewed is good until it runs out; what is the matter is told by the turn
        const taken = await lease.tend().catch(() => undefined);
        return before && taken?.ours === true;
      }),
      // who goes on as before has no need of a turn
      filter((same) => !same),
    );
    const behind$ = this.#behind.pipe(switchMap(() => timer(lookMs)));
    return merge(renewed$, behind$).pipe(
      map(() => undefined),
      finalize(() => {
        this.#released = lease.release().catch(() => undefined);
      }),
    );
  }
}
