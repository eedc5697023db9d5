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

/** Steps that follow one another as a single one: what each answer was before the first and is after the last. */
export function inOne(steps: readonly Step[], settled: Settled): Step | undefined {
  const [first] = steps;
  const last = steps.at(-1);
  if (!first || !last || first === last) return last;
  const changes = new Map<string, Change>();
  for (const change of steps.flatMap((step) => step.changes)) {
    changes.set(change.key, { ...change, before: (changes.get(change.key) ?? change).before });
  }
  const inOrder = [...changes.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    from: first.from,
    to: last.to,
    changes: inOrder.filter((change) => differs(change, settled)),
  };
}

/** An answer as a text that stays the same while nothing but the days gone by differs. */
export type Settled = (answer: unknown) => string;

/** What differs between two sets of answers; the days gone by alone are no difference. */
export function changesOf(before: Rows, after: Rows, settled: Settled): readonly Change[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return keys.flatMap((key) => {
    const [was, is] = [before.get(key), after.get(key)];
    const authority = (is ?? was)?.authority ?? null;
    const change = { key, authority, before: was?.answer ?? null, after: is?.answer ?? null };
    return differs(change, settled) ? [change] : [];
  });
}

function differs({ before, after }: Change, settled: Settled): boolean {
  return settled(before) !== settled(after);
}
