/**
 * Works out once what something immutable shows of itself, whatever coordinates are asked about. What was worked out is
 * let go together with the thing.
 */
export function oncePer<T extends object, R extends {}>(work: (of: T) => R): (of: T) => R {
  const done = new WeakMap<T, R>();
  return (of) => {
    const before = done.get(of);
    if (before !== undefined) return before;
    const result = work(of);
    done.set(of, result);
    return result;
  };
}
