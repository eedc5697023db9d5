import {
  type Area,
  type AuthorityKey,
  addMonths,
  areas as allAreas,
  type Claim,
  type Directory,
  england,
  type Framework,
  isGrade,
  isoDay,
} from '@monitoring-timeline/core';
import type { AreaCounts, Picture, PictureGroup } from '../../answers/picture.ts';
import type { Coordinates } from '../../coordinates.ts';
import type { AuthorityRecord } from '../../record/authority-record.ts';
import { regionsMeant } from '../across/regions-meant.ts';
import { because } from '../evidence.ts';
import { standingState } from '../standing/state.ts';
import { recordTo } from './coverage.ts';

/** Whom a picture counts, how, and by what it is divided. */
export interface PictureOptions {
  /** Name or code of a region of England; all of England unless given. */
  readonly region?: string | undefined;
  /** Only grades given under this framework. */
  readonly framework?: Framework | undefined;
  /** `authorities` counts each by its standing, `reports` every report published by then. Default: authorities. */
  readonly count?: 'authorities' | 'reports' | undefined;
  /** One picture more for each region, kind of council, or framework. */
  readonly by?: 'region' | 'type' | 'framework' | undefined;
  /** The same day of every earlier year as well. */
  readonly every?: 'year' | undefined;
}

/** Every grade (or lack of one) that the picture counts. */
export function tallied(
  records: Records,
  coordinates: Coordinates,
  options: PictureOptions,
  directory: Directory,
): readonly Tallied[] {
  return countedAuthorities(records, coordinates, options, directory).flatMap((one) => one.tallies);
}

/** One grade (or lack of one) that is counted, and whose it is. */
export interface Tallied {
  /** Whose grade it is. */
  readonly authority: AuthorityKey;
  /** Area that it was given for. */
  readonly area: Area;
  /** The grade, or what stands in its place. */
  readonly grade: string;
  /** True where the grade was given to several areas together: such are counted apart. */
  readonly combined: boolean;
  /** The claim that gives it; undefined where there is no grade. */
  readonly claim: Claim | undefined;
}

/** What one authority (or one report) adds to a picture. */
export interface Counted {
  /** Which authority, or whose report. */
  readonly authority: AuthorityKey;
  /** What it is counted under where the picture is divided: region, kind or framework. */
  readonly group: string;
  /** False where no graded report is known, or none of the framework that is counted. */
  readonly inspected: boolean;
  /** Its grades, one an area. */
  readonly tallies: readonly Tallied[];
}

/** The records of all authorities, the national one among them under its own key. */
export type Records = ReadonlyMap<AuthorityKey, AuthorityRecord>;

/**
 * The national (or a region's) picture: the standing of every authority that existed on the day, or every
 * report published by then. No rank, score or mean: counts and whole percents.
 */
export function picture(
  records: Records,
  coordinates: Coordinates,
  options: PictureOptions,
  directory: Directory,
): Picture {
  const counted = countedAuthorities(records, coordinates, options, directory);
  return {
    ...assemble(counted, coordinates, options, records.get(england)),
    ...(options.every === 'year'
      ? { series: series(records, coordinates, options, directory) }
      : {}),
  };
}

/** The picture of what was counted; the national record says how far it reaches. */
export function assemble(
  counted: readonly Counted[],
  coordinates: Coordinates,
  options: PictureOptions,
  national: AuthorityRecord | undefined,
): Picture {
  const { asOf, knownAt } = coordinates;
  const count = options.count ?? 'authorities';
  const groups = options.by ? Object.groupBy(counted, (one) => one.group) : undefined;
  return {
    asOf: isoDay(asOf),
    knownAt: isoDay(knownAt),
    region: options.region === undefined ? null : [...regionsMeant(options.region)].join(' and '),
    framework: options.framework ?? null,
    count,
    recordTo: recordTo(national, coordinates, 'graded_inspection'),
    ...group(counted),
    repeated: count === 'reports' ? repeated(counted) : [],
    ...(groups ? { groups: mapValues(groups) } : {}),
    // as one list: a call takes no more arguments than its stack has room for
    because: because(counted.flatMap(({ tallies }) => tallies.map(({ claim }) => claim))),
  };
}

function countedAuthorities(
  records: Records,
  coordinates: Coordinates,
  options: PictureOptions,
  directory: Directory,
): readonly Counted[] {
  const count = counter(coordinates, options, directory);
  return directory.all().flatMap(({ key }) => count(key, records.get(key)));
}

/** What one authority adds to a picture: nothing where it lies outside what is asked. */
export type Counter = (
  authority: AuthorityKey,
  record: AuthorityRecord | undefined,
) => readonly Counted[];

/** Counts authority by authority, so that no two records need be in memory together. @throws UnknownRegion */
export function counter(
  coordinates: Coordinates,
  options: PictureOptions,
  directory: Directory,
): Counter {
  const wanted = options.region === undefined ? undefined : regionsMeant(options.region);
  return (authority, record) => {
    const region = directory.region(authority);
    if (wanted && (region === undefined || !wanted.has(region))) return [];
    const group = groupOf(directory.get(authority) ?? {}, region, options);
    const counted =
      options.count === 'reports'
        ? record
          ? reportsCounted(record, coordinates, options, group)
          : []
        : directory.existsOn(authority, coordinates.asOf)
          ? [standingCounted(authority, record, coordinates, options, group)]
          : [];
    return options.framework === undefined
      ? counted
      : counted.filter(({ tallies, inspected }) => inspected && tallies.length > 0);
  };
}

