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

/** The same things in order, those that are equal in the order in which they came: merged from short stretches. */
export function* sortInSteps<T>(
  things: readonly T[],
  compare: (a: T, b: T) => number,
): Steps<readonly T[]> {
  let stretches: T[][] = [];
  for (let at = 0; at < things.length; at += stepSize) {
    stretches.push(things.slice(at, at + stepSize).sort(compare));
    yield;
  }
  while (stretches.length > 1) {
    const longer: T[][] = [];
    for (let at = 0; at < stretches.length; at += 2) {
      longer.push(yield* merged(stretches[at]!, stretches[at + 1] ?? [], compare));
      yield;
    }
    stretches = longer;
  }
  return stretches[0] ?? [];
}

function* merged<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (a: T, b: T) => number,
): Steps<T[]> {
  const all: T[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const fromLeft = j >= right.length || (i < left.length && compare(left[i]!, right[j]!) <= 0);
    all.push(fromLeft ? left[i++]! : right[j++]!);
    if (all.length % stepSize === 0) yield;
  }
  return all;
}
