import {
  type Checkpoint,
  type RowChange,
  type Step,
  sameCheckpoint,
  type WatchedRows,
} from '@monitoring-timeline/projections';

/** So many of the last steps, and changes in them, are at hand for every reader. */
const keptSteps = 1000;
const keptChanges = 2000;

/** From one checkpoint to another: what differs, in the order of the keys. */
export type Difference = Omit<Step, 'rows'>;

/** The last steps of a watched question, for the many readers who are there already. */
export class RecentSteps {
  #steps: Difference[] = [];
  #rows: WatchedRows;
  #at: Checkpoint;

  private constructor({ to, rows }: Step) {
    this.#at = to;
    this.#rows = rows;
  }

  /** With another step; beginning with it where it does not follow the last one. */
  static after(before: RecentSteps | undefined, step: Step): RecentSteps {
    if (!before || !sameCheckpoint(before.at, step.from)) return new RecentSteps(step);
    before.#add(step);
    return before;
  }

  /** The present end. */
  get at(): Checkpoint {
    return this.#at;
  }

  /** The answers at the present end. */
  get rows(): WatchedRows {
    return this.#rows;
  }

  /**
   * What differs between two checkpoints, as one step; undefined where one of them is not at hand.
   *
   * @param settled an answer as text that stays the same while nothing but the days gone by differs
   */
  between(
    from: Checkpoint,
    to: Checkpoint,
    settled: (answer: unknown) => string,
  ): Difference | undefined {
    const first = this.#steps.findIndex((step) => sameCheckpoint(step.from, from));
    const last = this.#steps.findLastIndex((step) => sameCheckpoint(step.to, to));
    if (first < 0 || last < first) return undefined;
    return inOne(this.#steps.slice(first, last + 1), settled);
  }

  #add({ from, to, rows, changes }: Step): void {
    this.#at = to;
    this.#rows = rows;
    this.#steps.push({ from, to, changes });
    let counted = 0;
    const fitting = this.#steps.findLastIndex((one) => {
      counted += one.changes.length;
      return counted > keptChanges;
    });
    const drop = Math.max(fitting + 1, this.#steps.length - keptSteps);
    // the last step is kept however large, for those who stand right before it
    if (drop > 0) this.#steps = this.#steps.slice(Math.min(drop, this.#steps.length - 1));
  }
}

/**
 * Steps that follow one another as a single one: what each answer was before the first and is after the last. One that came back to
 * what it was has not changed.
 */
function inOne(
  steps: readonly Difference[],
  settled: (answer: unknown) => string,
): Difference | undefined {
  const [first] = steps;
  const last = steps.at(-1);
  if (!first || !last || first === last) return last;
  const changes = new Map<string, RowChange>();
  for (const change of steps.flatMap((step) => step.changes)) {
    changes.set(change.key, { ...change, before: (changes.get(change.key) ?? change).before });
  }
  const inOrder = [...changes.values()]
    .filter(({ before, after }) => settled(before) !== settled(after))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return { from: first.from, to: last.to, changes: inOrder };
}
