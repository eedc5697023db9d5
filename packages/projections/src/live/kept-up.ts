import type { Position } from '@monitoring-timeline/core';
import { defer, finalize, type MonoTypeOperatorFunction, ReplaySubject, tap } from 'rxjs';
import type { Step } from './changes-since.ts';
import type { KeptUp } from './live.ts';

/**
 * Has waiting for a position wait until this listener was given what came up to it.
 *
 * @param keep takes in who is waited for, and gives what ends that
 */
export function keptUp<S extends Pick<Step, 'to'>>(
  keep: (kept: KeptUp) => () => void,
): MonoTypeOperatorFunction<S> {
  return (steps$) =>
    defer(() => {
      const reached$ = new ReplaySubject<Position>(1);
      const leave = keep({ reached$ });
      return steps$.pipe(
        tap({
          next: ({ to }) => reached$.next(to.position),
          error: (error: unknown) => reached$.error(error),
          complete: () => reached$.complete(),
        }),
        finalize(leave),
      );
    });
}
