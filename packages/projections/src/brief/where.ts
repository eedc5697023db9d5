import { type Directory, regionsNamed } from '@monitoring-timeline/core';

/** Whom an answer is about, as a heading names it: authorities, a region, or England. @throws UnknownAuthority, AmbiguousAuthority */
export function whereOf(
  {
    region,
    authority = [],
  }: { readonly region?: string | undefined; readonly authority?: readonly string[] | undefined },
  directory: Directory,
): string {
  const named = authority.map((one) => directory.resolve(one).name);
  if (named.length > shownAtMost) return `${named.length} authorities`;
  if (named.length > 0) return named.join(', ');
  return region === undefined ? 'England' : (regionsNamed(region)?.join(', ') ?? region);
}

const shownAtMost = 4;
