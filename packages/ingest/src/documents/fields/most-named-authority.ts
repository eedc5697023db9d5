import type { Directory } from '@monitoring-timeline/core';
import { type Locator, locatorOf, type TextLine } from '../model.ts';
import type { AuthorityRead, Read } from '../reading.ts';
import { readAuthority } from './authority.ts';

/** How many lines are looked at: who a paper or article is about is named early and often. */
const mostLines = 80;

/** Names that hold a comma, which elsewhere parts one name from the next. */
function commaNames(directory: Directory): readonly string[] {
  return directory
    .all()
    .map(({ name }) => name)
    .filter((name) => name.includes(','))
    .flatMap((name) => [name, name.replace(/ and /g, ' & ')]);
}

/**
 * The authority that a paper or article is about: of those that its lines name the one named most, the earlier of two alike. Sure where it
 * is named three times and more than twice as often as any other.
 */
export function mostNamedAuthority(
  lines: readonly TextLine[],
  directory: Directory,
  asOf: string | undefined,
): Read<AuthorityRead> | undefined {
  const named = new Map<
    string,
    { readonly value: AuthorityRead; readonly locators: readonly Locator[]; count: number }
  >();
  const parted = commaNames(directory);
  for (const line of lines.slice(0, mostLines)) {
    const text = parted.reduce(
      (open, name) => open.replaceAll(name, name.replaceAll(',', '')),
      line.text.slice(0, 400).replace(/\*\*|\t/g, ' '),
    );
    // names are capitalised; the rest of a line could hold words that are names elsewhere ("reading", "bath")
    const proper = (
      text.match(
        /(?:\b(?:St\.|[A-Z][\w\u2019'&-]*)(?:[\s-]+(?:and|of|upon|on|the|with|&)(?=[\s-]+[A-Z]))?[\s-]*)+/g,
      ) ?? []
    ).slice(0, 12);
    const seen = new Set<string>();
    for (const part of proper) {
      const read = readAuthority(part, [locatorOf(line)], directory, asOf);
      if (!read || read.confidence === 'low' || seen.has(read.value.key)) continue;
      seen.add(read.value.key);
      const there = named.get(read.value.key);
      if (there) there.count += 1;
      else
        named.set(read.value.key, {
          value: { ...read.value, printed: part.trim() },
          locators: read.locators,
          count: 1,
        });
    }
  }
  const [first, second] = [...named.values()].sort((a, b) => b.count - a.count);
  if (!first) return undefined;
  const sure = first.count >= 3 && first.count > 2 * (second?.count ?? 0);
  return {
    value: first.value,
    locators: first.locators,
    confidence: sure ? 'high' : 'medium',
    ...(sure
      ? {}
      : { note: second ? `${second.value.name} is named too` : 'named once or twice only' }),
  };
}
