import { type AuthorityKey, isGrade } from '@monitoring-timeline/core';
import type { BoardRow } from '../../answers/board.ts';
import type { DueRow } from '../../answers/due.ts';
import type { Coordinates } from '../../coordinates.ts';
import type { AuthorityRecord } from '../../record/authority-record.ts';
import { lastContactOf, nextActivityOf, priorityActionsShown } from '../activity.ts';
import { authorityShown, type ViewContext } from '../authority.ts';
import { because, becauseOfAll } from '../evidence.ts';
import { interventionsTold } from '../interventions/interventions-history.ts';
import { recordTo } from '../picture/coverage.ts';
import type { Records } from '../picture/picture.ts';
import { type AreaStanding, isCarriedOver, standingState } from '../standing/state.ts';
import { tellingRulesKnown } from '../told/rules.ts';
import { publishedText } from '../trajectory/points.ts';
import { type TrajectoryState, trajectoryState } from '../trajectory/trajectory.ts';
import { type AuthorityChoice, chosenAuthorities } from './chosen-authorities.ts';

/** Which authorities the board is of, and what is told of each. */
export interface BoardOptions extends AuthorityChoice {
  /** What is due of an authority, by its key. */
  readonly due?: ((authority: AuthorityKey) => readonly DueRow[]) | undefined;
  /** As `TrajectoryOptions.crosswalk`. */
  readonly crosswalk?: boolean | undefined;
}

/** The board: one row an authority that exists on the day, alphabetical. */
export function board(
  records: Records,
  coordinates: Coordinates,
  context: ViewContext,
  options: BoardOptions = {},
): readonly BoardRow[] {
  return chosenAuthorities(records, coordinates, context.directory, options).map((record) =>
    boardRow(record, coordinates, context, options),
  );
}

/** One row, for a caller that reads records one by one. */
export function boardRow(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: ViewContext,
  { due, crosswalk }: BoardOptions = {},
): BoardRow {
  const { asOf, knownAt } = coordinates;
  const knowledge = record.at(coordinates);
  const { report, overall, areas } = standingState(knowledge, asOf);
  const went = trajectoryState(knowledge, asOf, { crosswalk });
  const rules = tellingRulesKnown(context.policy, knownAt);
  const { inForce, expected } = interventionsTold(knowledge, asOf, context.nameOf, rules);
  const lastActivity = lastContactOf(knowledge, asOf);
  const nextActivity = nextActivityOf(knowledge, asOf);
  const grades = report
    ? because(...[...report.judgements.values()].flatMap((one) => [one.claim, one.agreeing]))
    : [];
  return {
    authority: authorityShown(record.authority, asOf, context).shown,
    standing: {
      status: report ? 'graded' : 'not_inspected',
      overall: overall?.grade ?? null,
      published: report ? publishedText(report) : null,
      framework: report?.framework ?? null,
      inadequateAreas: areas.filter(({ grade }) => grade === 'inadequate').map(({ area }) => area),
      areas: areas.map((one) => ({
        area: one.area,
        grade: one.grade,
        ...(one.covers ? { covers: one.covers } : {}),
        carriedOver: isCarriedOver(one, report),
      })),
    },
    trajectory: went.summary,
    line: lineOf(went, overall),
    recordTo: recordTo(context.national, coordinates, 'graded_inspection'),
    priorityActions: priorityActionsShown(knowledge, asOf, report),
    lastActivity,
    nextActivity,
    interventions: inForce.map(({ instrument, title, state, because: own }) => ({
      instrument,
      title,
      state,
      because: own,
    })),
    interventionExpected: expected !== null,
    due: due?.(record.authority) ?? [],
    because: becauseOfAll(
      [grades, lastActivity?.because ?? [], nextActivity?.because ?? []],
      (id) => record.claim(id),
    ),
  };
}

/** The line of the overall grade; where the report has none, of the area that every framework judges. */
function lineOf(
  { overall, areas }: TrajectoryState,
  inForce: AreaStanding | undefined,
): BoardRow['line'] {
  const area = inForce && isGrade(inForce.grade) ? 'overall' : 'help_and_protection';
  const went = area === 'overall' ? overall : areas[area];
  return went ? { area, points: went.points } : null;
}
