import { isTimelineError, readGrade } from '@monitoring-timeline/core';
import type { RowGiven } from '../proposal.ts';
import type { ReadLimits } from '../readers/limits.ts';
import { checkProblems, UnreadableFile } from '../readers/lines.ts';
import type { TableRow } from '../readers/sheet.ts';
import type { TableItem } from '../readers/table.ts';
import { Header, Row } from '../tables/cells.ts';
import type { RowReader, TableContext, TableKind } from '../tables/context.ts';
import { headerWithin, recognise } from '../tables/index.ts';
import { type AwaitedRow, AwaitedRows } from './awaited-rows.ts';
import type { Draft } from './draft.ts';
import { handedAtOnce } from './pieces.ts';
import {
  aboveHeader,
  cutShort,
  doubledColumn,
  missingColumns,
  noRows,
  tooWide,
  undated,
  unknownGrades,
  unrecognised,
} from './table-problems.ts';

/** What reading a table needs beside its rows. */
export interface TableSettings {
  readonly kinds: readonly TableKind[];
  readonly limits: ReadLimits;
  /** The context of a kind; undefined where the table is of a release and nothing says when that came out. */
  context(kind: TableKind): TableContext | undefined;
  /** Put before every place, as `sheet Name, `. */
  readonly place: string;
  /** True where a row writes all its cells, so that one with fewer than columns was cut; a workbook leaves blank ends out. */
  readonly whole: boolean;
  /** Rows that wait in quarantine and that the table may hold mended. */
  readonly awaited?: readonly AwaitedRow[] | undefined;
}

interface Opened {
  readonly kind: TableKind;
  readonly header: Header;
  readonly context: TableContext;
  readonly read: RowReader;
  readonly locator: string;
  readonly awaited: AwaitedRows | undefined;
}

/** What is needed to read a row again once its cells are mended. */
function rowGiven(
  { kind, header, context }: Opened,
  place: string,
  faulty: readonly string[],
): RowGiven {
  const { release } = context;
  const columns = header.names;
  return { table: kind.kind, place, columns, faulty, ...(release ? { release } : {}) };
}

function filled(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}

/** The same letters however they are composed, and no half of a pair. */
function wellFormed({ cells, locator }: TableRow): TableRow {
  return { cells: cells.map((cell) => cell.toWellFormed().normalize('NFC')), locator };
}

/**
 * Reads one table, wherever its rows come from: finds its header under titles and remarks, checks its columns, and reads its rows. A
 * row is taken whole or not at all, and no column that holds grades is passed over.
 */
export class TableReader {
  readonly #settings: TableSettings;
  readonly #draft: Draft;
  #from: number;
  #opened: Opened | undefined;
  #ended = false;
  #candidates = 0;
  /** What was passed over on the way to the header. */
  readonly #above: TableRow[] = [];
  #first: Header | undefined;
  #unread:
    | { readonly reason: string; readonly message: string; readonly locator?: string | undefined }
    | undefined;
  #nearest:
    | { readonly kind: TableKind; readonly missing: readonly string[]; readonly locator: string }
    | undefined;
  #rows = 0;
  /** Columns that hold grades and that no reader asked for, each with the first place. */
  readonly #graded = new Map<number, string>();
  /** Columns that rows found missing, each with its problem. */
  readonly #lacked = new Map<string, number>();
  #lastFirstCell = '';

  constructor(settings: TableSettings, draft: Draft) {
    this.#settings = settings;
    this.#draft = draft;
    this.#from = draft.proposals.length;
  }

  /** True once nothing more of the table can be read. */
  get ended(): boolean {
    return this.#ended;
  }

