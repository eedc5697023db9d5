/** A value within what has members, and the members that lead to it, parted by dots; places in lists count from 0. */
export interface ValueAt {
  /** Names of the members, parted by dots. */
  readonly path: string;
  /** The value as text. */
  readonly value: string;
}

/** Every value of a document that is no list and has no members, in its order; what is null or empty is none. */
export function valuesIn(given: unknown, path = ''): readonly ValueAt[] {
  if (given === null || given === undefined) return [];
  if (typeof given !== 'object') return [{ path, value: String(given) }];
  return Object.entries(given).flatMap(([name, value]) =>
    valuesIn(value, path === '' ? name : `${path}.${name}`),
  );
}
