import { regions, regionsNamed } from '@monitoring-timeline/core';
import { type TimelineReader, UnknownRegion } from '@monitoring-timeline/projections';
import type { ClocksWanted } from './clocks.ts';

/**
 * Whose deadlines a calendar has: its title, and whose clocks are asked about.
 * @throws UnknownRegion, UnknownAuthority, AmbiguousAuthority
 */
export function whose(
  { directory }: Pick<TimelineReader, 'directory'>,
  { region, authority }: ClocksWanted,
): {
  /** What the calendar is called. */
  readonly title: string;
  /** Whose clocks are asked about, an authority by its key. */
  readonly wanted: ClocksWanted;
} {
  if (authority !== undefined) {
    const { key, name } = directory.resolve(authority);
    return { title: `Inspections: ${name}`, wanted: { authority: key } };
  }
  if (region === undefined) return { title: 'Inspections: England', wanted: {} };
  const names = regionsNamed(region);
  if (names) return { title: `Inspections: ${names.join(' and ')}`, wanted: { region } };
  const all = regions.map(({ name }) => name.toLowerCase().replaceAll(' ', '-'));
  throw new UnknownRegion(`No region is called "${region}". There are ${all.join(', ')}.`, { all });
}
