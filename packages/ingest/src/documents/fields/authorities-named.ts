import type { Directory } from '@monitoring-timeline/core';
import type { AuthorityRead } from '../reading.ts';
import { readAuthority } from './authority.ts';

/** Longer lines, and more names in one, are lists. */
const longest = 400;
const mostNames = 12;
/** A name has no more words "and", with one between two names. */
const mostJoins = 4;

/** Names are capitalised; other words could be names elsewhere ("reading", "bath"). */
const proper =
  /(?:\b(?:St\.|[A-Z][\w\u2019'&-]*)(?:[\s-]+(?:and|of|upon|on|the|with|&)(?=[\s-]+[A-Z]))?[\s-]*)+/g;

const withCommas = new WeakMap<Directory, readonly string[]>();

/** Names that hold a comma, which elsewhere parts one name from the next. */
function commaNames(directory: Directory): readonly string[] {
  let names = withCommas.get(directory);
  if (!names) {
    names = directory
      .all()
      .map(({ name }) => name)
      .filter((name) => name.includes(','))
      .flatMap((name) => [name, name.replace(/ and /g, ' & ')]);
    withCommas.set(directory, names);
  }
  return names;
}

const capitalised = /\b[A-Z][\w\u2019'-]*/g;
const wordsOfNames = new WeakMap<Directory, ReadonlySet<string>>();

/** Whether a capitalised word is one of any name: most sentences have none, and are looked at no further. */
function mayName(text: string, directory: Directory): boolean {
  let words = wordsOfNames.get(directory);
  if (!words) {
    const names = directory.all().flatMap(({ name, aliases }) => [name, ...aliases]);
    words = new Set(names.flatMap((name) => name.toLowerCase().match(/[\w\u2019'-]+/g) ?? []));
    wordsOfNames.set(directory, words);
  }
  const known = words;
  return (text.match(capitalised) ?? []).some((word) =>
    known.has(word.toLowerCase().replace(/['\u2019]s?$/, '')),
  );
}

/** Whom words name, as one name or as several that "and" joins, each of which is sure by itself. */
function namesIn(
  part: string,
  directory: Directory,
  asOf: string | undefined,
): readonly AuthorityRead[] {
  const read = readAuthority(part, [], directory, asOf);
  if (!read) return [];
  if (read.confidence !== 'low') return [{ ...read.value, printed: part.trim() }];
  const joins = [...part.matchAll(/\s+(?:and|&)\s+/g)].slice(0, mostJoins);
  for (const { 0: join, index } of joins) {
    const halves = [part.slice(0, index), part.slice(index + join.length)];
    const both = halves.map((half) => readAuthority(half, [], directory, asOf));
    if (both.every((one) => one?.confidence === 'high'))
      return both.flatMap((one) => (one ? [one.value] : []));
  }
  return [];
}

/** The authorities that a line or sentence names, those together that stand together. A name that may be that of another place is none. */
function namedTogether(
  line: string,
  directory: Directory,
  asOf: string | undefined,
): readonly (readonly AuthorityRead[])[] {
  const text = commaNames(directory).reduce(
    (open, name) => open.replaceAll(name, name.replaceAll(',', '')),
    line.slice(0, longest).replace(/\*\*|\t/g, ' '),
  );
  const parts = (text.match(proper) ?? []).slice(0, mostNames);
  return parts.map((part) => namesIn(part, directory, asOf));
}

/** The authorities that a line or sentence names, once each. */
export function authoritiesNamed(
  line: string,
  directory: Directory,
  asOf: string | undefined,
): readonly AuthorityRead[] {
  const named = new Map<string, AuthorityRead>();
  for (const read of namedTogether(line, directory, asOf).flat())
    if (!named.has(read.key)) named.set(read.key, read);
  return [...named.values()];
}

/** Another council that is told of without its name. */
export const unnamedAuthority =
  /\b(?:neighbouring|another|other|partner)\s+(?:local\s+)?(?:authorit(?:y|ies)|councils?)\b/i;

/**
 * True where words name an authority that is not the one given, or speak of another without its name. Of "Durham and Leeds" is told what
 * is of Durham too, but not of it `alone`.
 */
export function namesAnother(
  words: string,
  own: string | undefined,
  directory: Directory,
  alone = false,
): boolean {
  if (unnamedAuthority.test(words)) return true;
  if (!mayName(words, directory)) return false;
  return namedTogether(words, directory, undefined).some((names) => {
    const others = names.filter(({ key }) => key !== own);
    return others.length > 0 && (alone || others.length === names.length);
  });
}
