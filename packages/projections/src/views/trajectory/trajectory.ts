import {
  type Area,
  type EpochDay,
  areas as everyArea,
  firstDayOf,
  isoDay,
  latestDay,
  monthsBetween,
} from '@monitoring-timeline/core';
import type {
  AreaTrajectory,
  StandingInShort,
  Trajectory,
  TrajectoryLabel,
  TrajectorySummary,
  VisitBetween,
} from '../../answers/trajectory.ts';
import type { Coordinates } from '../../coordinates.ts';
import type { AuthorityRecord } from '../../record/authority-record.ts';
import type { GradedReport } from '../../record/graded-report.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import { authorityShown, type ViewContext } from '../authority.ts';
import { becauseOfAll } from '../evidence.ts';
import { interventionsTold } from '../interventions/interventions-history.ts';
import { leadershipChanges } from '../leadership/changes.ts';
import { turnoverOf } from '../leadership/leadership-history.ts';
import { recordTo } from '../picture/coverage.ts';
import { standingState } from '../standing/state.ts';
import { visitsShown } from '../standing/visits.ts';
import { themesOf } from '../themes.ts';
import { tellingRulesKnown } from '../told/rules.ts';
import { indicatorSeries } from './indicator-series.ts';
import {
  type AreaMove,
  areaMove,
  areaTrajectory,
  type Direction,
  historyInForce,
  publishedText,
  reportsInForce,
  type SeriesPoint,
  seriesOf,
  type TrajectoryOptions,
} from './points.ts';
import { spells } from './spells.ts';

/** A trajectory before it is put into words. */
export interface TrajectoryState {
  /** The latest graded report in force; undefined where there is none. */
  readonly latest: GradedReport | undefined;
  /** Every overall grade, in the order the reports came out. */
  readonly overallSeries: readonly SeriesPoint[];
  /** Null where no report gave an overall grade. */
  readonly overall: AreaTrajectory | null;
  /** How each area went but the overall; one that was never graded is absent. */
  readonly areas: Readonly<Partial<Record<Area, AreaTrajectory>>>;
  /** What moved between the latest graded report and those before it. */
  readonly summary: TrajectorySummary;
}

/**
 * Whether an authority improves: each area's graded points in the order they came out, how far they can be set side by
 * side, and what moved; beside it what was said and done between the grades. Like every view it uses what was known on
 * `knownAt` and so by `asOf`, and it never derives an overall grade or weighs areas against each other.
 */
export function trajectory(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: ViewContext,
  options: TrajectoryOptions = {},
): Trajectory {
  const { asOf, knownAt, recordedAt } = coordinates;
  const knowledge = record.at(coordinates);
  const rules = tellingRulesKnown(context.policy, knownAt);
  const state = trajectoryState(knowledge, asOf, options);
  const { areas, overall, summary } = state;
  return {
    authority: authorityShown(record.authority, asOf, context).shown,
    asOf: isoDay(asOf),
    knownAt: isoDay(knownAt),
    ...(recordedAt === undefined ? {} : { recordedAt }),
    areas,
    overall,
    recordTo: recordTo(context.national, coordinates, 'graded_inspection'),
    summary,
    standing: standingInShort(knowledge, asOf),
    spells: spells(state.overallSeries, asOf),
    visits: visitsBetween(knowledge, asOf),
    indicators: indicatorSeries(knowledge, asOf),
    themes: themesOf(knowledge, asOf, rules),
    leadershipChanges: leadershipChanges(knowledge, asOf, context.nameOf, rules),
    turnover: turnoverOf(knowledge, asOf),
    interventions: interventionsTold(knowledge, asOf, context.nameOf, rules).history,
    because: becauseOfAll(
      [...Object.values(areas), ...(overall ? [overall] : [])].map((a) => a.because),
      (id) => record.claim(id),
    ),
  };
}

