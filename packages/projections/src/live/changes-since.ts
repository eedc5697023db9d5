import { from, map, type ObservableInput, type OperatorFunction, of } from 'rxjs';
import type { Checkpoint } from './checkpoint.ts';
import { conflateScan } from './conflate-scan.ts';
import { changesOf, type RowChange, type WatchedRows } from './rows.ts';

/** From one checkpoint to another: the rows there, and what differs. */
export interface Step {
  /** Null at the beginning: all there is, is a change then. */
  readonly from: Checkpoint | null;
  /** Where the rows stand; what a listener goes on from. */
  readonly to: Checkpoint;
  /** As they stand at `to`. */
  readonly rows: WatchedRows;
  /** What differs from `from`, in the order of the names of rows. */
  readonly changes: readonly RowChange[];
}

/**
 * Says of each step what differs from the one that this listener was given before; who is slow is given the latest.
 *
 * @param after the checkpoint that the listener has, null where it has none: all there is, is a change then
 * @param between what differs between two checkpoints; asked once, for where the listener goes on from
 */
export function changesSince(
  after: Checkpoint | null,
  between: (from: Checkpoint, to: Checkpoint) => ObservableInput<readonly RowChange[]>,
): OperatorFunction<Step, Step> {
  return conflateScan(
    (before: Step | undefined, step: Step) => {
      const changes$ =
        before || after === null
          ? of(changesOf(before?.rows ?? new Map(), step.rows))
          : from(between(after, step.to));
      return changes$.pipe(map((changes) => ({ ...step, from: before?.to ?? after, changes })));
    },
    (_, later) => later,
  );
}
