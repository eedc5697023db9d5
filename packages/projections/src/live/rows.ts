import type { AuthorityKey } from '@monitoring-timeline/core';

/** An answer, or a row of one that is a list. */
export interface WatchedRow {
  /** Key of the authority that it is about; null where it is about the country. */
  readonly authority: AuthorityKey | null;
  readonly answer: unknown;
  /** Text that stays the same while nothing but the days gone by differs. */
  readonly settled: string;
}

/** The rows of a watched question by name: the key of an authority, with what tells the row from others of it after a slash. */
export type WatchedRows = ReadonlyMap<string, WatchedRow>;

/** A row that differs. */
export interface RowChange {
  /** Name of the row within its question. */
  readonly key: string;
  /** Key of the authority that the row is about; null where it is about the country. */
  readonly authority: AuthorityKey | null;
  /** The answer that it held; null where there was no such row. */
  readonly before: unknown;
  /** The answer that it holds; null where there is no such row any more. */
  readonly after: unknown;
}

/** What differs between two sets of rows, in the order of their names; the days gone by alone are no difference. */
export function changesOf(before: WatchedRows, after: WatchedRows): readonly RowChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((key) => {
    const [was, is] = [before.get(key), after.get(key)];
    if (was === is || was?.settled === is?.settled) return [];
    const authority = (is ?? was)?.authority ?? null;
    return [{ key, authority, before: was?.answer ?? null, after: is?.answer ?? null }];
  });
}
