import type { Problem } from '../proposal.ts';
import type { Header, Row } from '../tables/cells.ts';
import type { TableKind } from '../tables/context.ts';
import { peopleInRow } from '../tables/people-in-row.ts';

/** The header found, by its place in the file. */
interface At {
  readonly locator: string;
}

export const undated: Problem = {
  reason: 'release_without_publication_day',
  message:
    'The table belongs to a statistical release whose publication day is neither on a cover sheet nor in the list of known releases. Give it with --published.',
};

export function unrecognised(header: Header, kinds: readonly TableKind[], at: At): Problem {
  const columns = header.names.filter((name) => name !== '').slice(0, 12);
  const known = kinds.map(({ kind }) => kind).join(', ');
  return {
    reason: 'not_recognised',
    message: `No table that is known here has these columns: ${columns.join(', ') || 'none'}. Known tables: ${known}.`,
    locator: at.locator,
  };
}

export function missingColumns(kind: TableKind, missing: readonly string[], at: At): Problem {
  const several = missing.length > 1;
  return {
    reason: 'missing_column',
    message: `This looks like the table ${kind.kind}, but the column${several ? 's' : ''} ${missing.join(', ') || 'of its grades'} ${several ? 'are' : 'is'} missing. Add ${several ? 'them' : 'it'} and import again.`,
    locator: at.locator,
    ...(missing[0] ? { column: missing.join(', ') } : {}),
  };
}

/** What is wrong with the columns of a table whose kind is known: one of them twice, by its name or by what it gives. */
export function doubledColumn(kind: TableKind, header: Header, at: At): Problem | undefined {
  const named = header.doubled();
  if (named !== undefined) {
    return {
      reason: 'doubled_column',
      message: `The column ${named} stands twice in the header, so it cannot be told which one holds. Rename or remove one and import again.`,
      locator: at.locator,
      column: named,
    };
  }
  for (const names of kind.required) {
    const [one, other] = header.every(...names);
    if (one === undefined || other === undefined) continue;
    return {
      reason: 'doubled_column',
      message: `The columns ${header.names[one]} and ${header.names[other]} say the same of a row, so it cannot be told which one holds. Remove one and import again.`,
      locator: at.locator,
      column: header.names[other] ?? '',
    };
  }
  const seen = new Map<string, string>();
  for (const { index, gives } of kind.gradeColumns?.(header) ?? []) {
    const name = header.names[index] ?? '';
    const other = seen.get(gives);
    if (other !== undefined) {
      return {
        reason: 'doubled_column',
        message: `The columns ${other} and ${name} give the same grade, so it cannot be told which one holds. Remove one and import again.`,
        locator: at.locator,
        column: name,
      };
    }
    seen.set(gives, name);
  }
  return undefined;
}

export function tooWide(row: Row, locator: string): Problem | undefined {
  const extra = row.cells.slice(row.header.names.length).filter((cell) => cell.trim() !== '');
  if (extra.length === 0) return undefined;
  return {
    reason: 'too_many_cells',
    message: `The row has ${row.cells.length} cells under ${row.header.names.length} columns. A cell with a comma must stand in quotes.`,
    locator,
    given: row.given(),
    people: peopleInRow(row),
  };
}

/** A row of the table over the line that names its columns. */
export function aboveHeader(row: Row, locator: string): Problem {
  return {
    reason: 'row_above_header',
    message:
      'The row stands above the names of the columns, so it was not read. Move it below them, or delete it, and import again.',
    locator,
    given: row.given(),
    people: peopleInRow(row),
  };
}

/** A row that ends before the last column; a column that must be filled is named. */
export function cutShort({ required }: TableKind, row: Row, locator: string): Problem {
  const { header, cells } = row;
  const missing = required.find((names) => (header.at(...names) ?? -1) >= cells.length);
  const column = missing && header.names[header.at(...missing) ?? -1];
  return {
    reason: column ? 'empty_cell' : 'row_cut_short',
    message: `The row has ${cells.length} cells under ${header.width} columns: its end is missing${column ? `, the column ${column} too, which must be filled` : ''}. Write every cell, blank ones too, and import again.`,
    locator: column ? `${locator}, column ${column}` : locator,
    ...(column ? { column } : {}),
    given: row.given(),
    people: peopleInRow(row),
  };
}

export function unknownGrades(column: string, locator: string, rows: number): Problem {
  return {
    reason: 'unknown_column',
    message: `The column ${column} holds grades (first in ${locator}) and is none that is known here, so nothing of the table was taken (rows: ${rows}). Give it the name of its judgement, or remove it, and import again.`,
    locator,
    column,
  };
}

export function noRows(kind: string, locator: string | undefined): Problem {
  return {
    reason: 'no_rows',
    message: `The table ${kind} has its header and no rows. Export it again, or leave the file out.`,
    ...(locator === undefined ? {} : { locator }),
  };
}

/** How many hidden places are named before they are only counted. */
const namedAtMost = 12;

export function hiddenContent(sheet: string, hidden: readonly string[]): Problem {
  const named = hidden.slice(0, namedAtMost).join(', ');
  const more = hidden.length > namedAtMost ? ` and ${hidden.length - namedAtMost} more` : '';
  return {
    reason: 'hidden_content',
    message: `What is hidden in a workbook was not published, so it was left out: ${named}${more}. Show it and import again where it belongs to the table.`,
    locator: `sheet ${sheet}`,
  };
}
