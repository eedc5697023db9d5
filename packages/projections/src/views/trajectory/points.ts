import {
  type Area,
  type Claim,
  type Comparability,
  type ComparedGrade,
  comparability,
  type EpochDay,
  type GradeOrNot,
  gradeRank,
} from '@monitoring-timeline/core';
import type { AreaTrajectory, TrajectoryPoint } from '../../answers/trajectory.ts';
import { gradeOfArea } from '../../record/area-grade.ts';
import type { GradedReport } from '../../record/graded-report.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import { because } from '../evidence.ts';
import { momentText } from '../moment.ts';

export const directions = ['improving', 'declining', 'unchanged', 'not_comparable'] as const;
/** Where an area goes, by its latest grade and the one before that it can be compared with. */
export type Direction = (typeof directions)[number];

/** How far grades of other scales and frameworks count. */
export interface TrajectoryOptions {
  /** Counts comparisons across frameworks, a change of scale and a combined care grade as changes too. */
  readonly crosswalk?: boolean | undefined;
}

/** A grade that a report gave, or the overall that its framework does not give, as far as a series needs it. */
export interface SeriesPoint {
  /** The area under which the report gave it: of a combined grade, not always that of the series. */
  readonly area: Area;
  readonly grade: GradeOrNot;
  readonly report: GradedReport;
  readonly covers: readonly Area[] | undefined;
  readonly claims: readonly Claim[];
}

/**
 * What the reports say of one area, in the order they came out. A combined care grade stands in the series of
 * every area that it covers. A framework without an overall puts a `not_reported` into that of `overall`.
 */
export function seriesOf(area: Area, reports: readonly GradedReport[]): readonly SeriesPoint[] {
  return reports.flatMap((report) => pointOf(area, report) ?? []);
}

function pointOf(area: Area, report: GradedReport): SeriesPoint | undefined {
  const given = gradeOfArea(area, report);
  if (given) {
    const { value, claim, agreeing } = given.judgement;
    const { area: judged, covers } = given;
    return { area: judged, grade: value.grade, report, covers, claims: [claim, ...agreeing] };
  }
  if (area === 'overall' && report.version?.overall === 'not_reported') {
    const claims = [...report.judgements.values()].map(({ claim }) => claim);
    return { area, grade: 'not_reported', report, covers: undefined, claims };
  }
  return undefined;
}

/** The trajectory of one area from its series, which is not empty. */
export function areaTrajectory(
  area: Area,
  series: readonly SeriesPoint[],
  latest: GradedReport,
  options: TrajectoryOptions,
): AreaTrajectory {
  const points = series.map((point, index) =>
    shown(point, index, baseOf(point, series.slice(0, index))),
  );
  const { base, change, direction, judgedInLatest } = areaMove(area, series, latest, options);
  return {
    points,
    change,
    comparable: points.at(-1)!.comparable,
    direction,
    from: base ? publishedText(base.report) : null,
    judgedInLatest,
    because: because(series.at(-1)!.claims, base?.claims),
  };
}

/** Where an area went with the last point of its series. */
export interface AreaMove {
  /** The earlier point that the last one is compared with; undefined where it can be compared with none. */
  readonly base: SeriesPoint | undefined;
  /** Steps of the scale upwards since then. */
  readonly change: number | null;
  readonly direction: Direction;
  /** Whether the latest report judged the area itself. */
  readonly judgedInLatest: boolean;
}

/** How an area moved, without the points on the way; its series is not empty. */
export function areaMove(
  area: Area,
  series: readonly SeriesPoint[],
  latest: GradedReport,
  { crosswalk = false }: TrajectoryOptions,
): AreaMove {
  const last = series.at(-1)!;
  const base = baseOf(last, series.slice(0, -1));
  const change = base ? gradeRank(last.grade)! - gradeRank(base.point.grade)! : null;
  const counted = base?.comparable === 'same_series' || (base !== undefined && crosswalk);
  return {
    base: base?.point,
    change,
    direction: counted && change !== null ? directionOf(change) : 'not_comparable',
    // a combined grade counts once: under the area that carries it, not under the others that it covers
    judgedInLatest: last.report === latest && last.area === area,
  };
}

interface Base {
  readonly point: SeriesPoint;
  readonly comparable: Comparability;
}

/** The nearest earlier point that the given one can be compared with at all. */
function baseOf(point: SeriesPoint, earlier: readonly SeriesPoint[]): Base | undefined {
  const here = compared(point);
  if (!here) return undefined;
  for (const candidate of earlier.toReversed()) {
    const there = compared(candidate);
    const comparable = there ? comparability(there, here) : 'not_comparable';
    if (comparable !== 'not_comparable') return { point: candidate, comparable };
  }
  return undefined;
}

/** A source that names no framework says nothing of what was judged: its grade is compared with nothing. */
export function compared({ area, grade, report, covers }: SeriesPoint): ComparedGrade | undefined {
  const { framework, version, activity } = report;
  return framework === undefined
    ? undefined
    : { framework, version: version?.version ?? activity.version, area, covers, grade };
}

function shown(point: SeriesPoint, index: number, base: Base | undefined): TrajectoryPoint {
  const { report, grade, covers, claims } = point;
  return {
    published: publishedText(report),
    grade,
    framework: report.framework ?? null,
    version: report.version?.version ?? report.activity.version ?? null,
    comparable: base?.comparable ?? (index === 0 ? null : 'not_comparable'),
    ...(covers ? { covers } : {}),
    ...(report.word === 'official' ? {} : { word: report.word }),
    because: because(claims),
  };
}

function directionOf(change: number): Direction {
  if (change === 0) return 'unchanged';
  return change > 0 ? 'improving' : 'declining';
}

/** Publication of a report; of a mention that gives none, the days of its inspection as they are told. */
export function publishedText({ activity, word, published }: GradedReport): string {
  const { published: out, end, start } = activity;
  const told = word === 'mention' ? (end ?? start)?.value : undefined;
  return momentText(out?.value ?? told ?? published)!;
}

/** The graded reports that count on a day: those whose inspection had ended by then, in the order they came out. */
export function reportsInForce(
  reports: readonly GradedReport[],
  asOf: EpochDay,
): readonly GradedReport[] {
  return reports.filter(({ validFrom }) => validFrom <= asOf);
}

/** The same with what others tell of earlier inspections between them; nothing after the report that sets the standing. */
export function historyInForce(
  { reports, gradesTold }: Pick<Knowledge, 'reports' | 'gradesTold'>,
  asOf: EpochDay,
): readonly GradedReport[] {
  const standing = reportsInForce(reports, asOf).at(-1);
  if (!standing) return [];
  return reportsInForce(gradesTold.slice(0, gradesTold.indexOf(standing) + 1), asOf);
}
