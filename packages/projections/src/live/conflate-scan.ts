import { defer, type ObservableInput, type OperatorFunction, tap } from 'rxjs';
import { conflateMap } from './conflate-map.ts';

/**
 * Takes a state from one to the next by work that takes its time, one at a time: what comes in meanwhile is joined into one
 * value for the next round. Gives the state after each round, also where it is the one before. As `conflateMap` otherwise.
 */
export function conflateScan<T, S>(
  work: (before: S | undefined, value: T) => ObservableInput<S>,
  join: (earlier: T, later: T) => T,
): OperatorFunction<T, S> {
  return (source) =>
    defer(() => {
      let state: S | undefined;
      return source.pipe(
        conflateMap((value) => work(state, value), join),
        tap((next) => {
          state = next;
        }),
      );
    });
}
