import { type TrajectorySummary, trajectorySummarySchema } from '../answers/trajectory.ts';
import { type Column, fieldColumns } from './column.ts';

const fields = [
  ['label', {}],
  ['from', { name: 'compared_from' }],
  ['to', { name: 'compared_to' }],
  ['monthsSince', {}],
] as const;

/** How the whole authority moved, in the columns of every table that says so. */
export function summaryColumns<Row>(of: (row: Row) => TrajectorySummary): readonly Column<Row>[] {
  return fields.flatMap(([field, more]) =>
    fieldColumns<Row>(trajectorySummarySchema, field, (row) => of(row)[field], more),
  );
}
