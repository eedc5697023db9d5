import { regions, regionsNamed, TimelineError } from '@monitoring-timeline/core';
import type { TimelineReader } from '@monitoring-timeline/projections';
import type { ClocksWanted } from './clocks.ts';

/** No region has that name. */
export class NoSuchRegion extends TimelineError {
  readonly code = 'UnknownRegion';
}

/**
 * Whose deadlines a calendar has: its title, and whose clocks are asked about.
 * @throws NoSuchRegion, UnknownAuthority, AmbiguousAuthority
 */
export function whose(
  { directory }: Pick<TimelineReader, 'directory'>,
  { region, authority }: ClocksWanted,
): { readonly title: string; readonly wanted: ClocksWanted } {
  if (authority !== undefined) {
    const { key, name } = directory.resolve(authority);
    return { title: `Inspections: ${name}`, wanted: { authority: key } };
  }
  if (region === undefined) return { title: 'Inspections: England', wanted: {} };
  const names = regionsNamed(region);
  if (names) return { title: `Inspections: ${names.join(' and ')}`, wanted: { region } };
  const all = regions.map(({ name }) => name.toLowerCase().replaceAll(' ', '-'));
  throw new NoSuchRegion(`No region is called "${region}". There are ${all.join(', ')}.`, { all });
}
