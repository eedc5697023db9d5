import {
  type Area,
  areas,
  type Comparability,
  comparabilities,
  comparability,
  isGrade,
  isoDay,
} from '@monitoring-timeline/core';
import type {
  ComparedArea,
  ComparedGradeShown,
  ComparedPair,
  Comparison,
} from '../../answers/compare.ts';
import type { AreaGrade, Standing } from '../../answers/standing.ts';
import type { Coordinates } from '../../coordinates.ts';
import { becauseOfAll, type claimIn } from '../evidence.ts';
import { notesOn } from './comparison-notes.ts';

/**
 * Standings at the same dates side by side, area by area, with where grades cannot be set beside each other. `claimOf` finds the claims
 * of their records.
 */
export function compare(
  standings: readonly Standing[],
  { asOf, knownAt, recordedAt }: Coordinates,
  claimOf: ReturnType<typeof claimIn>,
): Comparison {
  const rows = areas.flatMap((area) => compared(area, standings) ?? []);
  return {
    asOf: isoDay(asOf),
    knownAt: isoDay(knownAt),
    ...(recordedAt === undefined ? {} : { recordedAt }),
    recordTo: standings[0]?.recordTo ?? null,
    authorities: standings.map(({ authority, status }) => ({ authority, status })),
    areas: rows,
    notes: notesOn(standings, rows),
    peers: null,
    because: becauseOfAll(
      rows.flatMap(({ grades }) => grades.map((one) => one.because)),
      claimOf,
    ),
  };
}

function compared(area: Area, standings: readonly Standing[]): ComparedArea | undefined {
  const grades = standings.flatMap((standing) => gradeOf(area, standing) ?? []);
  if (grades.length === 0) return undefined;
  const pairs = grades.flatMap((left, index) =>
    grades.slice(index + 1).map(
      (right): ComparedPair => ({
        authorities: [left.authority, right.authority],
        comparable: howComparable(area, left, right),
      }),
    ),
  );
  return {
    area,
    grades,
    comparable: pairs.length === 0 ? null : least(pairs.map(({ comparable }) => comparable)),
    apart: pairs.filter(({ comparable }) => comparable !== 'same_series'),
  };
}

/** The grade of the area, or the one that was given to it together with others. */
function gradeOf(
  area: Area,
  { authority, overall, areas: own }: Standing,
): ComparedGradeShown | undefined {
  const found =
    area === 'overall'
      ? overall
      : (own[area] ?? Object.values(own).find((one) => one.covers?.includes(area)));
  return found ? shown(area, authority.key, found) : undefined;
}

function shown(
  area: Area,
  authority: ComparedGradeShown['authority'],
  { grade, printed, framework, version, since, sinceOf, published, covers, ...more }: AreaGrade,
): ComparedGradeShown {
  const { carriedOver, because } = more;
  return {
    authority,
    grade,
    printed,
    framework,
    version,
    since: sinceOf?.[area] ?? since,
    published,
    ...(covers ? { covers } : {}),
    carriedOver,
    because,
  };
}

function howComparable(
  area: Area,
  left: ComparedGradeShown,
  right: ComparedGradeShown,
): Comparability {
  const [from, to] = [left, right].map(({ grade, framework, version, covers }) =>
    isGrade(grade) && framework !== null
      ? { area: covers?.[0] ?? area, grade, framework, version: version ?? undefined, covers }
      : undefined,
  );
  return from && to ? comparability(from, to) : 'not_comparable';
}

function least(found: readonly Comparability[]): Comparability {
  return comparabilities.findLast((one) => found.includes(one)) ?? 'not_comparable';
}
