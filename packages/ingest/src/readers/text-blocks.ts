/** A line of a document without pages: its text and its number. */
export interface Block {
  readonly number: number;
  readonly text: string;
}

/** A cell of more characters holds running text, and no value of a table. */
const longestCell = 200;
/** Tables deeper in each other are taken as running text. */
const deepest = 20;

type Cell = Block[];

/**
 * Gathers the blocks of a document in reading order. A row of a table is one line, its cells parted by tabs as everywhere here. Where
 * cells hold running text, as in a table that only lays out a page, each of their blocks is a line of its own.
 */
export class TextBlocks {
  readonly blocks: Block[] = [];
  /** The rows that are open, one of each table that is; undefined between two rows. */
  readonly #rows: (Cell[] | undefined)[] = [];
  #tooDeep = 0;

  get inTable(): boolean {
    return this.#rows.length > 0;
  }

  add(block: Block): void {
    const row = this.#rows.findLast((open) => open !== undefined);
    if (!row) this.blocks.push(block);
    else if (row.length === 0) row.push([block]);
    else row.at(-1)?.push(block);
  }

  openTable(): void {
    if (this.#tooDeep > 0 || this.#rows.length >= deepest) this.#tooDeep += 1;
    else this.#rows.push(undefined);
  }

  openRow(): void {
    if (this.#tooDeep > 0 || !this.inTable) return;
    this.closeRow();
    this.#rows[this.#rows.length - 1] = [];
  }

  openCell(): void {
    if (this.#tooDeep > 0 || !this.inTable) return;
    if (!this.#rows.at(-1)) this.openRow();
    this.#rows.at(-1)?.push([]);
  }

  closeRow(): void {
    if (this.#tooDeep > 0) return;
    const cells = this.#rows.at(-1);
    if (!cells) return;
    this.#rows[this.#rows.length - 1] = undefined;
    for (const line of linesOf(cells)) this.add(line);
  }

  closeTable(): void {
    if (this.#tooDeep > 0) {
      this.#tooDeep -= 1;
      return;
    }
    this.closeRow();
    this.#rows.pop();
  }

  /** Ends what was left open. */
  end(): readonly Block[] {
    this.#tooDeep = 0;
    while (this.inTable) this.closeTable();
    return this.blocks;
  }
}

function linesOf(cells: readonly Cell[]): readonly Block[] {
  const filled = cells.filter((cell) => cell.length > 0);
  const [first] = filled[0] ?? [];
  if (!first) return [];
  const running = filled.length === 1 || filled.some(isRunningText);
  if (running) return filled.flat();
  const text = filled.map((cell) => cell.map((block) => block.text).join(' ')).join('\t');
  return [{ number: first.number, text }];
}

function isRunningText(cell: Cell): boolean {
  if (cell.length === 1) return false;
  const length = cell.reduce((sum, { text }) => sum + text.length + 1, 0);
  return length > longestCell || cell.some(({ text }) => text.includes('\t'));
}