  take(given: TableItem): void {
    if (this.#ended) return;
    const item = 'row' in given ? { row: wellFormed(given.row) } : given;
    checkProblems(this.#draft.problems.length, this.#settings.limits);
    if (!this.#opened) {
      this.#seek(item);
      return;
    }
    if ('problem' in item) {
      this.#rows += 1;
      this.#draft.problems.push(item.problem);
      return;
    }
    const { cells, locator } = item.row;
    if (cells.every((cell) => cell.trim() === '')) return;
    this.#rows += 1;
    this.#row(this.#opened, new Row(this.#opened.header, cells), this.#at(locator));
  }

  /** Tells what can only be told at the end of a table. */
  end(): void {
    if (this.#opened) this.#close(this.#opened);
    else if (!this.#ended) this.#notFound();
  }

  #at(locator: string): string {
    return `${this.#settings.place}${locator}`;
  }

  #seek(item: TableItem): void {
    if ('problem' in item) {
      this.#unread ??= item.problem;
      return;
    }
    const { cells, locator } = item.row;
    if (cells.every((cell) => cell.trim() === '')) return;
    this.#candidates += 1;
    const header = new Header(cells);
    this.#first ??= header;
    const found = recognise(header, this.#settings.kinds);
    const at = this.#at(locator);
    if (found && 'kind' in found) this.#open(found.kind, header, at);
    else {
      this.#above.push(item.row);
      if (found) this.#nearest ??= { kind: found.nearest, missing: found.missing, locator: at };
      if (this.#candidates >= headerWithin) {
        this.#notFound();
        this.#ended = true;
      }
    }
  }

  #open(kind: TableKind, header: Header, locator: string): void {
    const { problems } = this.#draft;
    const doubled = doubledColumn(kind, header, { locator });
    if (doubled) {
      problems.push(doubled);
      this.#ended = true;
      return;
    }
    this.#draft.kind = kind.kind;
    if (kind.comparisonOnly) {
      this.#draft.note = kind.comparisonOnly;
      this.#ended = true;
      return;
    }
    const context = this.#settings.context(kind);
    if (!context) {
      if (!problems.includes(undated)) problems.push(undated);
      this.#ended = true;
      return;
    }
    const { awaited = [] } = this.#settings;
    this.#opened = {
      ...{ kind, header, context, read: kind.open(header, context), locator },
      awaited: awaited.length > 0 ? new AwaitedRows(awaited, kind.kind) : undefined,
    };
    for (const { cells, locator } of this.#rowsAbove(header)) {
      problems.push(aboveHeader(new Row(header, cells), this.#at(locator)));
    }
  }

  /**
   * Rows of the table over its header. A title or a remark fills one cell or two, and a heading over several columns the first of each;
   * under a row of the table neither is looked for.
   */
  #rowsAbove(header: Header): readonly TableRow[] {
    const full = filled(header.names);
    const first = this.#above.findIndex(
      ({ cells }) => filled(cells) >= 2 && filled(cells) * 2 >= full,
    );
    return first < 0 ? [] : this.#above.slice(first);
  }

  #row(opened: Opened, row: Row, locator: string): void {
    const { header, read } = opened;
    const { problems, proposals, people } = this.#draft;
    const wide = tooWide(row, locator);
    if (wide) {
      if (!this.#anew(opened, row, locator)) problems.push(wide);
      return;
    }
    if (this.#settings.whole && row.cells.length < header.width && !this.#isRemark(opened, row)) {
      if (this.#anew(opened, row, locator)) return;
      const short = cutShort(opened.kind, row, locator);
      const faulty = header.names.slice(row.cells.length).filter((name) => name !== '');
      problems.push({ ...short, row: rowGiven(opened, locator, faulty) });
      return;
    }
    const reading = read(row, locator);
    if (reading.problems.length > 0 && this.#anew(opened, row, locator)) return;
    this.#lastFirstCell = row.cells[0] ?? '';
    for (const proposal of reading.proposals) proposals.push(proposal);
    if (proposals.length >= handedAtOnce) this.#draft.hand?.(proposals.splice(0));
    for (const { faulty = [], ...told } of reading.problems) {
      const problem = { ...told, row: rowGiven(opened, locator, faulty) };
      const lacked = problem.reason === 'missing_column' ? problem.message : undefined;
      const seen = lacked === undefined ? 0 : (this.#lacked.get(lacked) ?? 0);
      if (lacked !== undefined) this.#lacked.set(lacked, seen + 1);
      // the same column is missing from every row: it is told once
      if (seen === 0) problems.push(problem);
    }
    if (reading.problems.length === 0) {
      for (const id of opened.awaited?.answeredBy(row) ?? []) {
        this.#draft.answered.push({ id, place: locator });
      }
    }
    for (const person of reading.people) if (!people.has(person.id)) people.set(person.id, person);
    for (const [index, cell] of row.cells.entries()) {
      if (header.read.has(index) || this.#graded.has(index)) continue;
      if (cell.length < 60 && readGrade(cell) !== undefined) this.#graded.set(index, locator);
    }
  }

  /** Where a row names columns again, another table begins: its rows are read under its own names. */
  #anew(opened: Opened, row: Row, locator: string): boolean {
    const header = new Header(row.cells);
    const found = recognise(header, this.#settings.kinds);
    if (!found || !('kind' in found)) return false;
    this.#rows -= 1;
    if (this.#rows > 0) this.#close(opened);
    this.#opened = undefined;
    this.#rows = 0;
    this.#from = this.#draft.proposals.length;
    this.#above.length = 0;
    this.#graded.clear();
    this.#lacked.clear();
    this.#open(found.kind, header, locator);
    return true;
  }

  /** Words under a table of a release, which write no cells after them; a row of which only its first cell is left is none. */
  #isRemark({ kind, context }: Opened, row: Row): boolean {
    const [first = ''] = row.cells;
    if (!kind.release || row.cells.length > 1 || first === this.#lastFirstCell) return false;
    if (!/\s/.test(first.trim())) return false;
    try {
      context.directory.resolve(first);
      return false;
    } catch (error) {
      if (isTimelineError(error)) return true;
      throw error;
    }
  }

  #close({ header, kind, locator }: Opened): void {
    const { problems, proposals } = this.#draft;
    const unread = [...this.#graded].filter(([index]) => !header.read.has(index));
    if (unread.length > 0) {
      proposals.length = Math.min(this.#from, proposals.length);
      this.#draft.withdrawn = true;
      for (const [index, first] of unread) {
        problems.push(unknownGrades(header.names[index] || `${index + 1}`, first, this.#rows));
      }
    }
    if (this.#rows === 0)
      problems.push(noRows(kind.kind, this.#settings.place === '' ? undefined : locator));
  }

  #notFound(): void {
    const { place, kinds } = this.#settings;
    const { problems } = this.#draft;
    if (this.#nearest) {
      const { kind, missing, locator } = this.#nearest;
      problems.push(missingColumns(kind, missing, { locator }));
    } else if (this.#unread && !this.#first) {
      throw new UnreadableFile(this.#unread.reason, this.#unread.message, this.#unread.locator);
    } else if (place !== '') {
      problems.push({
        reason: 'not_recognised',
        message: 'No table that is known here begins in the first rows of this sheet.',
        locator: place.replace(/, $/, ''),
      });
    } else if (this.#first) problems.push(unrecognised(this.#first, kinds, { locator: 'row 1' }));
    else throw new UnreadableFile('empty_file', 'The file is empty.');
  }
}
