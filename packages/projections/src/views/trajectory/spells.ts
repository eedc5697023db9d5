import {
  type EpochDay,
  type Grade,
  isGrade,
  latestDay,
  monthsBetween,
} from '@monitoring-timeline/core';
import type { Relapse, Spell, Spells, TimeAtGrade } from '../../answers/spells.ts';
import { because } from '../evidence.ts';
import { publishedText, type SeriesPoint } from './points.ts';

interface GradeRun {
  readonly grade: Grade;
  readonly first: SeriesPoint;
  readonly points: SeriesPoint[];
  to: SeriesPoint | undefined;
  /** The first report without an overall since the last that gave the grade. */
  unreported: SeriesPoint | undefined;
}

/**
 * How long each overall grade stood, counted on the publication of the reports. A report without an overall neither
 * ends nor extends a spell; a later one that gives the grade again shows that it lasted.
 */
export function spells(overall: readonly SeriesPoint[], asOf: EpochDay): Spells {
  const runs = runsOf(overall);
  const shown = runs.map((run) => spell(run, asOf));
  const inadequate = shown.filter(({ grade }) => grade === 'inadequate');
  return {
    overall: shown,
    timeAtGrade: timeAtGrade(shown),
    inadequate: inadequate.map(({ from, to, outcome, days, months }) => ({
      from,
      outOf: to,
      outcome,
      days,
      months,
    })),
    relapses: runs
      .filter(({ grade }) => grade === 'inadequate')
      .slice(1)
      .map((run) => relapse(run, runs)),
  };
}

function runsOf(points: readonly SeriesPoint[]): readonly GradeRun[] {
  const runs: GradeRun[] = [];
  for (const point of points) {
    const run = runs.at(-1);
    if (!isGrade(point.grade)) {
      if (run) run.unreported ??= point;
    } else if (run?.grade === point.grade) {
      run.points.push(point);
      run.unreported = undefined;
    } else {
      if (run) run.to = point;
      runs.push({
        grade: point.grade,
        first: point,
        points: [point],
        to: undefined,
        unreported: undefined,
      });
    }
  }
  return runs;
}

function spell({ grade, first, points, to, unreported }: GradeRun, asOf: EpochDay): Spell {
  const from = first.report.published;
  const until = (to ?? unreported)?.report.published ?? latestDay(asOf, from);
  return {
    grade,
    from: publishedText(first.report),
    to: to ? publishedText(to.report) : null,
    outcome: to ? 'ended' : unreported ? 'not_reported' : 'ongoing',
    days: until - from,
    months: monthsBetween(from, until),
    reports: points.length,
    because: because(...points.map(({ claims }) => claims), to?.claims, unreported?.claims),
  };
}

function timeAtGrade(all: readonly Spell[]): Spells['timeAtGrade'] {
  const times: Partial<Record<Grade, TimeAtGrade>> = {};
  for (const { grade, days } of all) {
    const before = times[grade] ?? { spells: 0, days: 0 };
    times[grade] = { spells: before.spells + 1, days: before.days + days };
  }
  return times;
}

function relapse(run: GradeRun, runs: readonly GradeRun[]): Relapse {
  const wasOut = runs
    .slice(0, runs.indexOf(run))
    .findLast(({ grade }) => grade === 'inadequate')?.to;
  return {
    published: publishedText(run.first.report),
    outForDays: wasOut ? run.first.report.published - wasOut.report.published : 0,
    because: because(run.first.claims, wasOut?.claims),
  };
}
