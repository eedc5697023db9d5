import { addDays, type Clock, type EpochDay, latestDay } from '@monitoring-timeline/core';
import { Observable } from 'rxjs';
import { londonDay, londonMidnight } from './london.ts';

export { type Clock, systemClock } from '@monitoring-timeline/core';

/** One tick: it has become this day in London. */
export interface Tick {
  readonly day: EpochDay;
  readonly at: number;
}

/**
 * Longest single sleep: an hour. A timer of more than 24.8 days fires at once (`setTimeout` overflows), and a laptop that
 * slept or a clock that was set is noticed within the hour.
 */
export const longestSleep = 3_600_000;

/**
 * Emits the present day, and again whenever the next due day is reached or the clock has jumped to another day.
 * `nextDue` is asked before each sleep: the next day on which anything changes by time alone, undefined for never.
 * A clock that jumps back emits the earlier day: who listens must not undo what was done on the later one.
 */
export function ticks(
  clock: Clock,
  nextDue: () => EpochDay | undefined,
  wake: Observable<unknown>,
): Observable<Tick> {
  return new Observable((subscriber) => {
    const stopped = new AbortController();
    let nudge = new AbortController();
    const woken = wake.subscribe({
      next: () => nudge.abort(),
      error: (error: unknown) => subscriber.error(error),
    });

    async function run(): Promise<void> {
      let last: EpochDay | undefined;
      while (!subscriber.closed) {
        const at = clock.now();
        const day = londonDay(at);
        const due = nextDue();
        // before the first tick, after a jump either way, and on reaching the due day
        if (last === undefined || day < last || (day > last && due !== undefined && day >= due)) {
          last = day;
          subscriber.next({ day, at });
          continue;
        }
        nudge = new AbortController();
        const until =
          due === undefined ? longestSleep : londonMidnight(latestDay(due, addDays(day, 1))) - at;
        const ms = Math.min(Math.max(until, 1), longestSleep);
        await clock.sleep(ms, AbortSignal.any([stopped.signal, nudge.signal]));
      }
    }

    run().catch((error: unknown) => subscriber.error(error));
    return () => {
      stopped.abort();
      woken.unsubscribe();
    };
  });
}
