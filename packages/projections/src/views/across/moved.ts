import {
  type Area,
  areas,
  comparability,
  type EpochDay,
  gradeRank,
} from '@monitoring-timeline/core';
import type { MovedGrade } from '../../answers/list.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import {
  compared,
  publishedText,
  reportsInForce,
  type SeriesPoint,
  seriesOf,
} from '../trajectory/points.ts';

/**
 * Areas whose grade moved between two days, the overall among them: the last grade by the one beside the last by the other, where
 * both are of one series. Both are asked with what is known now.
 */
export function movedSince(
  knowledge: Knowledge,
  from: EpochDay,
  asOf: EpochDay,
): readonly MovedGrade[] {
  const reports = reportsInForce(knowledge.reports, asOf);
  const before = reportsInForce(reports, from);
  return areas.flatMap((area) => {
    const [then, now] = [seriesOf(area, before).at(-1), seriesOf(area, reports).at(-1)];
    return then && now && then.report !== now.report ? (moved(area, then, now) ?? []) : [];
  });
}

function moved(area: Area, then: SeriesPoint, now: SeriesPoint): MovedGrade | undefined {
  const [from, to] = [gradeRank(then.grade), gradeRank(now.grade)];
  if (from === undefined || to === undefined || from === to) return undefined;
  const [earlier, later] = [compared(then), compared(now)];
  if (!earlier || !later || comparability(earlier, later) !== 'same_series') return undefined;
  return {
    area,
    from: then.grade,
    to: now.grade,
    direction: to > from ? 'improved' : 'declined',
    published: publishedText(now.report),
  };
}

/**
 * Whether an authority stands better than it did: by its overall grade; where the latest report gives none, by some area that
 * moved up and none that moved down.
 */
export function isImproved(moves: readonly MovedGrade[], hasOverall: boolean): boolean {
  const overall = moves.find(({ area }) => area === 'overall');
  if (overall || hasOverall) return overall?.direction === 'improved';
  return moves.length > 0 && moves.every(({ direction }) => direction === 'improved');
}
