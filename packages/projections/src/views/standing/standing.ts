import {
  type Area,
  type Claim,
  type EpochDay,
  isoDay,
  type Judgement,
  type Resolved,
} from '@monitoring-timeline/core';
import type { Coordinates } from '../../coordinates.ts';
import type { AuthorityRecord } from '../../record/authority-record.ts';
import type { GradedReport } from '../../record/graded-report.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import {
  type AuthorityShown,
  authorityShown,
  type Successor,
  type ViewContext,
} from '../authority.ts';
import {
  because,
  type DisagreementShown,
  disagreementShown,
  type Evidence,
  evidenceOf,
} from '../evidence.ts';
import {
  type Delivery,
  deliveryOn,
  type InterventionInForce,
  interventionsInForce,
} from '../interventions/in-force.ts';
import { type Lag, lagBetween } from '../lag.ts';
import { type PostHolder, postHolders } from '../leadership/holders.ts';
import { momentText } from '../moment.ts';
import { oncePer } from '../once.ts';
import { type AwaitedReport, awaitedReports } from './awaited.ts';
import { type AreaStanding, type StandingState, standingState } from './state.ts';
import { type VisitShown, type VisitsSince, visitsShown, visitsSince } from './visits.ts';

/** One area's grade in force, with the framework's own words for it. */
export interface AreaGrade {
  readonly grade: string;
  readonly printed: string | null;
  readonly label: string | null;
  readonly code: string | null;
  readonly framework: string | null;
  readonly version: string | null;
  /** Publication of the first report in the unbroken run of this grade. */
  readonly since: string | null;
  /** Publication of the report that gave it last. */
  readonly published: string | null;
  /** Areas that one combined grade stands for. */
  readonly covers?: readonly Area[];
  /** True where the run reaches back into an earlier framework. */
  readonly sinceCrossesFramework: boolean;
  /** True where the grade comes from a report before the latest, which did not judge the area. */
  readonly carriedOver: boolean;
  readonly because: readonly string[];
}

export interface ReportShown {
  readonly framework: string | null;
  readonly version: string | null;
  readonly kind: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly parts: readonly { readonly from: string; readonly to: string }[] | null;
  readonly published: string | null;
  /** From the last day on site to publication; null where one of them is not known to the day. */
  readonly lag: Lag | null;
  readonly url: string | null;
  readonly evidence: readonly Evidence[];
  readonly disagreements: readonly DisagreementShown[];
}

export interface Standing {
  readonly authority: AuthorityShown;
  readonly asOf: string;
  readonly knownAt: string;
  readonly recordedAt?: string;
  readonly status: 'graded' | 'not_inspected' | 'abolished' | 'not_established';
  readonly overall: AreaGrade | null;
  readonly areas: Readonly<Partial<Record<Area, AreaGrade>>>;
  readonly report: ReportShown | null;
  readonly awaitingReport: readonly AwaitedReport[];
  readonly interventions: readonly InterventionInForce[];
  readonly interventionsNote: string | null;
  readonly delivery: Delivery;
  readonly leadership: Readonly<Partial<Record<string, PostHolder>>>;
  readonly visits: readonly VisitShown[];
  readonly visitsSince: VisitsSince;
  readonly inadequateAreas: readonly Area[];
  readonly assurance: 'official_statistics' | 'report' | 'secondary' | null;
  /** True where the answer may still change with the exact day of a coarse date, and why. */
  readonly uncertain: readonly string[];
  /** True where the answer rests on an assumed date. */
  readonly restsOnAssumed: boolean;
  readonly successors: readonly Successor[];
  /** Authorities whose history is context only: a successor inherits no grade. */
  readonly predecessors: readonly Successor[];
  readonly because: readonly string[];
}

/**
 * Where an authority stands, as of one day and as known on another. Set by graded inspections alone; every figure
 * carries the ids of the events behind it.
 */
export function standing(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: ViewContext,
): Standing {
  const { asOf, knownAt, recordedAt } = coordinates;
  const knowledge = record.at(coordinates);
  const state = standingState(knowledge, asOf);
  const authority = authorityShown(record.authority, asOf, context, knownAt);
  const { report } = state;
  const awaiting = awaitedReports(knowledge, asOf, report);
  const status = statusOn(authority, state);
  return {
    authority: authority.shown,
    asOf: isoDay(asOf),
    knownAt: isoDay(knownAt),
    ...(recordedAt === undefined ? {} : { recordedAt }),
    status,
    overall: state.overall ? areaGrade(state.overall, report) : null,
    areas: Object.fromEntries(state.areas.map((area) => [area.area, areaGrade(area, report)])),
    report: report ? reportShown(report) : null,
    awaitingReport: awaiting,
    ...inForce(knowledge, asOf, context),
    leadership: postHolders(knowledge, asOf, context.nameOf),
    visits: visitsShown(knowledge, asOf, report?.validFrom),
    visitsSince: visitsSince(knowledge, asOf, report),
    inadequateAreas: inadequateAreas(state),
    assurance: report ? assuranceOf(report, knownAt) : null,
    uncertain: uncertainties(report, asOf),
    restsOnAssumed: report
      ? gradesRestOnAssumed(report)
      : awaiting.some(({ basis }) => basis === 'assumed'),
    successors: authority.successors,
    predecessors: authority.predecessors,
    because: report
      ? becauseOfReport(report)
      : [...new Set(awaiting.flatMap((one) => one.because))].sort(),
  };
}

