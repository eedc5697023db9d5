import {
  type Authority,
  type Directory,
  type EpochDay,
  regions,
  regionsNamed,
} from '@monitoring-timeline/core';
import { authoritiesNamed } from '../../asking/authorities-named.ts';
import type { Coordinates } from '../../coordinates.ts';
import { AuthorityRecord } from '../../record/authority-record.ts';
import type { Records } from '../picture/picture.ts';
import { UnknownRegion } from './regions-meant.ts';

/** Which authorities a list is about. */
export interface AuthorityChoice {
  /** One authority by key, name or code; several parted by commas. */
  readonly authority?: string | undefined;
  /** A list of one's own, likewise. */
  readonly authorities?: readonly string[] | undefined;
  /** A region of either scheme, by name or code. */
  readonly region?: string | undefined;
  /** The statistical neighbours of this authority. */
  readonly neighboursOf?: string | undefined;
}

/** The authorities chosen that exist on the day asked about, alphabetical by name. @throws UnknownRegion, UnknownAuthority */
export function chosenEntries(
  { asOf }: Coordinates,
  directory: Directory,
  { authority, authorities, region, neighboursOf }: AuthorityChoice,
): readonly Authority[] {
  const inRegion = region === undefined ? undefined : namesOf(region);
  const neighbours =
    neighboursOf === undefined
      ? undefined
      : new Set(directory.neighbours(directory.resolve(neighboursOf, { asOf }).key));
  const list = new Set([
    ...(authority === undefined ? [] : namedBy(authority, directory, asOf)),
    ...(authorities ?? []).flatMap((one) => authoritiesNamed([one], directory, { asOf })),
  ]);
  const pool = list.size === 0 ? directory.existing(asOf) : [...list].sort(byName);
  return pool.filter(({ key }) => {
    const where = directory.region(key);
    return (
      (!inRegion || (where !== undefined && inRegion.has(where))) &&
      (!neighbours || neighbours.has(key))
    );
  });
}

/**
 * The records of the authorities chosen; one of which nothing is on record has an empty record.
 * @throws UnknownRegion, UnknownAuthority, AmbiguousAuthority
 */
export function chosenAuthorities(
  records: Records,
  coordinates: Coordinates,
  directory: Directory,
  choice: AuthorityChoice,
): readonly AuthorityRecord[] {
  return chosenEntries(coordinates, directory, choice).map(
    ({ key }) => records.get(key) ?? new AuthorityRecord(key),
  );
}

/** Without a comma all of a text is one name, and what is wrong with it is told of all of it. @throws UnknownAuthority, AmbiguousAuthority */
export function namedBy(
  text: string,
  directory: Directory,
  asOf: EpochDay | undefined,
): readonly Authority[] {
  return text.includes(',')
    ? authoritiesNamed([text], directory, asOf === undefined ? {} : { asOf })
    : [directory.resolve(text, { asOf })];
}

function byName(a: Authority, b: Authority): number {
  return a.name.localeCompare(b.name, 'en');
}

function namesOf(region: string): ReadonlySet<string> {
  const names = regionsNamed(region);
  if (names) return new Set(names);
  const all = regions.map(({ name }) => name);
  throw new UnknownRegion(`No region is called "${region}". Give one of: ${all.join(', ')}.`, {
    all,
  });
}
