import {
  type Area,
  type Claim,
  type EpochDay,
  isoDay,
  type Judgement,
  type NameOf,
  type Resolved,
} from '@monitoring-timeline/core';
import type { AreaGrade, ReportShown, Standing } from '../../answers/standing.ts';
import type { Coordinates } from '../../coordinates.ts';
import type { AuthorityRecord } from '../../record/authority-record.ts';
import type { GradedReport } from '../../record/graded-report.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import { authorityShown, type ViewContext } from '../authority.ts';
import { because, becauseOfAll, disagreementShown, evidenceAt } from '../evidence.ts';
import { deliveryOn } from '../interventions/delivery.ts';
import { interventionsTold } from '../interventions/interventions-history.ts';
import { lagBetween } from '../lag.ts';
import { postsHeld } from '../leadership/holders.ts';
import { momentText } from '../moment.ts';
import { oncePer } from '../once.ts';
import { recordTo } from '../picture/coverage.ts';
import { tellingRulesKnown } from '../told/rules.ts';
import { awaitedReports } from './awaited.ts';
import { assuranceOf, becauseOfReport, publishedOf, statusOn, uncertainties } from './in-short.ts';
import { mentionedReports } from './mentioned.ts';
import {
  type AreaStanding,
  coveredStanding,
  isCarriedOver,
  type StandingState,
  standingState,
} from './state.ts';
import { priorityActionVisits, visitsShown, visitsSince } from './visits.ts';

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
    areas: Object.fromEntries(
      state.areas.map((area) => [
        area.area,
        { ...areaGrade(area, report), ...sinceOf(area, knowledge, asOf) },
      ]),
    ),
    report: report ? reportShown(report, context.nameOf, knownAt) : null,
    awaitingReport: awaiting,
    recordTo: recordTo(context.national, coordinates, 'graded_inspection'),
    priorityActions: priorityActionVisits(knowledge, asOf, report),
    mentions: mentionedReports(knowledge, asOf),
    ...governed(knowledge, coordinates, context),
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
      : becauseOfAll(
          awaiting.map((one) => one.because),
          (id) => record.claim(id),
        ),
  };
}

/** Who runs the services and who intervenes in them, as told by a day. */
function governed(
  knowledge: Knowledge,
  { asOf, knownAt }: Coordinates,
  { nameOf, policy }: ViewContext,
): Pick<
  Standing,
  | 'interventions'
  | 'interventionExpected'
  | 'interventionsNote'
  | 'delivery'
  | 'leadership'
  | 'lastKnown'
> {
  const rules = tellingRulesKnown(policy, knownAt);
  const posts = postsHeld(knowledge, asOf, nameOf, rules);
  const { inForce, expected, note } = interventionsTold(knowledge, asOf, nameOf, rules);
  return {
    interventions: inForce,
    interventionExpected: expected,
    interventionsNote: inForce.length > 0 ? null : note,
    delivery: deliveryOn(knowledge, asOf, rules),
    leadership: posts.holders,
    lastKnown: posts.lastKnown,
  };
}

function areaGrade(standing: AreaStanding, latest: GradedReport | undefined): AreaGrade {
  const { judgement, report, since, grade, covers } = standing;
  const value = judgement?.value;
  const defined = report?.version?.areas.find(({ area }) => area === standing.area);
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
    ...(defined?.strand === undefined ? {} : { strand: defined.strand }),
    sinceCrossesFramework: since !== undefined && since.framework !== report?.framework,
    sinceCrossesCombined: standing.sinceCrossesCombined,
    carriedOver: isCarriedOver(standing, latest),
    because: judgement ? becauseOfJudgement(judgement) : report ? becauseOfReport(report) : [],
  };
}

function sinceOf(
  standing: AreaStanding,
  knowledge: Knowledge,
  asOf: EpochDay,
): Pick<AreaGrade, 'sinceOf'> {
  if (!standing.covers) return {};
  const days = standing.covers.map((area) => {
    const { since } = coveredStanding(area, standing, knowledge, asOf);
    return [area, since ? publishedText(since) : null];
  });
  return { sinceOf: Object.fromEntries(days) };
}

const publishedText = oncePer(
  (report: GradedReport) => momentText(report.activity.published?.value ?? report.published)!,
);

function reportShown(report: GradedReport, nameOf: NameOf, knownAt: EpochDay): ReportShown {
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
    published: publishedOf(report),
    lag: end !== undefined && typeof published === 'number' ? lagBetween(end, published) : null,
    url: urlOf(activity.claims),
    inspectors: teamOf(activity.claims).map(({ person, role }) => ({
      person: nameOf(person),
      role,
    })),
    evidence: evidenceAt(activity.claims, knownAt),
    disagreements: activity.disagreements.map(disagreementShown),
  };
}

/** The team by the claim with precedence that names one. */
function teamOf(claims: readonly Claim[]) {
  for (const { event } of claims) {
    const team = event.type === 'InspectionCarriedOut' ? event.data.inspectors : undefined;
    if (team && team.length > 0) return team;
  }
  return [];
}

function urlOf(claims: readonly Claim[]): string | null {
  for (const { event } of claims) {
    const address = event.type === 'ReportPublished' ? event.data.address : undefined;
    const url = address ?? event.source.url;
    if (url !== undefined) return url;
  }
  return null;
}

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
