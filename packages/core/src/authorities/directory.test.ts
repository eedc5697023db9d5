import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { epochDay } from '../calendar/epoch-day.ts';
import { authorityKey } from '../events/envelope.ts';
import { skippedBecause, withoutMaterial } from '../testing/skipping.ts';
import { codeOn } from './authority.ts';
import { AmbiguousAuthority, createDirectory, UnknownAuthority } from './directory.ts';
import { regionsNamed } from './regions.ts';

const directory = createDirectory();

function keyOf(name: string, asOf?: string): string {
  return directory.resolve(name, { asOf }).key;
}

function failure(name: string): UnknownAuthority | AmbiguousAuthority {
  try {
    directory.resolve(name);
  } catch (error) {
    if (error instanceof UnknownAuthority || error instanceof AmbiguousAuthority) return error;
    throw error;
  }
  throw new Error(`${name} was resolved`);
}

function candidatesFor(name: string): readonly string[] {
  const { candidates } = failure(name).details as { candidates: readonly { key: string }[] };
  return candidates.map(({ key }) => key);
}

describe('names as people write them', () => {
  const directory = createDirectory();

  it.each([
    ['Darlington UA', 'darlington'],
    ['Darlington (UA)', 'darlington'],
    ['Darlington U.A. Council', 'darlington'],
    ['Medway Towns', 'medway'],
    ['The Medway Towns UA', 'medway'],
    ['City of Bristol UA', 'bristol'],
    ['Kent CC', 'kent'],
    ['Kent County', 'kent'],
    ['Nottingham City', 'nottingham'],
    ['Halton BC', 'halton'],
    ['Barnet LA', 'barnet'],
    ['Isle of Wight Council UA', 'isle-of-wight'],
    ['Notts CC', 'nottinghamshire'],
    ['West Northants', 'west-northamptonshire'],
  ])('%s is %s', (name, key) => {
    expect(directory.resolve(name).key).toBe(key);
  });

  it('resolve for every authority with any legal form behind its name', () => {
    for (const { key, name, abolished } of directory.all()) {
      for (const form of ['UA', '(UA)', 'Unitary Authority', 'LA', 'Council', 'BC']) {
        const found = directory.resolve(`${name} ${form}`, { asOf: abolished });
        expect(found.key, `${name} ${form}`).toBe(key);
      }
    }
  });

  it('are asked back with the nearest where they could be any', () => {
    for (const [name, nearest] of [
      ['Windsor', 'windsor-and-maidenhead'],
      ['Bath', 'bath-and-north-east-somerset'],
    ] as const) {
      expect(() => directory.resolve(name)).toThrow(nearest);
    }
  });
});

