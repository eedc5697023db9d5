import { type Area, type EpochDay, isGrade } from '@monitoring-timeline/core';
import type { ListedAuthority, ListedGrade } from '../../answers/list.ts';
import type { TrajectoryLabel } from '../../answers/trajectory.ts';
import type { Coordinates } from '../../coordinates.ts';
import type { AuthorityRecord } from '../../record/authority-record.ts';
import type { Knowledge } from '../../record/knowledge.ts';
import { authorityShown, type ViewContext } from '../authority.ts';
import { because } from '../evidence.ts';
import { interventionsTold } from '../interventions/interventions-history.ts';
import { recordTo } from '../picture/coverage.ts';
import type { Records } from '../picture/picture.ts';
import {
  type AreaStanding,
  coveredStanding,
  type StandingState,
  standingState,
} from '../standing/state.ts';
import { visitsShown } from '../standing/visits.ts';
import { tellingRulesKnown } from '../told/rules.ts';
import { publishedText } from '../trajectory/points.ts';
import { trajectoryState } from '../trajectory/trajectory.ts';
import { type AuthorityChoice, chosenAuthorities } from './chosen-authorities.ts';
import type { Condition } from './condition.ts';
import { isImproved, movedSince } from './moved.ts';

export interface ListOptions extends AuthorityChoice {
  /** All of these must hold. */
  readonly where?: readonly Condition[] | undefined;
  /** Inadequate overall or in any area. */
  readonly anyInadequate?: boolean | undefined;
  /** How they moved, by the label of their trajectory. */
  readonly trajectory?: TrajectoryLabel | undefined;
  /** A visit since the latest report named an area for priority action. */
  readonly priorityAction?: boolean | undefined;
  /** An intervention stands, as far as anybody knows. */
  readonly intervention?: boolean | undefined;
  /** They stand better than on that day. */
  readonly improvedSince?: EpochDay | undefined;
}

/** The authorities in a standing, alphabetical: never ranked. */
export function list(
  records: Records,
  coordinates: Coordinates,
  context: ViewContext,
  options: ListOptions = {},
): readonly ListedAuthority[] {
  const reach = recordTo(context.national, coordinates, 'graded_inspection');
  return chosenAuthorities(records, coordinates, context.directory, options).flatMap((record) => {
    const row = listed(record, coordinates, context, options);
    return row ? [{ ...row, recordTo: reach }] : [];
  });
}

function listed(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: ViewContext,
  options: ListOptions,
): Omit<ListedAuthority, 'recordTo'> | undefined {
  const { where = [], improvedSince } = options;
  const knowledge = record.at(coordinates);
  const state = standingState(knowledge, coordinates.asOf);
  const all = [...(state.overall ? [state.overall] : []), ...state.areas];
  if (!fits(knowledge, state, coordinates, context, options)) return undefined;
  const moved =
    improvedSince === undefined
      ? undefined
      : movedSince(knowledge, improvedSince, coordinates.asOf);
  const overall = state.overall?.grade;
  if (moved && !isImproved(moved, isGrade(overall))) return undefined;
  // the grade of several areas together speaks of each of them
  const combined = (area: Area): AreaStanding | undefined => {
    const one = all.find(({ covers }) => covers?.includes(area));
    return one && coveredStanding(area, one, knowledge, coordinates.asOf);
  };
  const found = where.map(({ area, grade }) => {
    const standing = all.find((one) => one.area === area) ?? combined(area);
    return standing?.grade === grade ? standing : undefined;
  });
  if (found.some((standing) => standing === undefined)) return undefined;
  const standings = found as readonly AreaStanding[];
  const shown = standings.length > 0 ? standings : all.slice(0, state.overall ? 1 : 0);
  return {
    authority: authorityShown(record.authority, coordinates.asOf, context).shown,
    status: state.report ? 'graded' : 'not_inspected',
    overall: state.overall?.grade ?? null,
    grades: standings.map(gradeShown),
    ...(moved ? { moved } : {}),
    because: because(
      // a report without an overall grade is what that rests on
      ...shown.flatMap(({ judgement, report }) =>
        judgement ? [judgement.claim, ...judgement.agreeing] : (report?.activity.claims ?? []),
      ),
    ),
  };
}

/** Whether an authority is as the options beside `where` have it. */
function fits(
  knowledge: Knowledge,
  { overall, areas: judged, report }: StandingState,
  { asOf, knownAt }: Coordinates,
  { nameOf, policy }: ViewContext,
  { anyInadequate, trajectory, priorityAction, intervention }: ListOptions,
): boolean {
  if (anyInadequate && ![overall, ...judged].some((one) => one?.grade === 'inadequate')) {
    return false;
  }
  if (trajectory && trajectoryState(knowledge, asOf).summary.label !== trajectory) return false;
  if (
    priorityAction &&
    !visitsShown(knowledge, asOf, report?.validFrom).some((visit) => visit.priorityAction === true)
  ) {
    return false;
  }
  if (!intervention) return true;
  const rules = tellingRulesKnown(policy, knownAt);
  return interventionsTold(knowledge, asOf, nameOf, rules).inForce.length > 0;
}

function gradeShown(standing: AreaStanding): ListedGrade {
  const { area, grade, since, report, covers } = standing;
  return {
    area,
    grade,
    since: since ? publishedText(since) : null,
    published: report ? publishedText(report) : null,
    ...(covers ? { covers } : {}),
    ...(standing.sinceCrossesCombined ? { sinceCrossesCombined: true } : {}),
  };
}