/** The graded part alone, for lists of many authorities. */
export function trajectoryState(
  knowledge: Knowledge,
  asOf: EpochDay,
  options: TrajectoryOptions = {},
): TrajectoryState {
  const reports = historyInForce(knowledge, asOf);
  const latest = reports.at(-1);
  const overallSeries = seriesOf('overall', reports);
  const areas: Partial<Record<Area, AreaTrajectory>> = {};
  for (const area of everyArea) {
    if (area === 'overall' || !latest) continue;
    const series = seriesOf(area, reports);
    if (series.length > 0) areas[area] = areaTrajectory(area, series, latest, options);
  }
  const overall =
    latest && overallSeries.length > 0
      ? areaTrajectory('overall', overallSeries, latest, options)
      : null;
  return {
    latest,
    overallSeries,
    overall,
    areas,
    summary: summaryOf(areas, overall, reports, asOf),
  };
}

/** What moved with the latest graded report in force on a day, and no more. */
export function movesOn(knowledge: Knowledge, asOf: EpochDay): Moves {
  const reports = historyInForce(knowledge, asOf);
  const latest = reports.at(-1);
  const moved: Partial<Record<Area, AreaMove>> = {};
  for (const area of everyArea) {
    const series = latest ? seriesOf(area, reports) : [];
    if (latest && series.length > 0) moved[area] = areaMove(area, series, latest, {});
  }
  const { overall = null, ...areas } = moved;
  return movesOf(areas, overall, reports.length);
}

/** Areas by where they went with the latest report, and all of that in a word. */
type Moves = Pick<
  TrajectorySummary,
  'improved' | 'declined' | 'unchanged' | 'notComparable' | 'label'
>;

type Went = Pick<AreaMove, 'direction' | 'judgedInLatest'>;

function movesOf(
  areas: Readonly<Partial<Record<Area, Went>>>,
  overall: Went | null,
  reports: number,
): Moves {
  const judged = judgedIn(areas);
  const going = (direction: Direction) =>
    judged.filter((area) => areas[area]!.direction === direction);
  const went = [
    ...judged.map((area) => areas[area]!),
    ...(overall?.judgedInLatest ? [overall] : []),
  ];
  return {
    improved: going('improving'),
    declined: going('declining'),
    unchanged: going('unchanged'),
    notComparable: going('not_comparable'),
    label: labelOf(
      reports,
      went.map(({ direction }) => direction),
    ),
  };
}

function judgedIn(areas: Readonly<Partial<Record<Area, Went>>>): readonly Area[] {
  return everyArea.filter((area) => areas[area]?.judgedInLatest);
}

function summaryOf(
  areas: TrajectoryState['areas'],
  overall: AreaTrajectory | null,
  reports: readonly GradedReport[],
  asOf: EpochDay,
): TrajectorySummary {
  const latest = reports.at(-1);
  const bases = judgedIn(areas)
    .flatMap((area) => areas[area]!.from ?? [])
    .sort();
  const before = reports.at(-2);
  return {
    ...movesOf(areas, overall, reports.length),
    from: bases.at(-1) ?? (before ? publishedText(before) : null),
    to: latest ? publishedText(latest) : null,
    monthsSince: latest ? monthsBetween(latest.published, latestDay(asOf, latest.published)) : null,
  };
}

/** By every area and the overall: the overall can move where no area can be compared (care split in two). */
function labelOf(reports: number, went: readonly Direction[]): TrajectoryLabel {
  if (reports === 0) return 'not_inspected';
  if (reports === 1) return 'first_inspection';
  const [up, down] = [went.includes('improving'), went.includes('declining')];
  if (up && down) return 'mixed';
  if (up) return 'improving';
  if (down) return 'declining';
  return went.includes('unchanged') ? 'unchanged' : 'not_comparable';
}

function standingInShort(knowledge: Knowledge, asOf: EpochDay): StandingInShort {
  const { overall, areas, report } = standingState(knowledge, asOf);
  return {
    overall: overall?.grade ?? null,
    published: report ? publishedText(report) : null,
    inadequateAreas: areas.filter(({ grade }) => grade === 'inadequate').map(({ area }) => area),
  };
}

function visitsBetween(knowledge: Knowledge, asOf: EpochDay): readonly VisitBetween[] {
  const reports = reportsInForce(knowledge.reports, asOf);
  return visitsShown(knowledge, asOf).map((visit) => {
    const start = visit.start ?? visit.published ?? visit.letterDated;
    const begun = start === null ? undefined : firstDayOf(start.split('/')[0]!);
    const after =
      begun === undefined ? undefined : reports.findLast(({ validFrom }) => validFrom < begun);
    return { ...visit, afterReport: after ? publishedText(after) : null };
  });
}
