import type { Clock } from '@monitoring-timeline/core';
import { type SchedulerAction, type SchedulerLike, Subscription } from 'rxjs';

/** The engine's clock as a scheduler of RxJS, so that operators that wait do so by it, and by a test's scheduler alike. */
export function schedulerOf(clock: Clock): SchedulerLike {
  return {
    now: () => clock.now(),
    schedule<T>(
      work: (this: SchedulerAction<T>, state?: T) => void,
      delay = 0,
      state?: T,
    ): Subscription {
      const stop = new AbortController();
      const action = new Subscription(() => stop.abort()) as SchedulerAction<T>;
      action.schedule = (next, ms = 0) => {
        clock.sleep(ms, stop.signal).then(() => {
          if (!action.closed) work.call(action, next);
        });
        return action;
      };
      return action.schedule(state, delay);
    },
  };
}
