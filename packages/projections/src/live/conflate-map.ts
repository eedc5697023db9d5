import {
  defer,
  EMPTY,
  exhaustMap,
  type ObservableInput,
  type OperatorFunction,
  of,
  repeat,
  tap,
} from 'rxjs';

/**
 * Maps each value to work, one at a time: what comes in while work is under way is joined into one value, which is worked on
 * next. So slow work is never behind by more than one round, and holds one value however much comes in. An error of the
 * source or of the work ends it; it completes once the source has and the last round is done.
 *
 * @param join two values as one: the earlier, then the later
 */
export function conflateMap<T, R>(
  work: (value: T) => ObservableInput<R>,
  join: (earlier: T, later: T) => T,
): OperatorFunction<T, R> {
  return (source) =>
    defer(() => {
      // none or one
      const waiting: T[] = [];
      const round = defer(() => work(waiting.pop() as T));
      const again = () => (waiting.length > 0 ? of(true) : EMPTY);
      return source.pipe(
        tap((value) => {
          waiting.push(waiting.length === 0 ? value : join(waiting.pop() as T, value));
        }),
        exhaustMap(() => round.pipe(repeat({ delay: again }))),
      );
    });
}