describe('the shipped directory', () => {
  it('holds 158 authorities, 153 of them current, each with its own key and DfE code', () => {
    const all = directory.all();
    expect(all).toHaveLength(158);
    expect(all.filter(({ abolished }) => abolished === undefined)).toHaveLength(153);
    expect(new Set(all.map(({ key }) => key)).size).toBe(158);
    expect(new Set(all.map(({ codes }) => codes.dfe[0]?.code)).size).toBe(158);
    for (const { key } of all) expect(key).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('is alphabetical by name', () => {
    const names = directory.all().map(({ name }) => name);
    expect(names).toEqual(names.toSorted());
  });

  // Cheshire and Bedfordshire, abolished on 31 March 2009, are outside the record: before that day four are missing, not six less two
  it.each([
    ['2009-03-31', 148],
    ['2009-04-01', 152],
    ['2016-08-05', 152],
    ['2019-03-31', 152],
    ['2019-04-01', 151],
    ['2021-03-31', 151],
    ['2021-04-01', 152],
    ['2023-03-31', 152],
    ['2023-04-01', 153],
    ['2026-11-21', 153],
  ])('on %s counts %i', (day, count) => {
    expect(directory.existing(day)).toHaveLength(count);
    expect(directory.existing(epochDay(day))).toHaveLength(count);
  });

  it('counts by region as the nine of the ONS do', () => {
    const counts: Record<string, number> = {};
    for (const { region = '' } of directory.existing('2026-01-01')) {
      counts[region] = (counts[region] ?? 0) + 1;
    }
    expect(counts).toEqual({
      'North East': 12,
      'North West': 24,
      'Yorkshire and the Humber': 15,
      'East Midlands': 10,
      'West Midlands': 14,
      'East of England': 11,
      London: 33,
      'South East': 19,
      'South West': 15,
    });
  });

  it('knows regions by what people call them', () => {
    for (const name of ['Yorkshire', 'yorkshire & Humber', 'YH', 'E12000003'])
      expect(regionsNamed(name)).toEqual(['Yorkshire and the Humber']);
    expect(regionsNamed('midlands')).toBeUndefined();
  });

  it('joins the North East with Yorkshire and the Humber under the scheme of Ofsted', () => {
    expect(directory.region(authorityKey('sunderland'))).toBe('North East');
    expect(directory.region(authorityKey('sunderland'), 'ofsted')).toBe(
      'North East, Yorkshire and the Humber',
    );
    expect(directory.region(authorityKey('york'), 'ofsted')).toBe(
      'North East, Yorkshire and the Humber',
    );
    expect(directory.region(authorityKey('medway'), 'ofsted')).toBe('South East');
    expect(directory.region(authorityKey('atlantis'))).toBeUndefined();
    expect(regionsNamed('North East, Yorkshire and The Humber')).toEqual([
      'North East',
      'Yorkshire and the Humber',
    ]);
    expect(regionsNamed('the north-east')).toEqual(['North East']);
    expect(regionsNamed('E12000006')).toEqual(['East of England']);
    expect(regionsNamed('Wessex')).toBeUndefined();
  });

  it('keeps no URN that is not to be trusted', () => {
    const without = directory.all().filter(({ codes }) => codes.urn.length === 0);
    expect(without.map(({ key }) => key)).toEqual([
      'bournemouth',
      'cumbria',
      'dorset-to-2019',
      'northamptonshire',
      'poole',
    ]);
  });

  it('knows the code of a day, across a boundary edit and a county turned unitary', () => {
    const barnsley = directory.resolve('Barnsley');
    expect(codeOn(barnsley, 'ons', '2025-03-31')).toBe('E08000016');
    expect(codeOn(barnsley, 'ons', '2025-04-01')).toBe('E08000038');
    expect(codeOn(barnsley, 'ons')).toBe('E08000038');
    const somerset = directory.resolve('Somerset');
    expect(somerset.codes.ons[0]).toEqual({ code: 'E10000027', to: '2023-03-31', verified: false });
    expect(codeOn(somerset, 'urn', '2015-01-01')).toBe('80555');
    expect(codeOn(directory.resolve('Cumberland'), 'dfe', '2020-01-01')).toBeUndefined();
    expect(codeOn(directory.resolve('Cumbria'), 'urn')).toBeUndefined();
  });

  it('ties authorities to those before and after, with the day', () => {
    expect(directory.successors(authorityKey('dorset-to-2019'))).toEqual([
      { key: 'bournemouth-christchurch-and-poole', on: '2019-04-01', part: true },
      { key: 'dorset', on: '2019-04-01', part: true },
    ]);
    expect(directory.successors(authorityKey('poole')).map(({ key }) => key)).toEqual([
      'bournemouth-christchurch-and-poole',
    ]);
    expect(directory.successors(authorityKey('cumbria')).map(({ key }) => key)).toEqual([
      'cumberland',
      'westmorland-and-furness',
    ]);
    expect(
      directory.predecessors(authorityKey('west-northamptonshire')).map(({ key }) => key),
    ).toEqual(['northamptonshire']);
    expect(directory.successors(authorityKey('sunderland'))).toEqual([]);
    for (const { key, abolished } of directory.all()) {
      expect(directory.successors(key).length > 0, key).toBe(abolished !== undefined);
    }
  });

  it('names ten statistical neighbours of every current authority, all of them listed', () => {
    for (const { key } of directory.existing('2026-01-01')) {
      const neighbours = directory.neighbours(key);
      expect(neighbours, key).toHaveLength(10);
      expect(neighbours.every((other) => directory.get(other) !== undefined)).toBe(true);
    }
    expect(directory.neighbours(authorityKey('barnsley'))[0]).toBe('rotherham');
    expect(directory.neighbours(authorityKey('barnsley'), 'previous')[0]).toBe('doncaster');
    expect(directory.neighbours(authorityKey('barnsley'), '1999')).toEqual([]);
  });
});

describe('a name', () => {
  it.each([
    ['sunderland', 'sunderland'],
    ['SUNDERLAND', 'sunderland'],
    ['Sunderland City Council', 'sunderland'],
    ['80566', 'sunderland'],
    ['394', 'sunderland'],
    ['e08000024', 'sunderland'],
    ['E08000016', 'barnsley'],
    ['E08000038', 'barnsley'],
    ['Hull', 'kingston-upon-hull'],
    ['Kingston upon Hull, City of', 'kingston-upon-hull'],
    ['Hull City Council', 'kingston-upon-hull'],
    ['City of Bristol', 'bristol'],
    ['Bristol, City of', 'bristol'],
    ['City of York Council', 'york'],
    ['City of London', 'city-of-london'],
    ['City of London Corporation', 'city-of-london'],
    ['city of bradford metropolitan district council', 'bradford'],
    ['London Borough of Barking & Dagenham', 'barking-and-dagenham'],
    ['Royal Borough of Windsor and Maidenhead', 'windsor-and-maidenhead'],
    ['Royal Borough of Greenwich', 'greenwich'],
    ['Knowsley Metropolitan Borough Council', 'knowsley'],
    ['Wigan MBC', 'wigan'],
    ['Surrey County Council', 'surrey'],
    ['County Durham', 'durham'],
    ['Durham County Council', 'durham'],
    ['Herefordshire, County of', 'herefordshire'],
    ['Council of the Isles of Scilly', 'isles-of-scilly'],
    ['St. Helens', 'st-helens'],
    ['Saint Helens', 'st-helens'],
    ['Stockton on Tees Borough Council', 'stockton-on-tees'],
    ['Newcastle on Tyne', 'newcastle-upon-tyne'],
    ['Bournemouth Christchurch & Poole', 'bournemouth-christchurch-and-poole'],
    ['BCP Council', 'bournemouth-christchurch-and-poole'],
    ['B&NES', 'bath-and-north-east-somerset'],
    ['Bedford Borough Council', 'bedford'],
  ])('"%s" means %s', (name, key) => {
    expect(keyOf(name)).toBe(key);
  });

  it('shared by an abolished and a present authority means the one that existed then', () => {
    expect(keyOf('Dorset', '2016-06-01')).toBe('dorset-to-2019');
    expect(keyOf('dorset', '2019-03-31')).toBe('dorset-to-2019');
    expect(keyOf('Dorset', '2019-04-01')).toBe('dorset');
    expect(keyOf('Dorset', '2020-01-01')).toBe('dorset');
    expect(keyOf('Dorset')).toBe('dorset');
    expect(keyOf('Dorset County Council', '2020-01-01')).toBe('dorset-to-2019');
    expect(directory.resolve('Dorset', { asOf: epochDay('2016-06-01') }).key).toBe(
      'dorset-to-2019',
    );
  });

  it('of only one authority means that one on any day', () => {
    expect(keyOf('Cumbria', '2026-01-01')).toBe('cumbria');
    expect(keyOf('Cumberland', '2016-01-01')).toBe('cumberland');
    expect(directory.existsOn(authorityKey('cumbria'), '2026-01-01')).toBe(false);
    expect(directory.existsOn(authorityKey('cumbria'), '2023-03-31')).toBe(true);
  });

  it.each([
    ['Sunderlnd', 'sunderland'],
    ['Sunderland Cty Counsil', 'sunderland'],
    ['Cheshire', 'cheshire-east'],
    ['East Cheshire', 'cheshire-east'],
    ['Tyneside North', 'north-tyneside'],
    ['Wolverhamptn', 'wolverhampton'],
    ['Northumb', 'northumberland'],
    ['Middlesborough', 'middlesbrough'],
  ])('nobody has, "%s", lists %s first', (name, key) => {
    expect(candidatesFor(name)[0]).toBe(key);
  });

  it('that is the beginning of two lists both', () => {
    expect(candidatesFor('Kingston').slice(0, 2).toSorted()).toEqual([
      'kingston-upon-hull',
      'kingston-upon-thames',
    ]);
    expect(candidatesFor('London')).not.toContain('barnet');
  });

  it('like nothing listed, or a code of nobody, is unknown and says what to give', () => {
    expect(candidatesFor('Zzyzx')).toEqual([]);
    expect(candidatesFor('99999')).toEqual([]);
    expect(failure('E09999999').message).toContain('code "E09999999"');
    expect(failure('').message).toContain('URN, ONS or DfE code');
    expect(failure('Sunderlnd').message).toContain('Sunderland (sunderland)');
  });

  it('of two authorities that exist side by side is ambiguous and lists both', () => {
    const [first, second] = directory.existing('2026-01-01');
    const twins = createDirectory([
      { ...first!, aliases: ['Twin'] },
      { ...second!, aliases: ['Twin'] },
    ]);
    expect(() => twins.resolve('twin', { asOf: '2026-01-01' })).toThrow(AmbiguousAuthority);
    expect(() => twins.resolve('twin')).toThrow(first!.key);
  });
});

const shared = new URL('../../../../../shared/data/', import.meta.url);

/** Rows of a CSV as cells; enough for these files, whose cells hold no line breaks. */
function rowsOf(file: string): string[][] {
  return readFileSync(new URL(file, shared), 'utf8')
    .replace(/^\ufeff/, '')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
      ),
    );
}

