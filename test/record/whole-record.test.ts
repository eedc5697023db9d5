import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { areaByLabel, authorityKey, type ClaimEvent, readGrade } from '@monitoring-timeline/core';
import { skippedBecause, withoutMaterial } from '@monitoring-timeline/core/testing/skipping';
import {
  compareWithPublished,
  onDay,
  picture,
  standing,
  standingState,
} from '@monitoring-timeline/projections';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import {
  directory,
  recordOf,
  recordsOf,
  sharedMaterial,
  shippedContext,
  shippedEvents,
} from '../support/record.ts';

const events = shippedEvents();
const records = recordsOf(events);
const today = onDay('2026-11-22');

/** Cells in which our standing differs from what an edition of the release lists, as `authority area ours theirs`. */
function differences(
  file: string,
  asOf: string,
  knownAt: string,
): { cells: number; different: readonly string[] } {
  const at = { asOf: onDay(asOf).asOf, knownAt: onDay(knownAt).knownAt };
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true, bom: true });
  const different: string[] = [];
  let cells = 0;
  for (const row of rows) {
    const { key } = directory.resolve(row['Local authority name']!, { asOf });
    const state = standingState(recordOf(records, key).at(at), at.asOf);
    for (const [column, printed] of Object.entries(row)) {
      const area = areaByLabel('ILACS', '2023', column)?.area;
      if (!area) continue;
      cells += 1;
      const ours =
        area === 'overall' ? state.overall : state.areas.find((one) => one.area === area);
      const theirs = readGrade(printed);
      if (ours?.grade !== theirs) different.push(`${key} ${area} ${ours?.grade} ${theirs}`);
    }
  }
  return { cells, different };
}

const releases = join(sharedMaterial, 'data/releases');
const latest2025 = join(releases, 'ofsted_2025_latest_judgements.csv');
const latest2024 = join(releases, 'ofsted_2024_latest_judgements.csv');
// the published sheets lie beside a checkout only where the record was made; what they say is in `data` too
const noReleases = existsSync(latest2025) ? undefined : withoutMaterial;

describe(
  'our standing beside the published releases, on their own terms',
  skippedBecause(noReleases),
  () => {
    it('equals all 765 cells of the 2025 release', () => {
      expect(differences(latest2025, '2025-03-31', '2025-06-30')).toEqual({
        cells: 765,
        different: [],
      });
    });

    it('differs in exactly the nine authorities whose reports came out after the day itself', () => {
      const { different } = differences(latest2025, '2025-03-31', '2025-03-31');
      expect([...new Set(different.map((cell) => cell.split(' ')[0]))].sort()).toEqual([
        'blackburn-with-darwen',
        'buckinghamshire',
        'camden',
        'central-bedfordshire',
        'devon',
        'dorset',
        'durham',
        'surrey',
        'york',
      ]);
    });

    it('equals the 2024 release but for its slip over care leavers in Staffordshire', () => {
      expect(differences(latest2024, '2024-03-31', '2024-06-30')).toEqual({
        cells: 765,
        different: ['staffordshire care_leavers requires_improvement good'],
      });
    });
  },
);

/** The latest judgements of an edition as the shipped record lists them: authority, area and grade. */
function listed(edition: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const rows = new Map<string, ReadonlyMap<string, string>>();
  for (const { type, source, authority, data } of events) {
    if (type !== 'ReportPublished' || source.edition !== edition) continue;
    if (!source.title.endsWith(': latest judgements')) continue;
    rows.set(authority, new Map((data.judgements ?? []).map(({ area, grade }) => [area, grade])));
  }
  return rows;
}

function differencesFromListed(edition: string, asOf: string, knownAt: string): readonly string[] {
  const at = { asOf: onDay(asOf).asOf, knownAt: onDay(knownAt).knownAt };
  return [...listed(edition)].flatMap(([authority, theirs]) => {
    const state = standingState(recordOf(records, authorityKey(authority)).at(at), at.asOf);
    const ours = new Map(state.areas.map(({ area, grade }) => [area as string, grade as string]));
    if (state.overall) ours.set('overall', state.overall.grade);
    return ['overall', 'leadership', 'help_and_protection', 'children_in_care', 'care_leavers']
      .filter((area) => ours.get(area) !== theirs.get(area))
      .map((area) => `${authority} ${area}`);
  });
}

describe('our standing beside the releases in the shipped record, on their own terms', () => {
  it('equals every cell that the 2025 release lists of 153 authorities', () => {
    expect(listed('2025-03-31').size).toBe(153);
    expect(differencesFromListed('2025-03-31', '2025-03-31', '2025-06-30')).toEqual([]);
  });

  it('differs from the 2024 release in Staffordshire alone', () => {
    expect(differencesFromListed('2024-03-31', '2024-03-31', '2024-06-30')).toEqual([
      'staffordshire care_leavers',
    ]);
  });
});

