import {
  type Claim,
  type EpochDay,
  type EventOf,
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
import { interventionsOn } from '../interventions/interventions-history.ts';
import { lagBetween } from '../lag.ts';
import { postsHeld } from '../leadership/holders.ts';
import { momentText } from '../moment.ts';
import { inCommon, oncePer, oncePerStretch } from '../once.ts';
import { recordTo } from '../picture/coverage.ts';
import { tellingRulesKnown } from '../told/rules.ts';
import { awaitedReports } from './awaited.ts';
import { assuranceOf, becauseOfReport, publishedOf, statusOn, uncertainties } from './in-short.ts';
import { mentionedReports } from './mentioned.ts';
import {
  type AreaStanding,
  coveredStanding,
  isCarriedOver,
  reportsTurn,
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
  const { state, shown, team, restOnAssumed } = gradesOn(knowledge, asOf);
  const authority = authorityShown(record.authority, asOf, context, knownAt);
  const latest = state.report;
  const awaiting = awaitedReports(knowledge, asOf, latest);
  return {
    authority: authority.shown,
    asOf: isoDay(asOf),
    knownAt: isoDay(knownAt),
    ...(recordedAt === undefined ? {} : { recordedAt }),
    status: statusOn(authority, state),
    overall: shown.overall,
    areas: shown.areas,
    report: shown.report && withNames(shown.report, team, context.nameOf),
    awaitingReport: awaiting,
    recordTo: recordTo(context.national, coordinates, 'graded_inspection'),
    priorityActions: priorityActionVisits(knowledge, asOf, latest),
    mentions: mentionedReports(knowledge, asOf),
    ...governed(knowledge, coordinates, context),
    visits: visitsShown(knowledge, asOf, latest?.validFrom),
    visitsSince: visitsSince(knowledge, asOf, latest),
    inadequateAreas: shown.inadequateAreas,
    assurance: shown.assurance,
    uncertain: uncertainties(latest, asOf),
    restsOnAssumed: latest ? restOnAssumed : awaiting.some(({ basis }) => basis === 'assumed'),
    successors: authority.successors,
    predecessors: authority.predecessors,
    because: latest
      ? becauseOfReport(latest)
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
  const { inForce, expected, note } = interventionsOn(knowledge, asOf, nameOf, rules);
  return {
    interventions: inForce,
    interventionExpected: expected,
    interventionsNote: inForce.length > 0 ? null : note,
    delivery: deliveryOn(knowledge, asOf, rules),
    leadership: posts.holders,
    lastKnown: posts.lastKnown,
  };
}

/** What the grades in force show of themselves, until a report sets others. */
interface GradesShown {
  readonly state: StandingState;
  readonly team: Team;
  readonly restOnAssumed: boolean;
  readonly shown: Pick<Standing, 'overall' | 'areas' | 'report' | 'inadequateAreas' | 'assurance'>;
}

const gradesOn = oncePerStretch(
  ({ reports }: Knowledge) => reportsTurn(reports),
  (knowledge, asOf): GradesShown => {
    const state = standingState(knowledge, asOf);
    const { report, overall, areas } = state;
    const { knownAt } = knowledge;
    const inadequate = areas.filter(({ grade }) => grade === 'inadequate');
    return {
      state,
      team: report ? teamOf(report.activity.claims) : [],
      restOnAssumed: report !== undefined && gradesRestOnAssumed(report),
      shown: inCommon({
        overall: overall ? areaGrade(overall, report) : null,
        areas: Object.fromEntries(
          areas.map((area) => [
            area.area,
            { ...areaGrade(area, report), ...sinceOf(area, knowledge, asOf) },
          ]),
        ),
        report: report ? reportShown(report, knownAt) : null,
        inadequateAreas: inadequate.map(({ area }) => area),
        assurance: report ? assuranceOf(report, knownAt) : null,
      }),
    };
  },
);

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

/** Without its inspectors, whose names may be erased meanwhile. */
function reportShown(report: GradedReport, knownAt: EpochDay): ReportShown {
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
    inspectors: [],
    evidence: evidenceAt(activity.claims, knownAt),
    disagreements: activity.disagreements.map(disagreementShown),
  };
}

function withNames(report: ReportShown, team: Team, nameOf: NameOf): ReportShown {
  return {
    ...report,
    inspectors: team.map(({ person, role }) => ({ person: nameOf(person), role })),
  };
}

type Team = NonNullable<EventOf<'InspectionCarriedOut'>['data']['inspectors']>;

/** The team by the claim with precedence that names one. */
function teamOf(claims: readonly Claim[]): Team {
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
