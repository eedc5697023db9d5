export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/** What differs at one place of a claim; `value` is absent where the place itself goes. */
export interface Difference {
  readonly pointer: string;
  readonly value?: Json;
}

/** A key as a step of a JSON pointer (RFC 6901). */
export const step = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

export function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True where two lists name the same things in the same places, so that their members can be compared one by one. */
function aligned(a: readonly Json[], b: readonly Json[]): boolean {
  return (
    a.length === b.length &&
    a.every((member, index) => {
      const other = b[index];
      return isRecord(member) && isRecord(other) && member.area === other.area;
    })
  );
}

/**
 * The places at which `after` says something else than `before`. A date is one place: its parts mean nothing alone, and a correction
 * of one of them would leave a date that is none.
 */
export function differences(
  before: Json | undefined,
  after: Json | undefined,
  pointer: string,
): readonly Difference[] {
  if (before === undefined && after === undefined) return [];
  if (after === undefined) return [{ pointer }];
  const dated = isRecord(after) && ('precision' in after || 'basis' in after);
  if (isRecord(before) && isRecord(after) && !dated) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) => differences(before[key], after[key], `${pointer}/${step(key)}`));
  }
  if (Array.isArray(before) && Array.isArray(after) && aligned(before, after)) {
    return after.flatMap((member, index) =>
      differences(before[index], member, `${pointer}/${index}`),
    );
  }
  return JSON.stringify(sorted(before)) === JSON.stringify(sorted(after))
    ? []
    : [{ pointer, value: after }];
}

function sorted(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((member) => sorted(member) ?? null);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner) ?? null]));
}
