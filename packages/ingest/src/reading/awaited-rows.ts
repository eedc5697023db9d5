import { marksIn } from '../quarantine/names.ts';
import { columnName, type Row } from '../tables/cells.ts';

/** A row that waits in quarantine, by what tells it again once its cells are mended. */
export interface AwaitedRow {
  /** Id of the thing in quarantine. */
  readonly id: string;
  /** Name of its file, without folders. */
  readonly file: string;
  /** Kind of its table. */
  readonly table: string;
  /** The row as it was given, by column. */
  readonly given: Readonly<Record<string, string>>;
  /** Columns whose cells were at fault. */
  readonly faulty: readonly string[];
}

interface Wanted {
  readonly id: string;
  readonly cells: readonly (readonly [column: string, text: string])[];
}

/** With fewer cells that were right, a row cannot be told from another. */
const fewest = 2;

/** Finds the rows of a table that answer what waits: those whose cells are the same but for the ones that were at fault. */
export class AwaitedRows {
  /** By column and text of the first cell that must be the same, so that a long table is compared with few. */
  readonly #wanted = new Map<string, Map<string, Wanted[]>>();

  constructor(awaited: readonly AwaitedRow[], table: string) {
    for (const { id, given, faulty, table: of } of awaited) {
      if (of !== table) continue;
      const mended = new Set(faulty.map(columnName));
      const cells = Object.entries(given)
        .filter(([column]) => !mended.has(columnName(column)))
        // a name is kept by a mark, and is told from no other by it
        .filter(([, text]) => marksIn(text).length === 0)
        .map(([column, text]) => [column, text.trim()] as const);
      const [first] = cells;
      if (!first || cells.length < fewest) continue;
      const [column, text] = first;
      const texts = this.#wanted.get(column) ?? new Map<string, Wanted[]>();
      this.#wanted.set(column, texts);
      texts.set(text, [...(texts.get(text) ?? []), { id, cells }]);
    }
  }

  /** Ids of what a row answers that was read without a fault. */
  answeredBy(row: Row): readonly string[] {
    const ids: string[] = [];
    for (const [column, texts] of this.#wanted) {
      for (const { id, cells } of texts.get(cell(row, column)) ?? []) {
        if (cells.every(([name, text]) => cell(row, name) === text)) ids.push(id);
      }
    }
    return ids;
  }
}

/** Without marking the column as read. */
function cell({ header, cells }: Row, column: string): string {
  const at = header.at(column);
  return at === undefined ? '' : (cells[at] ?? '').trim();
}
