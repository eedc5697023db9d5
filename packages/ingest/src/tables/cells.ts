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

/** Characters that show nothing: soft hyphens, blanks of no width, byte order marks. */
const unseen = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
/** Raised figures and letters, asterisks and daggers that point to a note. */
const marks =
  /[\u00b9\u00b2\u00b3\u2070\u2074-\u2079*\u2020\u2021\u00a7\u00aa\u00ba\u02b0-\u02b8\u1d2c-\u1d6a\u1d9b-\u1dbf]+/g;
/** Remarks in brackets: any in square or curly ones ("[note 2]", "[p]"), and round ones that say nothing of what is under the heading. */
const remarks =
  /\[[^[\]]*\]|\{[^{}]*\}|\((?:(?:see )?(?:foot)?notes?\b[^()]*|provisional|revised|final|grades?|judgements?|ratings?|\d{1,2}|[a-z])\)/giu;
const opening = /^(?:grade|judgement|rating)(?: for| of|:| -)\s+/iu;
const closing =
  /(?:,?\s+(?:see )?(?:foot)?notes?\s+\d+(?:\s*(?:,|and|&)\s*\d+)*|\s+\d{1,2}|(?<=\p{L})\d{1,2}|\s*[:.;,]|\s+(?:grade|judgement|rating))$/iu;

/** Characters of a longer text head nothing. */
const longestHeading = 400;

/**
 * A heading as printed, without what editions put beside it and what does not name the column: marks and numbers of notes, signs of
 * provisional and revised figures, a closing "grade".
 */
export function heading(text: string): string {
  const printed = oneLine(text.slice(0, longestHeading).replace(unseen, ''));
  let said = oneLine(printed.replace(marks, ' ').replace(remarks, ' ')).replace(opening, '');
  for (let before = ''; said !== before; ) {
    before = said;
    said = said.replace(closing, '').trim();
  }
  return said === '' ? printed : said;
}

/** What a column is known by, however its heading is written. */
export function columnName(text: string): string {
  return plain(heading(text));
}

/** A row under its header: cells by column name, whatever the spelling of the header. */
export class Row {
  /** The columns that it stands under. */
  readonly header: Header;
  /** As given, in the order of the header. */
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

  /** The cell at a place counted from 0, trimmed; empty where the row is shorter. The column counts as read. */
  textAt(index: number): string {
    this.header.read.add(index);
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

  /** As `day`. @throws UnreadableRow where the cell is empty or gives no day */
  requiredDay(...names: string[]): string {
    return dayIn(this.required(...names), names[0] ?? '');
  }

  /** The same row with another text in one column; undefined where it has no such column. */
  with(column: string, text: string): Row | undefined {
    const at = this.header.at(column);
    if (at === undefined) return undefined;
    const cells = [...this.cells];
    cells[at] = text;
    return new Row(this.header, cells);
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
  /** As printed, on one line each. */
  readonly names: readonly string[];
  /** How many columns it has, blank ones at its end aside. */
  readonly width: number;
  /** Places of the columns that a reader has looked at. */
  readonly read = new Set<number>();
  readonly #places: ReadonlyMap<string, number>;

  constructor(cells: readonly string[]) {
    this.names = cells.map(oneLine);
    this.width = this.names.findLastIndex((name) => name !== '') + 1;
    const places = new Map<string, number>();
    cells.forEach((cell, index) => {
      const name = columnName(cell);
      if (name !== '' && !places.has(name)) places.set(name, index);
    });
    this.#places = places;
  }

  /** Place of the first column that has one of these names. */
  at(...names: string[]): number | undefined {
    for (const name of names) {
      const place = this.#places.get(columnName(name));
      if (place !== undefined) return place;
    }
    return undefined;
  }

  /** Places of all columns that have one of these names. */
  every(...names: string[]): readonly number[] {
    return [...new Set(names.flatMap((name) => this.at(name) ?? []))];
  }

  /** A column that stands twice, as it is spelled the second time; undefined where each stands once. */
  doubled(): string | undefined {
    const seen = new Set<string>();
    return this.names.find((name) => {
      const known = columnName(name);
      if (known === '') return false;
      const again = seen.has(known);
      seen.add(known);
      return again;
    });
  }

  /** Whether a column has one of these names, however it is spelled. */
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
