import type { Area, Judgement, Resolved } from '@monitoring-timeline/core';
import type { GradedReport } from './graded-report.ts';

/** What a report says of an area, by the area's own judgement or by a combined one that covers it. */
export interface GradeOfArea {
  /** The area under which the report gives it: of a combined grade, not always the one asked about. */
  readonly area: Area;
  readonly judgement: Resolved<Judgement>;
  readonly covers: readonly Area[] | undefined;
}

/**
 * The grade that a report gives an area. A combined grade (children in care together with care leavers, until December
 * 2022) speaks for each area that it covers; the area's own grade goes before it where a report gives both.
 */
export function gradeOfArea(area: Area, report: GradedReport): GradeOfArea | undefined {
  const own = report.judgements.get(area);
  if (own) return { area, judgement: own, covers: coversOf(area, own, report) };
  for (const [judged, judgement] of report.judgements) {
    const covers = coversOf(judged, judgement, report);
    if (covers?.includes(area)) return { area: judged, judgement, covers };
  }
  return undefined;
}

function coversOf(
  area: Area,
  { value }: Resolved<Judgement>,
  { version }: GradedReport,
): readonly Area[] | undefined {
  return value.covers ?? version?.areas.find((judged) => judged.area === area)?.covers;
}

/** The unbroken run of one grade of an area that a report ends. */
export interface GradeRun {
  /** The first report of the run. */
  readonly since: GradedReport;
  /** True where grades of the area alone and combined ones stand in one run. */
  readonly crossesCombined: boolean;
}

/**
 * The run of an area's grade up to a report that gives it, among reports in order. A report that says nothing of the area
 * neither ends nor extends the run; one that says so in a combined grade does.
 */
export function runOf(
  area: Area,
  report: GradedReport,
  reports: readonly GradedReport[],
): GradeRun | undefined {
  const given = gradeOfArea(area, report);
  if (!given) return undefined;
  const { grade } = given.judgement.value;
  let since = report;
  const combined = new Set([given.covers !== undefined]);
  for (let i = reports.indexOf(report) - 1; i >= 0; i -= 1) {
    const earlier = gradeOfArea(area, reports[i]!);
    if (!earlier) continue;
    if (earlier.judgement.value.grade !== grade) break;
    since = reports[i]!;
    combined.add(earlier.covers !== undefined);
  }
  return { since, crossesCombined: combined.size > 1 };
}
