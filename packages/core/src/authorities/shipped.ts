import { authorityKey } from '../events/envelope.ts';
import type { Authority, NeighbourSet } from './authority.ts';
import { histories } from './authority-histories.ts';
import { england } from './england.generated.ts';
import { regions } from './regions.ts';

/** What an ONS code says of an authority's kind. */
const typeByPrefix: Readonly<Record<string, string>> = {
  E06: 'unitary',
  E08: 'metropolitan_district',
  E09: 'london_borough',
  E10: 'county',
};

/** The Corporation is no borough, whatever its code. */
const cityOfLondon = 'E09000001';

const keyByDfe = new Map(england.map(([key, , dfe]) => [dfe, authorityKey(key)]));
const regionByCode = new Map(regions.map(({ code, name }) => [code, name]));

function neighbours(edition: string, codes: string): readonly NeighbourSet[] {
  if (codes === '') return [];
  const keys = codes
    .split(' ')
    .map((code) => keyByDfe.get(code))
    .filter((key) => key !== undefined);
  return [{ edition, keys }];
}

/** The 158 authorities of the shipped record, 153 of them current in 2026, alphabetical by key. */
export const shippedAuthorities: readonly Authority[] = england
  .map(([key, name, dfe, urn, ons, region, present, before]): Authority => {
    const history = histories[key] ?? {};
    const regionName = regionByCode.get(region);
    const type = ons === cityOfLondon ? 'city_corporation' : typeByPrefix[ons.slice(0, 3)];
    const dates = {
      ...(history.established === undefined ? {} : { established: history.established }),
      ...(history.abolished === undefined ? {} : { abolished: history.abolished }),
    };
    const from = history.established === undefined ? {} : { from: history.established };
    const to = history.abolished === undefined ? {} : { to: history.abolished };
    return {
      key: authorityKey(key),
      name,
      ...(type === undefined ? {} : { type }),
      codes: {
        ons: history.ons ?? [{ code: ons, ...from, ...to }],
        dfe: [{ code: dfe, ...from, ...to }],
        urn: urn === '' ? [] : [{ code: urn, ...from, ...to }],
      },
      ...(regionName === undefined ? {} : { region: regionName }),
      ...dates,
      predecessors: history.predecessors ?? [],
      // the directory derives them from the predecessors of the others
      successors: [],
      aliases: history.aliases ?? [],
      neighbours: [...neighbours('2025', present), ...neighbours('previous', before)],
    };
  })
  .sort((a, b) => (a.key < b.key ? -1 : 1));