describe('the shipped record', () => {
  it('matches its claims into 716 graded inspections; one visit dated by its year alone stays unplaced', () => {
    const reports = [...records.values()].flatMap((record) => record.at(today).reports);
    const unplaced = [...records.values()].flatMap((record) =>
      record
        .at(today)
        .activities.filter((activity) => activity.unplaced)
        .map(({ activity, sequence }) => [record.authority, activity, sequence]),
    );
    expect(reports.length).toBe(716);
    expect(unplaced).toEqual([['trafford', 'visit', 4]]);
  });

  it('keeps two SLAC re-inspections of one day apart in Cornwall and in Warrington', () => {
    for (const authority of ['cornwall', 'warrington']) {
      const ofThatDay = recordOf(records, authorityKey(authority))
        .at(today)
        .reports.filter(({ published }) => published === onDay('2011-02-25').asOf);
      expect(ofThatDay.map(({ judgements }) => [...judgements.keys()].join()).sort()).toEqual([
        'children_in_care',
        'help_and_protection',
      ]);
    }
  });

  it('gives the inspections in two parts all of their days on site', () => {
    const parts = [...records.values()].flatMap((record) =>
      record.at(today).reports.filter(({ activity }) => activity.parts !== undefined),
    );
    expect(parts.length).toBe(4);
  });

  it('rests 53 of 153 current standings on reports that no official release holds yet', () => {
    const current = directory
      .existing(today.asOf)
      .map(({ key }) => standing(recordOf(records, key), today, shippedContext()).assurance);
    expect(current.filter((assurance) => assurance !== 'official_statistics').length).toBe(53);
    expect(current.length).toBe(153);
  });

  it('knows the grade that a release corrected from the release that corrected it, where releases are all there is', () => {
    const staffordshire = recordsOf(
      events.filter((event) => event.authority === 'staffordshire' && fromRelease(event)),
    );
    const careLeavers = (day: string) =>
      standingState(
        recordOf(staffordshire, authorityKey('staffordshire')).at(onDay(day)),
        onDay(day).asOf,
      ).areas.find(({ area }) => area === 'care_leavers')?.grade;
    expect(careLeavers('2024-12-31')).toBe('good');
    expect(careLeavers('2026-01-01')).toBe('requires_improvement');
  });

  it('takes the report where releases disagree on kind or publication, and keeps what they say', () => {
    const merton = standing(
      recordOf(records, authorityKey('merton')),
      onDay('2024-01-01'),
      shippedContext(),
    ).report;
    expect(merton?.disagreements.map(({ field }) => field)).toContain('kind');
    const nottingham = recordOf(records, authorityKey('nottingham'))
      .at(today)
      .reports.find(({ activity }) => activity.start?.value === onDay('2022-07-11').asOf);
    expect(nottingham?.published).toBe(onDay('2022-09-05').asOf);
    expect(nottingham?.activity.disagreements.map(({ field }) => field)).toContain('published');
  });
});

describe('the national table of 5 August 2016', () => {
  const at = onDay('2016-08-05');

  it('is equal in 27 of 28 cells where reports are counted; the one difference is assigned to nobody', () => {
    const [comparison] = compareWithPublished(
      records,
      at,
      { framework: 'SIF', count: 'reports' },
      directory,
    );
    expect(comparison).toMatchObject({
      cells: 28,
      equal: 27,
      differences: [
        {
          area: 'care_leavers',
          grade: 'requires_improvement',
          ours: 52,
          published: 51,
          explainedBy: [],
          unexplained: -1,
        },
      ],
    });
    const { repeated } = picture(records, at, { framework: 'SIF', count: 'reports' }, directory);
    expect(repeated).toEqual([{ authority: 'slough', reports: 2 }]);
  });

  it('is within one in every cell where authorities are counted, and Slough explains all but that one', () => {
    const [comparison] = compareWithPublished(records, at, { framework: 'SIF' }, directory);
    expect(
      comparison!.differences.every(({ ours, published }) => Math.abs(ours - published) <= 1),
    ).toBe(true);
    const explained = comparison!.differences.filter(({ unexplained }) => unexplained === 0);
    expect(new Set(explained.flatMap(({ explainedBy }) => explainedBy))).toEqual(
      new Set(['slough']),
    );
    expect(comparison!.differences.length - explained.length).toBe(1);
  });
});

function fromRelease({ source }: ClaimEvent): boolean {
  return source.rank === 'release';
}