function statusOn(
  authority: { readonly exists: 'not_yet' | 'yes' | 'no_longer' },
  state: StandingState,
): Standing['status'] {
  if (authority.exists === 'no_longer') return 'abolished';
  if (authority.exists === 'not_yet') return 'not_established';
  return state.report ? 'graded' : 'not_inspected';
}

function inForce(knowledge: Knowledge, asOf: EpochDay, { nameOf }: ViewContext) {
  const interventions = interventionsInForce(knowledge, asOf, nameOf);
  return {
    interventions,
    interventionsNote: interventions.length > 0 ? null : 'none known',
    delivery: deliveryOn(knowledge, asOf),
  };
}

function areaGrade(standing: AreaStanding, latest: GradedReport | undefined): AreaGrade {
  const { judgement, report, since, grade } = standing;
  const value = judgement?.value;
  const defined = report?.version?.areas.find(({ area }) => area === standing.area);
  const covers = value?.covers ?? defined?.covers;
  return {
    grade,
    printed: value?.printed ?? null,
    label: value?.label ?? defined?.printed ?? null,
    code: value?.code ?? defined?.code ?? null,
    framework: report?.framework ?? null,
    version: report?.version?.version ?? report?.activity.version ?? null,
    since: since ? publishedText(since) : null,
    published: report ? publishedText(report) : null,
    ...(covers ? { covers } : {}),
    sinceCrossesFramework: since !== undefined && since.framework !== report?.framework,
    carriedOver:
      report !== undefined && latest !== undefined && report.published < latest.published,
    because: judgement ? becauseOfJudgement(judgement) : report ? becauseOfReport(report) : [],
  };
}

const publishedText = oncePer(
  (report: GradedReport) => momentText(report.activity.published?.value ?? report.published)!,
);

function reportShown(report: GradedReport): ReportShown {
  const { activity } = report;
  const end = activity.end?.value;
  const published = activity.published?.value;
  return {
    framework: report.framework ?? null,
    version: report.version?.version ?? activity.version ?? null,
    kind: activity.kind?.value ?? null,
    start: momentText(activity.start?.value),
    end: momentText(end),
    parts: activity.parts?.value ?? null,
    published: published === undefined ? null : momentText(published),
    lag: end !== undefined && typeof published === 'number' ? lagBetween(end, published) : null,
    url: urlOf(activity.claims),
    evidence: activity.claims.map(evidenceOf),
    disagreements: activity.disagreements.map(disagreementShown),
  };
}

function urlOf(claims: readonly Claim[]): string | null {
  for (const { event } of claims) {
    const address = event.type === 'ReportPublished' ? event.data.address : undefined;
    const url = address ?? event.source.url;
    if (url !== undefined) return url;
  }
  return null;
}

const gradeClaims = oncePer((report: GradedReport): readonly Claim[] =>
  [...report.judgements.values()].flatMap(({ claim, agreeing }) => [claim, ...agreeing]),
);

const becauseOfReport = oncePer((report: GradedReport) => because(gradeClaims(report)));

const becauseOfJudgement = oncePer(({ claim, agreeing }: Resolved<Judgement>) =>
  because(claim, agreeing),
);

/** A grade that one source gives on a stated date rests on nothing assumed, whoever else repeats it. */
const gradesRestOnAssumed = oncePer(({ judgements }: GradedReport): boolean =>
  [...judgements.values()].some(({ claim, agreeing }) =>
    [claim, ...agreeing].every(({ event }) => event.known.basis === 'assumed'),
  ),
);

function inadequateAreas({ areas }: StandingState): readonly Area[] {
  return areas.filter(({ grade }) => grade === 'inadequate').map(({ area }) => area);
}

/** Official statistics vouch for a report once an edition that lists it is out. */
function assuranceOf(report: GradedReport, knownAt: EpochDay): Standing['assurance'] {
  const claims = gradeClaims(report);
  const official = claims.some(
    ({ event, editionDay, knownDay }) =>
      event.source.rank === 'release' && (editionDay ?? knownDay) <= knownAt,
  );
  if (official) return 'official_statistics';
  return claims.some(({ event }) => event.source.rank === 'report') ? 'report' : 'secondary';
}

function uncertainties(report: GradedReport | undefined, asOf: EpochDay): readonly string[] {
  if (!report || asOf >= report.validSurely) return [];
  return ['the last day on site, from which the grades are valid, is not known to the day'];
}
