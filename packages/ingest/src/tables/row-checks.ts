import type { CodeSystem, Directory } from '@monitoring-timeline/core';
import { UnreadableRow } from '../proposal.ts';
import type { Row } from './cells.ts';

/** Columns that identify an authority beside its name, and the system of codes that each is of. */
const identifiers: readonly (readonly [column: string, system: CodeSystem])[] = [
  ['urn', 'urn'],
  ['la_code', 'dfe'],
  ['ons_code', 'ons'],
  ['Local authority area code', 'ons'],
];

type CodeIndex = ReadonlyMap<string, ReadonlySet<string>>;

const indexes = new WeakMap<Directory, CodeIndex>();

/** Keys behind every code, made once for a directory. */
function codesOf(directory: Directory): CodeIndex {
  const held = indexes.get(directory);
  if (held) return held;
  const index = new Map<string, Set<string>>();
  for (const { key, codes } of directory.all()) {
    for (const [, system] of identifiers) {
      for (const { code } of codes[system]) {
        const name = `${system} ${code}`;
        index.set(name, (index.get(name) ?? new Set()).add(key));
      }
    }
  }
  indexes.set(directory, index);
  return index;
}

/**
 * A row whose codes mean another authority than its name speaks of nobody for certain. Codes that are blank or that the directory
 * does not know say nothing.
 * @throws UnreadableRow naming both.
 */
export function checkIdentifiers(row: Row, authority: string, directory: Directory): void {
  for (const [column, system] of identifiers) {
    const code = row.text(column);
    if (code === '') continue;
    const keys = codesOf(directory).get(`${system} ${code.toUpperCase()}`);
    if (!keys || keys.has(authority)) continue;
    throw disagreeing(directory, authority, [...keys][0] ?? '', `${column} ${code}`, column);
  }
}

/** The error of a row that means one authority by its name and another by `what`. */
export function disagreeing(
  directory: Directory,
  named: string,
  coded: string,
  what: string,
  column: string,
): UnreadableRow {
  const shown = (key: string): string => `${directory.nameOf(key)} (${key})`;
  return new UnreadableRow(
    'identifiers_disagree',
    `The row means ${shown(named)}, but its ${what} is that of ${shown(coded)}. Correct the one that is wrong.`,
    column,
  );
}
