import type { Directory } from '@monitoring-timeline/core';
import type { Coordinates, Dates } from '../coordinates.ts';
import { type AuthorityChoice, chosenEntries } from '../views/across/chosen-authorities.ts';

interface Where {
  readonly directory: Directory;
  coordinates(dates: Dates): Coordinates;
}

/** Keys of the authorities that existed on the day asked about, alphabetical by name. @throws UnknownRegion, UnknownAuthority */
export function chosenAuthoritiesOn(
  { directory, coordinates }: Where,
  dates: Dates,
  choice: AuthorityChoice,
): readonly string[] {
  return chosenEntries(coordinates(dates), directory, choice).map(({ key }) => key);
}
