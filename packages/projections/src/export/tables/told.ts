import { type Told, toldStates } from '../../answers/told.ts';
import { type Column, columnsOf } from '../column.ts';

/** What may be said on the day of something that lasts, as every table of such things has it. */
export function toldColumns<Row>(of: (row: Row) => Told): readonly Column<Row>[] {
  const { code, text } = columnsOf<Row>();
  return [
    code(
      'state',
      'What may be said on the day of what lasts.',
      [...toldStates],
      (row) => of(row).state,
      {
        source: 'docs/concepts.md: told and presumed',
      },
    ),
    text(
      'last_told',
      'The last occasion on which a source told that it was so, as precise as the source.',
      (row) => of(row).lastTold?.date,
    ),
    text('last_told_by', 'Title of that source.', (row) => of(row).lastTold?.source),
    text('why', 'Why it is in that state, in words.', (row) => of(row).why),
    text('told_rule', 'Id and version of the rule that led there.', (row) => of(row).rule),
  ];
}
