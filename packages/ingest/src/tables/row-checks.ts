import type { AuthorityKey, CodeSystem, Directory } from '@monitoring-timeline/core';
import { type ClaimParts, UnreadableRow } from '../proposal.ts';
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

/** Days after the end of an authority in which a report on it may still come out. */
const reportsFollow = 300;

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** When the activity of a claim began, else when its report came out; undefined for claims of anything else. */
function activityDay({ type, occurred, data }: ClaimParts): string | undefined {
  if (type === 'InspectionCarriedOut' || type === 'VisitCarriedOut') return occurred.from;
  if (type !== 'ReportPublished') return undefined;
  const { of, published } = data as {
    readonly of?: { readonly days?: { readonly from?: string } };
    readonly published?: string;
  };
  return of?.days?.from ?? published;
}

/**
 * An authority is inspected only while it exists.
 * @throws UnreadableRow where the activity lies before its first day, or so long after its last that no report explains it.
 */
export function checkExistence(parts: ClaimParts, directory: Directory): void {
  const day = activityDay(parts);
  const authority = directory.get(parts.authority as AuthorityKey);
  if (day === undefined || !authority) return;
  const { name, established, abolished } = authority;
  const refuse = (why: string): never => {
    throw new UnreadableRow(
      'authority_not_in_existence',
      `${name} ${why}, so nothing of ${day} can be of it. Name the authority that served the area then.`,
    );
  };
  if (established !== undefined && day < established.slice(0, day.length)) {
    refuse(`began on ${established}`);
  }
  if (abolished !== undefined) {
    const last = dayAfter(abolished, reportsFollow);
    if (day > last.slice(0, day.length)) refuse(`ended on ${abolished}`);
  }
}
