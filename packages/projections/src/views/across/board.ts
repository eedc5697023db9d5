import type { Area } from '@monitoring-timeline/core';
import type { Coordinates } from '../../coordinates.ts';
import type { AuthorityRecord } from '../../record/authority-record.ts';
import {
  type ActivityShown,
  type LastContact,
  lastContactOf,
  nextActivityOf,
} from '../activity.ts';
import { type AuthorityShown, authorityShown, type ViewContext } from '../authority.ts';
import { because } from '../evidence.ts';
import type { Records } from '../picture/picture.ts';
import { type StandingGrade, standingState } from '../standing/state.ts';
import { publishedText } from '../trajectory/points.ts';
import { type TrajectorySummary, trajectoryState } from '../trajectory/trajectory.ts';
import { type AuthorityChoice, chosenAuthorities } from './chosen-authorities.ts';

/** One authority on an oversight team's board. `D` is what the caller holds of due dates. */
export interface BoardRow<D> {
  readonly authority: AuthorityShown;
  readonly standing: {
    readonly status: 'graded' | 'not_inspected';
    readonly overall: StandingGrade | null;
    readonly published: string | null;
    readonly framework: string | null;
    readonly inadequateAreas: readonly Area[];
  };
  readonly trajectory: TrajectorySummary;
  readonly lastActivity: LastContact | null;
  readonly nextActivity: ActivityShown | null;
  readonly due: readonly D[];
  readonly because: readonly string[];
}

export interface BoardOptions<D> extends AuthorityChoice {
  /** What is due of an authority, by its key. */
  readonly due?: ((authority: string) => readonly D[]) | undefined;
  readonly crosswalk?: boolean | undefined;
}

/** The board: one row an authority that exists on the day, alphabetical. */
export function board<D = never>(
  records: Records,
  coordinates: Coordinates,
  context: ViewContext,
  options: BoardOptions<D> = {},
): readonly BoardRow<D>[] {
  return chosenAuthorities(records, coordinates, context.directory, options).map((record) =>
    boardRow(record, coordinates, context, options),
  );
}

/** One row, for a caller that reads records one by one. */
export function boardRow<D = never>(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: ViewContext,
  { due, crosswalk }: BoardOptions<D> = {},
): BoardRow<D> {
  const { asOf } = coordinates;
  const knowledge = record.at(coordinates);
  const { report, overall, areas } = standingState(knowledge, asOf);
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
    },
    trajectory: trajectoryState(knowledge, asOf, { crosswalk }).summary,
    lastActivity,
    nextActivity,
    due: due?.(record.authority) ?? [],
    because: [
      ...new Set([...grades, ...(lastActivity?.because ?? []), ...(nextActivity?.because ?? [])]),
    ].sort(),
  };
}
