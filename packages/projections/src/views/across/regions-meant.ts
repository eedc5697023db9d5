import { regions, regionsNamed, TimelineError } from '@monitoring-timeline/core';

/** No region of either scheme has this name. */
export class UnknownRegion extends TimelineError {
  readonly code = 'UnknownRegion';
}

/** The ONS regions that a name of either scheme means. @throws UnknownRegion listing those there are. */
export function regionsMeant(name: string): ReadonlySet<string> {
  const names = regionsNamed(name);
  if (names) return new Set(names);
  const all = regions.map((region) => region.name);
  throw new UnknownRegion(`No region is called "${name}". Give one of: ${all.join(', ')}.`, {
    all,
  });
}
