import { type Authority, codeOn, type EpochDay } from '@monitoring-timeline/core';
import type { AuthorityListed } from '../answers/authorities.ts';
import { chosenEntries } from '../views/across/chosen-authorities.ts';
import type { RegionWords } from './of-many.ts';
import type { Ask } from './words.ts';

/** The authorities that existed on the day asked about, alphabetical by name. Asked: @throws UnknownRegion */
export function askAuthorities({ region }: RegionWords): Ask<readonly AuthorityListed[]> {
  return async ({ directory, coordinates }, dates) => {
    const at = coordinates(dates);
    return chosenEntries(at, directory, { region }).map((entry) =>
      listed(entry, directory.region(entry.key), at.asOf),
    );
  };
}

function listed(entry: Authority, region: string | undefined, asOf: EpochDay): AuthorityListed {
  const { key, name, type, established, abolished, predecessors, successors } = entry;
  return {
    key,
    name,
    type: type ?? null,
    region: region ?? null,
    urn: codeOn(entry, 'urn', asOf) ?? null,
    ons: codeOn(entry, 'ons', asOf) ?? null,
    dfe: codeOn(entry, 'dfe', asOf) ?? null,
    established: established ?? null,
    abolished: abolished ?? null,
    predecessors: predecessors.map((tie) => tie.key),
    successors: successors.map((tie) => tie.key),
  };
}
