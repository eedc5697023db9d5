import { personIdOf } from '@monitoring-timeline/core/people';
import type { PersonNamed } from '../proposal.ts';
import { addresseesIn } from './addressees.ts';
import type { Row } from './cells.ts';

/** Columns of known tables whose cells are names. */
const nameColumns = ['person', 'lead_inspector'];

/** The persons whom the cells of a row name, as far as its columns tell. */
export function peopleInRow(row: Row): readonly PersonNamed[] {
  const text = (column: string): string => row.cells[row.header.at(column) ?? -1]?.trim() ?? '';
  const addressees = addresseesIn(text('addressee'), text('title')).map(({ name }) => name);
  const named: PersonNamed[] = [];
  for (const name of [...nameColumns.map(text), ...addressees]) {
    try {
      named.push({ id: personIdOf(name), name });
    } catch {
      // the cell is blank, or holds no name
    }
  }
  return named;
}
