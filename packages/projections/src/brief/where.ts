import { type Directory, regionsNamed } from '@monitoring-timeline/core';
import { authoritiesNamed } from '../asking/authorities-named.ts';

/** Whom an answer is about, as a heading names it: authorities, a region, or England. @throws UnknownAuthority, AmbiguousAuthority */
export function whereOf(
  {
    region,
    authority = [],
  }: { readonly region?: string | undefined; readonly authority?: readonly string[] | undefined },
  directory: Directory,
): string {
  const named = authority
    .flatMap((one) => authoritiesNamed([one], directory))
    .map(({ name }) => name);
  if (named.length > shownAtMost) return `${named.length} authorities`;
  if (named.length > 0) return named.join(', ');
  return region === undefined ? 'England' : (regionsNamed(region)?.join(', ') ?? region);
}

const shownAtMost = 4;
