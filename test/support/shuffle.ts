/** Whole numbers from 0 up to a bound that a seed decides: the same seed gives the same numbers. */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    // the high bits: the low ones of such a generator hardly vary
    return Math.floor((state / 0x1_0000_0000) * below);
  };
}

/** A permutation of a list that the numbers decide. */
export function shuffled<T>(list: readonly T[], next: (below: number) => number): readonly T[] {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i -= 1) {
    const j = next(i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

/** A list dealt out into so many parts, each item to a part that the numbers decide. */
export function dealt<T>(
  list: readonly T[],
  parts: number,
  next: (below: number) => number,
): readonly (readonly T[])[] {
  const result: T[][] = Array.from({ length: parts }, () => []);
  for (const item of list) result[next(parts)]!.push(item);
  return result;
}
