import {
  defer,
  EMPTY,
  type MonoTypeOperatorFunction,
  merge,
  type ObservableInput,
  skipWhile,
  switchMap,
} from 'rxjs';
import type { Step } from './changes-since.ts';
import type { Checkpoint } from './checkpoint.ts';

/**
 * Leaves out what lies before the end of the log, or before the day, as they are when somebody begins to listen.
 *
 * @param standing the end of the log and the day; asked once for each listener
 * @param look told once that one listens: the clock may have been set since anybody looked
 */
export function upToDate<S extends Pick<Step, 'to'>>(
  standing: () => ObservableInput<Checkpoint>,
  look: () => void,
): MonoTypeOperatorFunction<S> {
  return (steps$) =>
    defer(standing).pipe(
      switchMap(({ position, day }) => {
        const looked$ = defer(() => {
          look();
          return EMPTY;
        });
        const old = ({ to }: S): boolean => to.position < position || to.day < day;
        return merge(steps$.pipe(skipWhile(old)), looked$);
      }),
    );
}
