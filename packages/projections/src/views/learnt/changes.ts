import { compareText } from '../dated.ts';

/** A text by key before and after. */
export interface TextChange {
  /** Null where there was none. */
  readonly before: string | null;
  /** Null where there is none. */
  readonly after: string | null;
}

/** What differs between two states, by key; empty where nothing does. */
export type Changes = ReadonlyMap<string, TextChange>;

/** What differs between two states, in the order of the keys. */
export function changesBetween(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Changes {
  const changed: string[] = [];
  for (const [key, text] of before) if (after.get(key) !== text) changed.push(key);
  for (const key of after.keys()) if (!before.has(key)) changed.push(key);
  return new Map(
    changed
      .sort(compareText)
      .map((key) => [key, { before: before.get(key) ?? null, after: after.get(key) ?? null }]),
  );
}

/**
 * One change after another: from the first one's before to the second one's after, without what came back. Where both
 * were taken between states that meet, this equals the change between the outer two.
 */
export function composeChanges(first: Changes, second: Changes): Changes {
  const keys = [...new Set([...first.keys(), ...second.keys()])].sort(compareText);
  const changes = new Map<string, TextChange>();
  for (const key of keys) {
    const [earlier, later] = [first.get(key), second.get(key)];
    const change = {
      before: (earlier ?? later)!.before,
      after: (later ?? earlier)!.after,
    };
    if (change.before !== change.after) changes.set(key, change);
  }
  return changes;
}
