/** Work in steps of a few milliseconds, between which others may have their turn. */
export type Steps<T> = Generator<undefined, T>;

/** How many things are worked through in one step. */
export const stepSize = 256;

/** The work at one go. */
export function allSteps<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
