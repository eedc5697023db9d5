import { type Directory, epochDay } from '@monitoring-timeline/core';
import { WrongCall } from '@monitoring-timeline/projections';
import type { Asking } from './page.ts';

/** How many authorities a list of one's own may name. */
const most = 200;

/** The authorities that an address names, as keys. @throws UnknownAuthority, AmbiguousAuthority, WrongCall */
export function ownList({
  all,
  directory,
  asOf,
}: Pick<Asking, 'all' | 'directory' | 'asOf'>): readonly string[] {
  const named = withCommas(all('authorities'), directory);
  if (named.length > most) {
    throw new WrongCall(`authorities names more than ${most}. Name fewer, or a region.`, {
      parameter: 'authorities',
    });
  }
  return [...new Set(named.map((one) => directory.resolve(one, { asOf: epochDay(asOf) }).key))];
}

/** A name may hold the comma that parts one name from the next. */
function withCommas(parts: readonly string[], directory: Directory): readonly string[] {
  const names = new Set(directory.all().map(({ name }) => name.toLowerCase()));
  const found: string[] = [];
  for (const part of parts) {
    const together = `${found.at(-1)}, ${part}`;
    if (names.has(together.toLowerCase())) found[found.length - 1] = together;
    else found.push(part);
  }
  return found;
}
