import { withoutCountedDays } from '@monitoring-timeline/projections';
import type { Place, Rows } from './projection.ts';

/** One answer before and after; null where there was, or is, none. */
export interface Change {
  /** Name of the answer within its projection. */
  readonly key: string;
  readonly authority: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

/** From one place to another: what changed, in the order of the keys. */
export interface Step {
  /** Null where a subscriber has seen nothing yet: all there is, is a change then. */
  readonly from: Place | null;
  readonly to: Place;
  readonly changes: readonly Change[];
}

/** What differs between two sets of answers; the days gone by alone are no difference. */
export function changesOf(before: Rows, after: Rows): readonly Change[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return keys.flatMap((key) => {
    const [was, is] = [before.get(key), after.get(key)];
    const authority = (is ?? was)?.authority ?? null;
    const change = { key, authority, before: was?.answer ?? null, after: is?.answer ?? null };
    const same = withoutCountedDays(change.before) === withoutCountedDays(change.after);
    return same ? [] : [change];
  });
}
