import { addDays, epochDay } from '@monitoring-timeline/core';
import { type Clock, londonToday, ticks } from '@monitoring-timeline/projections';
import { defer, NEVER, type Observable, tap } from 'rxjs';

/** Emits at once, and then at every midnight in London. */
export function days(clock: Clock): Observable<unknown> {
  return defer(() => {
    let last = epochDay(londonToday(new Date(clock.now())));
    return ticks(clock, () => addDays(last, 1), NEVER).pipe(
      tap(({ day }) => {
        last = day;
      }),
    );
  });
}
