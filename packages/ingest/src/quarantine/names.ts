import type { NameOf } from '@monitoring-timeline/core';
import type { PersonNamed } from '../proposal.ts';

/** What stands for a name in what is kept: the log never changes, and a name may have to go. */
const mark = /\[(p-[0-9a-f]{20})\]/g;

/** A text, or every text of a row, with a mark in the place of each name. */
export function withoutNames<T>(value: T, people: readonly PersonNamed[]): T {
  const longestFirst = people.toSorted((a, b) => b.name.length - a.name.length);
  return eachText(value, (text) =>
    longestFirst.reduce((left, { id, name }) => left.replaceAll(name, `[${id}]`), text),
  );
}

/** The same with the names of those who are in the register; who was erased keeps the mark. */
export function withNames<T>(value: T, nameOf: NameOf): T {
  return eachText(value, (text) => text.replace(mark, (kept, id: string) => nameOf(id) ?? kept));
}

/** Ids of the persons for whom marks stand. */
export function marksIn(value: unknown): readonly string[] {
  const ids = new Set<string>();
  eachText(value, (text) => {
    for (const [, id = ''] of text.matchAll(mark)) ids.add(id);
    return text;
  });
  return [...ids];
}

function eachText<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value).map(([key, inner]) => [key, eachText(inner, change)]);
  return Object.fromEntries(members) as T;
}
