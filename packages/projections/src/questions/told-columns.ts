import { type Told, toldSchema } from '../answers/told.ts';
import { type Column, fieldColumns } from './column.ts';

const fields = [
  ['state', (told: Told) => told.state, {}],
  ['lastTold.date', (told: Told) => told.lastTold?.date, { name: 'last_told' }],
  ['lastTold.source', (told: Told) => told.lastTold?.source, { name: 'last_told_by' }],
  ['why', (told: Told) => told.why, {}],
  ['rule', (told: Told) => told.rule, { name: 'told_rule' }],
] as const;

/** What may be said on the day of something that lasts, in the columns of every table of such things. */
export const toldColumns: readonly Column<Told>[] = fields.flatMap(([path, of, more]) =>
  fieldColumns<Told>(toldSchema, path, of, more),
);
