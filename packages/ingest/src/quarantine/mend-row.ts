import type { NameOf } from '@monitoring-timeline/core';
import { EntryRefused } from '../by-hand/errors.ts';
import type { PersonNamed, Proposal } from '../proposal.ts';
import { contextOf } from '../reading/table-file.ts';
import { Header, Row } from '../tables/cells.ts';
import { tableKinds } from '../tables/index.ts';
import type { Deciding } from './deciding.ts';
import { marksIn, withNames } from './names.ts';
import type { QuarantineItem } from './queue.ts';

/** Cells by column, as a person mends them; a blank empties the cell. */
export type Cells = Readonly<Record<string, string>>;

/** What a mended row says. */
export interface MendedRow {
  readonly proposals: readonly Proposal[];
  readonly people: readonly PersonNamed[];
}

/**
 * Reads a row that waits in quarantine again, with some of its cells mended: by the reader of its table, from the same source.
 * @throws EntryRefused where it is no row of a known table, has no such column, or is at fault still, naming every fault
 */
export function mendRow(item: QuarantineItem, set: Cells, by: Deciding, nameOf: NameOf): MendedRow {
  const { row, given, file, sha256 } = item;
  if (!row || typeof given !== 'object' || given === null) {
    throw new EntryRefused(
      `--set mends a cell of a row, and ${item.id} is no row whose cells are known. Correct ${file} and import it again, or give the claim with --file.`,
      { id: item.id },
    );
  }
  const kind = tableKinds.find((one) => one.kind === row.table);
  if (!kind) {
    throw new EntryRefused(
      `Rows of the table ${row.table} are read by a kind of table that this program does not have. Correct ${file} and import it again with that kind.`,
      { id: item.id, table: row.table },
    );
  }
  const header = new Header(row.columns);
  const held = withNames(given as Cells, nameOf);
  const cells = row.columns.map((column) => held[column] ?? '');
  for (const [column, text] of Object.entries(set)) {
    const at = header.at(column);
    if (at === undefined) {
      throw new EntryRefused(
        `--set ${column}: the table ${row.table} of ${file} has no such column. It has ${row.columns.filter((name) => name !== '').join(', ')}.`,
        { column },
      );
    }
    cells[at] = text;
  }
  const erased = row.columns.find((_, at) => marksIn(cells[at]).length > 0);
  if (erased !== undefined) {
    throw new EntryRefused(
      `Nothing was written: a name that stood in the column ${erased} was erased. Write the cell with --set ${erased}=TEXT, or leave it empty with --set ${erased}=.`,
      { id: item.id, columns: [erased] },
    );
  }
  const context = contextOf(by, file, sha256, kind.release ? '' : kind.kind, row.release);
  const reading = kind.open(header, context)(new Row(header, cells), row.place);
  if (reading.problems.length > 0) {
    throw new EntryRefused(
      `Nothing was written, for the row is at fault still. ${reading.problems.map(({ message }) => message).join(' ')} Mend every such cell with a --set of its own.`,
      { id: item.id, columns: reading.problems.flatMap(({ faulty = [] }) => faulty) },
    );
  }
  if (reading.proposals.length === 0) {
    throw new EntryRefused(
      `Nothing was written: mended so, the row says nothing. \`timeline quarantine show ${item.id.slice(0, 8)}\` shows its cells.`,
      { id: item.id },
    );
  }
  return reading;
}
