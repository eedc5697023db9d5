import type { Directory } from '@monitoring-timeline/core';
import { type Locator, locatorOf, type TextLine } from '../model.ts';
import type { AuthorityRead, Read } from '../reading.ts';
import { authoritiesNamed } from './authorities-named.ts';

/** How many lines are looked at: who a paper or article is about is named early and often. */
const mostLines = 80;

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
  for (const line of lines.slice(0, mostLines)) {
    for (const value of authoritiesNamed(line.text, directory, asOf)) {
      const there = named.get(value.key);
      if (there) there.count += 1;
      else named.set(value.key, { value, locators: [locatorOf(line)], count: 1 });
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
