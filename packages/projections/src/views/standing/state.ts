import {
  type Area,
  type EpochDay,
  areas as everyArea,
  type Judgement,
  programmeOf,
  type Resolved,
} from '@monitoring-timeline/core';
import type { StandingGrade } from '../../answers/common.ts';
import { gradeOfArea, runOf } from '../../record/area-grade.ts';
import type { GradedReport } from '../../record/graded-report.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import { oncePerStretch } from '../once.ts';

/** One area's grade in force, and the reports behind it. */
export interface AreaStanding {
  /** Which area, the overall among them. */
  readonly area: Area;
  /** The grade in force, or what stands in its place. */
  readonly grade: StandingGrade;
  /** What the report says of it, with what is held against it; undefined where no report on record does. */
  readonly judgement: Resolved<Judgement> | undefined;
  /** The report that gave the grade last; undefined where no report on record does. */
  readonly report: GradedReport | undefined;
  /** Areas that one combined grade stands for. */
  readonly covers: readonly Area[] | undefined;
  /** The first report in the unbroken run of that grade, combined grades that cover the area included. */
  readonly since: GradedReport | undefined;
  /** True where grades of the area alone and combined ones stand in that run. */
  readonly sinceCrossesCombined: boolean;
}

/** Where an authority stands: what every answer about grades starts from. */
export interface StandingState {
  /** The latest graded report in force; undefined where the authority has not been inspected. */
  readonly report: GradedReport | undefined;
  /** Undefined where the framework has none, or nothing was inspected. */
  readonly overall: AreaStanding | undefined;
  /** All areas in the order of the framework, without `overall`. */
  readonly areas: readonly AreaStanding[];
}

/** True where a grade comes from a report before the latest, which did not judge its area. */
export function isCarriedOver({ report }: AreaStanding, latest: GradedReport | undefined): boolean {
  return report !== undefined && latest !== undefined && report.published < latest.published;
}

const nothing: StandingState = { report: undefined, overall: undefined, areas: [] };

/** Areas that a report of the framework may leave out without leaving anything to read. */
const separateBody: ReadonlySet<Area> = new Set(['lscb']);

/**
 * The standing by the latest graded report as known, and valid on a day. A programme that is not the one before
 * replaces everything. Within a programme a report that did not judge one of its areas leaves that area's earlier
 * grade: so each strand that SLAC, CPI or TLAC judged stands until it is judged again. A printed overall is taken, never
 * derived.
 */
export function standingState({ reports }: Knowledge, asOf: EpochDay): StandingState {
  return stateOn(reports, asOf);
}

/** The days on which another report may set the standing. */
export function reportsTurn(reports: readonly GradedReport[]): readonly EpochDay[] {
  return reports.map(({ validFrom }) => validFrom);
}

const stateOn = oncePerStretch(reportsTurn, (reports, asOf) => stateOf(inForce(reports, asOf)));

function stateOf(reports: readonly GradedReport[]): StandingState {
  const latest = reports.at(-1);
  if (!latest) return nothing;

  const run = sameProgrammeRun(reports);
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

/** The reports at the end of the line that belong to the latest one's programme, latest first. */
function sameProgrammeRun(reports: readonly GradedReport[]): readonly GradedReport[] {
  const run: GradedReport[] = [];
  const programme = programmeOf(reports.at(-1)?.framework);
  for (let i = reports.length - 1; i >= 0; i -= 1) {
    if (programmeOf(reports[i]!.framework) !== programme) break;
    run.push(reports[i]!);
  }
  return run;
}

function areasOf(latest: GradedReport, run: readonly GradedReport[]): Iterable<Area> {
  const areas = new Set<Area>(latest.version?.areas.map(({ area }) => area));
  // a framework that judges strands leaves those that it does not judge to the others of its programme
  const whole = latest.version !== undefined && latest.version.overall !== 'absent';
  for (const report of whole ? [latest] : run) {
    for (const area of report.judgements.keys()) areas.add(area);
  }
  areas.delete('overall');
  return whole ? areas : everyArea.filter((area) => areas.has(area));
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
      covers: undefined,
      since: undefined,
      sinceCrossesCombined: false,
    };
  }
  // an overall grade speaks of one inspection as a whole: an earlier report's is never carried on
  return (
    areaStanding('overall', [latest], reports) ?? (run.length > 0 ? notRead('overall') : undefined)
  );
}

function notRead(area: Area): AreaStanding {
  return {
    area,
    grade: 'not_read',
    judgement: undefined,
    report: undefined,
    covers: undefined,
    since: undefined,
    sinceCrossesCombined: false,
  };
}

function areaStanding(
  area: Area,
  run: readonly GradedReport[],
  reports: readonly GradedReport[],
): AreaStanding | undefined {
  const report = run.find(({ judgements }) => judgements.has(area));
  if (!report) return undefined;
  const { judgement, covers } = gradeOfArea(area, report)!;
  const grades = runOf(area, report, reports)!;
  return {
    area,
    grade: judgement.value.grade,
    judgement,
    report,
    covers,
    since: grades.since,
    sinceCrossesCombined: grades.crossesCombined,
  };
}

/**
 * The standing of an area that has none of its own because a combined grade speaks for it, with the run that is its own:
 * care leavers may have been good for longer than children in care.
 */
export function coveredStanding(
  area: Area,
  combined: AreaStanding,
  knowledge: Knowledge,
  asOf: EpochDay,
): AreaStanding {
  const grades = combined.report && runOf(area, combined.report, inForce(knowledge.reports, asOf));
  if (!grades) return combined;
  return { ...combined, since: grades.since, sinceCrossesCombined: grades.crossesCombined };
}
