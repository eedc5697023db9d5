import { england } from '@monitoring-timeline/core';
import type { DueRow } from '../../answers/due.ts';
import type { Coordinates } from '../../coordinates.ts';
import type { AuthorityRecord } from '../../record/authority-record.ts';
import type { ViewContext } from '../authority.ts';
import { type DueContext, dueOf } from '../reinspection/due.ts';
import { standing } from '../standing/standing.ts';
import { trajectoryState } from '../trajectory/trajectory.ts';

/** The answers about one authority as texts by field: what `diff` and `replay` compare. */
export type Answers = ReadonlyMap<string, string>;

/** What the answers rest on beside the record: who is who, the rules of re-inspection, how far the record reaches. */
export type AnswersContext = ViewContext & DueContext;

/** What of all that lasts the answers speak of. */
export const lastingInAnswers = ['post', 'intervention', 'delivery'] as const;

const none: Answers = new Map();

/**
 * Where an authority stands, how it moves and what is due, field by field. A field without an answer is absent. Of the
 * national record nobody asks this.
 */
export function answersOf(
  record: AuthorityRecord,
  coordinates: Coordinates,
  context: AnswersContext,
): Answers {
  if (record.authority === england) return none;
  const answers = new Map<string, string>();
  const put = (field: string, value: string | null | undefined) => {
    if (value !== null && value !== undefined && value !== '') answers.set(field, value);
  };
  const stands = standing(record, coordinates, context);
  put('standing.status', stands.status);
  put('standing.overall', stands.overall?.grade);
  for (const [area, { grade }] of Object.entries(stands.areas)) {
    put(`standing.areas.${area}`, grade);
  }
  put('standing.report', stands.report?.published ?? stands.report?.end);
  put('standing.framework', stands.report?.framework);
  put('standing.assurance', stands.assurance);
  put(
    'standing.awaitingReport',
    stands.awaitingReport.map(({ start }) => start ?? 'start not known').join(', '),
  );
  for (const { instrument, since } of stands.interventions) {
    put(`standing.interventions.${instrument}`, `since ${since}`);
  }
  put('standing.delivery', stands.delivery.provider);
  for (const [role, holder] of Object.entries(stands.leadership)) {
    if (!holder) continue;
    const { person, personId, status, since } = holder;
    const who = person ?? (personId === null ? 'not named' : 'name not held');
    put(
      `standing.leadership.${role}`,
      `${who}, ${status}${since === null ? '' : `, since ${since}`}`,
    );
  }
  const { summary } = trajectoryState(record.at(coordinates), coordinates.asOf);
  put('trajectory.label', summary.label);
  put('trajectory.improved', summary.improved.join(', '));
  put('trajectory.declined', summary.declined.join(', '));
  for (const row of dueOf(record, coordinates, context, { whole: true })) {
    put(`due.${row.rule ?? row.activity}`, dueText(row));
  }
  return answers;
}

/** Without the days past, which count on by themselves. */
function dueText({ status, certainty, due, closes }: DueRow): string {
  const days = [due && `due ${due}`, closes && `closes ${closes}`];
  const doubt = certainty === 'certain' ? undefined : certainty;
  return [status, doubt, ...days].filter(Boolean).join(', ');
}
