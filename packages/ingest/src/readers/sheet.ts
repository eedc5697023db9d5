/** One row of a table, wherever the table came from. */
export interface TableRow {
  readonly cells: readonly string[];
  /** `row 12`, counted as a spreadsheet counts. */
  readonly locator: string;
}

/** One sheet of a workbook: its rows that hold anything, with their row numbers. What is hidden in it is not among them. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly TableRow[];
  /** What holds something and is hidden, for people: `row 12`, `column C`, or `the sheet` where all of it is. */
  readonly hidden: readonly string[];
}

/** The letters by which a spreadsheet names a column, from its place counted from 0. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}

/** Collects the rows of one sheet; hidden rows and the cells of hidden columns are left out and named. */
export class SheetRows {
  readonly rows: TableRow[] = [];
  readonly #hidden = new Set<string>();
  readonly #columns: ReadonlySet<number>;

  /** @param columns places of the hidden columns, from 0 */
  constructor(columns: ReadonlySet<number>) {
    this.#columns = columns;
  }

  /** @param number as a spreadsheet counts, from 1 */
  add(given: readonly string[], number: number, hidden: boolean): void {
    const cells = given.map((cell, index) => (this.#columns.has(index) ? '' : cell));
    if (hidden) {
      if (cells.some((cell) => cell !== '')) this.#hidden.add(`row ${number}`);
      return;
    }
    for (const index of this.#columns) {
      if ((given[index] ?? '') !== '') this.#hidden.add(`column ${columnLetters(index)}`);
    }
    const last = cells.findLastIndex((cell) => cell !== '');
    if (last >= 0) this.rows.push({ cells: cells.slice(0, last + 1), locator: `row ${number}` });
  }

  sheet(name: string, hidden: boolean): Sheet {
    const anything = this.rows.length + this.#hidden.size > 0;
    if (hidden) return { name, rows: [], hidden: anything ? ['the sheet'] : [] };
    return { name, rows: this.rows, hidden: [...this.#hidden] };
  }
}
