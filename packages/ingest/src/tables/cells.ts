import { UnreadableRow } from '../proposal.ts';

/** A column header or label without case, quotes, line ends and punctuation, so that variants between releases read alike. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u2018\u2019'"\u201c\u201d]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** Runs of white space as one space, and curly apostrophes kept: text as printed, on one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A row under its header: cells by column name, whatever the spelling of the header. */
export class Row {
  readonly header: Header;
  readonly cells: readonly string[];

  constructor(header: Header, cells: readonly string[]) {
    this.header = header;
    this.cells = cells;
  }

  /** The cell of the first column that has one of these names, trimmed; empty where there is none. */
  text(...names: string[]): string {
    const at = this.header.at(...names);
    return at === undefined ? '' : this.textAt(at);
  }

  textAt(index: number): string {
    return (this.cells[index] ?? '').trim();
  }

  /** @throws UnreadableRow where the cell is empty. */
  required(...names: string[]): string {
    const text = this.text(...names);
    if (text === '') {
      throw new UnreadableRow(
        'empty_cell',
        `The column ${names[0]} is empty; it must be filled.`,
        names[0],
      );
    }
    return text;
  }

  /** An ISO day from `2018-07-25` or `25/07/2018`; undefined where the cell is empty. */
  day(...names: string[]): string | undefined {
    const text = this.text(...names);
    return text === '' ? undefined : dayIn(text, names[0] ?? '');
  }

  requiredDay(...names: string[]): string {
    return dayIn(this.required(...names), names[0] ?? '');
  }

  /** The row as it was given, by column; for quarantine. */
  given(): Readonly<Record<string, string>> {
    const entries = this.cells
      .map((cell, index) => [this.header.names[index] ?? `column ${index + 1}`, cell] as const)
      .filter(([, cell]) => cell !== '');
    return Object.fromEntries(entries);
  }
}

/** The columns of a table. */
export class Header {
  readonly names: readonly string[];
  readonly #places: ReadonlyMap<string, number>;

  constructor(cells: readonly string[]) {
    this.names = cells.map(oneLine);
    const places = new Map<string, number>();
    cells.forEach((cell, index) => {
      const name = plain(cell);
      if (name !== '' && !places.has(name)) places.set(name, index);
    });
    this.#places = places;
  }

  /** Place of the first column that has one of these names. */
  at(...names: string[]): number | undefined {
    for (const name of names) {
      const place = this.#places.get(plain(name));
      if (place !== undefined) return place;
    }
    return undefined;
  }

  /** A column that stands twice, as it is spelled the second time; undefined where each stands once. */
  doubled(): string | undefined {
    const seen = new Set<string>();
    return this.names.find((name) => {
      const known = plain(name);
      if (known === '') return false;
      const again = seen.has(known);
      seen.add(known);
      return again;
    });
  }

  has(...names: string[]): boolean {
    return this.at(...names) !== undefined;
  }
}

const isoDay = /^(\d{4})-(\d{2})-(\d{2})(?:T00:00:00(?:\.0+)?Z?)?$/;
const britishDay = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/**
 * The ISO day that a cell gives, as ISO or in British order.
 * @throws UnreadableRow where it is neither or names no day of the calendar.
 */
export function dayIn(text: string, column: string): string {
  const iso = isoDay.exec(text);
  const british = britishDay.exec(text);
  const parts = iso
    ? [iso[1], iso[2], iso[3]]
    : british
      ? [british[3], british[2]?.padStart(2, '0'), british[1]?.padStart(2, '0')]
      : [];
  const day = parts.join('-');
  const exists = parts.length === 3 && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day;
  if (!exists) {
    throw new UnreadableRow(
      'unreadable_date',
      `"${text}" in column ${column} is not a day; write 2018-07-25 or 25/07/2018.`,
      column,
    );
  }
  return day;
}