function groupOf(
  entry: { readonly type?: string | undefined },
  region: string | undefined,
  { by }: PictureOptions,
): string {
  if (by === 'region') return region ?? 'not stated';
  return by === 'type' ? (entry.type ?? 'not stated') : '';
}

function standingCounted(
  authority: AuthorityKey,
  record: AuthorityRecord | undefined,
  coordinates: Coordinates,
  { framework, by }: PictureOptions,
  group: string,
): Counted {
  const state = record ? standingState(record.at(coordinates), coordinates.asOf) : undefined;
  const report = state?.report;
  const mine = report !== undefined && (framework === undefined || report.framework === framework);
  const standings = mine ? [...(state!.overall ? [state!.overall] : []), ...state!.areas] : [];
  return {
    authority,
    group: by === 'framework' ? (report?.framework ?? 'not inspected') : group,
    inspected: mine,
    tallies: standings.map(({ area, grade, judgement, report: by }) => ({
      authority,
      area,
      grade,
      combined: isCombined(
        judgement?.value.covers ?? by?.version?.areas.find((a) => a.area === area)?.covers,
      ),
      claim: judgement?.claim,
    })),
  };
}

function reportsCounted(
  record: AuthorityRecord,
  coordinates: Coordinates,
  { framework, by }: PictureOptions,
  group: string,
): readonly Counted[] {
  const { reports } = record.at(coordinates);
  return reports
    .filter((report) => report.published <= coordinates.asOf)
    .filter((report) => framework === undefined || report.framework === framework)
    .map((report) => ({
      authority: record.authority,
      group: by === 'framework' ? (report.framework ?? 'not stated') : group,
      inspected: true,
      tallies: [...report.judgements.values()].map(({ value, claim }) => ({
        authority: record.authority,
        area: value.area,
        grade: value.grade,
        combined: isCombined(
          value.covers ?? report.version?.areas.find((a) => a.area === value.area)?.covers,
        ),
        claim,
      })),
    }));
}

function isCombined(covers: readonly Area[] | undefined): boolean {
  return covers !== undefined && covers.length > 1;
}

function group(counted: readonly Counted[]): PictureGroup {
  const tallies = counted.flatMap((one) => one.tallies);
  const present = allAreas.filter((area) => tallies.some((tally) => tally.area === area));
  return {
    authorities: new Set(counted.map(({ authority }) => authority)).size,
    notInspected: counted.filter(({ inspected }) => !inspected).length,
    areas: Object.fromEntries(
      present.map((area) => [area, areaCounts(tallies.filter((tally) => tally.area === area))]),
    ),
  };
}

function areaCounts(tallies: readonly Tallied[]): AreaCounts {
  const notGraded: Record<string, number> = {};
  for (const { grade } of tallies) {
    if (!isGrade(grade)) notGraded[grade] = (notGraded[grade] ?? 0) + 1;
  }
  const combined = tallies.filter((tally) => tally.combined);
  return {
    ...gradeCounts(tallies.filter((tally) => !tally.combined)),
    notGraded,
    ...(combined.length > 0 ? { combined: gradeCounts(combined) } : {}),
  };
}

const shownGrades = ['outstanding', 'good', 'requires_improvement', 'inadequate'] as const;

function gradeCounts(tallies: readonly Tallied[]): Omit<AreaCounts, 'combined' | 'notGraded'> {
  const counts: Record<string, number> = Object.fromEntries(shownGrades.map((grade) => [grade, 0]));
  let judged = 0;
  for (const { grade } of tallies) {
    if (!isGrade(grade)) continue;
    judged += 1;
    counts[grade] = (counts[grade] ?? 0) + 1;
  }
  const percent = Object.fromEntries(
    Object.entries(counts).map(([grade, n]) => [
      grade,
      judged === 0 ? 0 : Math.round((100 * n) / judged),
    ]),
  );
  return { counts, judged, percent };
}

function repeated(counted: readonly Counted[]): Picture['repeated'] {
  return [...Map.groupBy(counted, ({ authority }) => authority)]
    .flatMap(([authority, list]) => (list.length > 1 ? [{ authority, reports: list.length }] : []))
    .sort((a, b) => (a.authority < b.authority ? -1 : 1));
}

function mapValues(
  groups: Partial<Record<string, readonly Counted[]>>,
): Record<string, PictureGroup> {
  return Object.fromEntries(
    Object.entries(groups)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, list]) => [name, group(list ?? [])]),
  );
}

/** The same day of every earlier year since the first report, each as it was known on that day. */
function series(
  records: Records,
  coordinates: Coordinates,
  { every: _, ...options }: PictureOptions,
  directory: Directory,
): readonly Picture[] {
  const first = Math.min(
    ...[...records.values()].map(
      (record) => record.at(coordinates).reports[0]?.published ?? Number.POSITIVE_INFINITY,
    ),
  );
  const pictures: Picture[] = [];
  for (let years = 0; addMonths(coordinates.asOf, -12 * years) >= first; years += 1) {
    const day = addMonths(coordinates.asOf, -12 * years);
    pictures.unshift(
      picture(records, { ...coordinates, asOf: day, knownAt: day }, options, directory),
    );
  }
  return pictures;
}