describe(
  'the published lists of authorities',
  skippedBecause(existsSync(shared) ? undefined : withoutMaterial),
  () => {
    it('agree with the directory on every code', () => {
      const rows = rowsOf('authorities.csv');
      expect(rows).toHaveLength(158);
      for (const [name = '', urn = '', dfe = '', ons = '', onsBefore = ''] of rows) {
        const entry = directory.resolve(dfe);
        expect(directory.resolve(ons), name).toBe(entry);
        expect(codeOn(entry, 'ons'), name).toBe(ons);
        if (onsBefore !== '') expect(directory.resolve(onsBefore), name).toBe(entry);
        const trusted = codeOn(entry, 'urn');
        if (trusted !== undefined) expect(trusted, name).toBe(urn);
      }
    });

    it('use no name or alias that the directory takes for another authority', () => {
      const rows = rowsOf('authority_aliases.csv');
      expect(rows.length).toBeGreaterThan(300);
      for (const [name = '', , dfe = '', , alias = ''] of rows) {
        const entry = directory.resolve(dfe);
        const asOf = entry.abolished ?? '2026-01-01';
        expect(directory.resolve(alias, { asOf }).key, alias).toBe(entry.key);
        expect(directory.resolve(name, { asOf }).key, name).toBe(entry.key);
      }
    });
  },
);
