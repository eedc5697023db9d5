import type { Area, EpochDay, Judgement, Resolved } from '@monitoring-timeline/core';
import type { StandingGrade } from '../../answers/common.ts';
import type { GradedReport } from '../../record/graded-report.ts';
import type { Knowledge } from '../../record/knowledge.ts';

/** One area's grade in force, and the reports behind it. */
export interface AreaStanding {
  readonly area: Area;
  readonly grade: StandingGrade;
  readonly judgement: Resolved<Judgement> | undefined;
  /** The report that gave the grade last; undefined where no report on record does. */
  readonly report: GradedReport | undefined;
  /** The first report in the unbroken run of that grade. */
  readonly since: GradedReport | undefined;
}

/** Where an authority stands: what every answer about grades starts from. */
export interface StandingState {
  /** The latest graded report in force; undefined where the authority has not been inspected. */
  readonly report: GradedReport | undefined;
  readonly overall: AreaStanding | undefined;
  /** All areas in the order of the framework, without `overall`. */
  readonly areas: readonly AreaStanding[];
}

const nothing: StandingState = { report: undefined, overall: undefined, areas: [] };

/** Areas that a report of the framework may leave out without leaving anything to read. */
const separateBody: ReadonlySet<Area> = new Set(['lscb']);

/**
 * The standing by the latest graded report as known, and valid on a day. A framework that is not the one before
 * replaces everything. Within a framework a report that did not judge one of its areas leaves that area's earlier
 * grade. A printed overall is taken, never derived.
 */
export function standingState(knowledge: Knowledge, asOf: EpochDay): StandingState {
  const reports = inForce(knowledge.reports, asOf);
  const latest = reports.at(-1);
  if (!latest) return nothing;

  const run = sameFrameworkRun(reports);
  const overall = overallOf(latest, run, reports);
  const areas: AreaStanding[] = [];
  for (const area of areasOf(latest, run)) {
    const standing = areaStanding(area, run, reports);
    if (standing) areas.push(standing);
    else if (latest.version && !separateBody.has(area)) areas.push(notRead(area));
  }
  return { report: latest, overall, areas };
}

function inForce(reports: readonly GradedReport[], asOf: EpochDay): readonly GradedReport[] {
  return reports.every(({ validFrom }) => validFrom <= asOf)
    ? reports
    : reports.filter(({ validFrom }) => validFrom <= asOf);
}

/** The reports at the end of the line that share the latest one's framework, latest first. */
function sameFrameworkRun(reports: readonly GradedReport[]): readonly GradedReport[] {
  const run: GradedReport[] = [];
  const framework = reports.at(-1)?.framework;
  for (let i = reports.length - 1; i >= 0 && reports[i]!.framework === framework; i -= 1) {
    run.push(reports[i]!);
  }
  return run;
}

function areasOf(latest: GradedReport, run: readonly GradedReport[]): Iterable<Area> {
  const areas = new Set<Area>(latest.version?.areas.map(({ area }) => area));
  for (const report of latest.version ? [latest] : run) {
    for (const area of report.judgements.keys()) areas.add(area);
  }
  areas.delete('overall');
  return areas;
}

function overallOf(
  latest: GradedReport,
  run: readonly GradedReport[],
  reports: readonly GradedReport[],
): AreaStanding | undefined {
  const { version } = latest;
  if (version?.overall === 'absent') return undefined;
  if (version?.overall === 'not_reported' && !latest.judgements.has('overall')) {
    return {
      area: 'overall',
      grade: 'not_reported',
      judgement: undefined,
      report: latest,
      since: undefined,
    };
  }
  // an overall grade speaks of one inspection as a whole: an earlier report's is never carried on
  return (
    areaStanding('overall', [latest], reports) ?? (run.length > 0 ? notRead('overall') : undefined)
  );
}

function notRead(area: Area): AreaStanding {
  return { area, grade: 'not_read', judgement: undefined, report: undefined, since: undefined };
}

function areaStanding(
  area: Area,
  run: readonly GradedReport[],
  reports: readonly GradedReport[],
): AreaStanding | undefined {
  const report = run.find(({ judgements }) => judgements.has(area));
  if (!report) return undefined;
  const judgement = report.judgements.get(area)!;
  const { grade } = judgement.value;
  let since = report;
  for (let i = reports.indexOf(report) - 1; i >= 0; i -= 1) {
    const earlier = reports[i]!.judgements.get(area)?.value.grade;
    // a report that did not judge the area neither ends nor extends the run
    if (earlier === undefined) continue;
    if (earlier !== grade) break;
    since = reports[i]!;
  }
  return { area, grade, judgement, report, since };
}
