import type { Directory, Source } from '@monitoring-timeline/core';
import { violationOf } from '../checks/claim-rules.ts';
import type { ClaimParts, PersonNamed, Problem, Proposal } from '../proposal.ts';
import { propose, UnreadableRow } from '../proposal.ts';
import type { ReleaseEdition } from '../releases/manifest.ts';
import type { Header, Row } from './cells.ts';
import { peopleInRow } from './people-in-row.ts';
import { checkIdentifiers } from './row-checks.ts';

/** The one authority that a name means on a day. */
export interface ResolvedAuthority {
  readonly key: string;
  readonly name: string;
}

/** What a table reader may ask; all of it is given from outside. */
export interface TableContext {
  /** Its path, or the name under which it is told of. */
  readonly file: string;
  /** Kind of the table that is read; empty for the sheets of a release, which are sources themselves. */
  readonly table: string;
  /** Of the bytes of the file. */
  readonly sha256?: string | undefined;
  /** Today: what is dated later cannot have been published. */
  readonly today: string;
  /** The release that the table belongs to, where it belongs to one. */
  readonly release?: ReleaseEdition | undefined;
  /** @throws UnreadableRow where no authority, or more than one, had the name on that day. */
  authority(name: string, asOf: string): ResolvedAuthority;
  /** Everything known of the authority that has a key. */
  readonly directory: Directory;
  /** The opaque id of a person, which follows from the name. */
  personId(name: string): string;
}

/** What one row says. */
export interface RowReading {
  readonly proposals: readonly Proposal[];
  readonly people: readonly PersonNamed[];
  readonly problems: readonly (Problem & { readonly faulty?: readonly string[] })[];
}

/** Reads the rows of one table, given its header. */
export type RowReader = (row: Row, locator: string) => RowReading;

/** A column, and what it gives. */
export interface NamedColumn {
  readonly index: number;
  readonly gives: string;
}

/** One kind of table: how to tell it by its header, and how to read it. */
export interface TableKind {
  /** Small letters and underscores, other than that of any other kind. */
  readonly kind: string;
  /** Columns that it must have; each with the variants of its name. */
  readonly required: readonly (readonly string[])[];
  /** For tables whose columns vary: how surely a header is of this kind, 0 (not) to 1 (all there). */
  readonly recognises?: (header: Header) => number;
  /** True for sheets of a statistical release, which need a publication day. */
  readonly release?: boolean;
  /** Columns that a header of this kind lacks beyond the required ones, as they are headed. */
  readonly lacks?: (header: Header) => readonly string[];
  /** Which of its columns hold grades, and of what; two columns that hold the same one are refused. */
  readonly gradeColumns?: (header: Header) => readonly NamedColumn[];
  /** Why it gives no claims, where it gives none on purpose. */
  readonly comparisonOnly?: string;
  /**
   * The reader of the rows of one table. It throws nothing for what a row says: what it cannot read is among the problems of the
   * row.
   */
  open(header: Header, context: TableContext): RowReader;
}

/** How tables head the publication day of a report. */
export const publicationColumns = [
  'published_date',
  'Publication date',
  'Published date',
  'Date published',
];

/** Collects what one row says; `attempt` keeps what is good where a part cannot be read. */
export class RowBuilder {
  /** Claims read so far. */
  readonly proposals: Proposal[] = [];
  /** Everyone whom they name. */
  readonly people: PersonNamed[] = [];
  /** What of the row could not be read. */
  readonly problems: RowProblem[] = [];
  /** Everyone whom the row named, also in what is left out. */
  readonly #named: PersonNamed[] = [];
  /** As it was given. */
  readonly row: Row;
  /** The row as it is being read: with cells that stand in for unreadable ones while further faults are looked for. */
  #read: Row;
  /** Its place in the file: `row 12`. */
  readonly locator: string;
  /** What its reader may ask. */
  readonly context: TableContext;

  constructor(row: Row, locator: string, context: TableContext) {
    this.row = row;
    this.#read = row;
    this.locator = locator;
    this.context = context;
  }

  /**
   * Takes one claim of the row.
   * @throws UnreadableRow where it does not fit the catalogue, the directory or the calendar; thrown within `attempt`, it becomes
   * a problem of the row
   */
  add(parts: ClaimParts): void {
    checkIdentifiers(this.#read, parts.authority, this.context.directory);
    const { table } = this.context;
    // the source of a compiled row is the document it was compiled from, so the place says which table it stands in
    const proposal = propose(parts, table ? `table ${table}, ${this.locator}` : this.locator);
    const { directory, today } = this.context;
    // whether somebody establishes an authority that the directory lacks is seen over all that is given
    const established = new Set([parts.authority]);
    const violation = violationOf(proposal.event, { directory, today, established });
    if (violation) {
      const { reason, message, field } = violation;
      const columns = field === 'published' ? publicationColumns : [];
      const column = columns.find((name) => this.row.header.has(name));
      throw new UnreadableRow(reason, message, column);
    }
    this.proposals.push(proposal);
  }

  /** The opaque id of a person, whose name goes to the register beside the log. */
  person(name: string): string {
    const id = this.context.personId(name);
    this.people.push({ id, name });
    this.#named.push({ id, name });
    return id;
  }

  /**
   * Runs one part of the row; what it cannot read becomes a problem with the row as given, which names every cell at fault, and its
   * claims are left out.
   */
  attempt(part: (row: Row) => void): void {
    const faults = this.#faults(part);
    const [first] = faults;
    if (!first) return;
    this.problems.push({
      reason: first.reason,
      message: messageOf(faults),
      locator: first.column ? `${this.locator}, column ${first.column}` : this.locator,
      column: first.column,
      given: this.row.given(),
      people: [...this.#named, ...peopleInRow(this.row)],
      faulty: faults.flatMap(({ column }) => {
        const at = column === undefined ? undefined : this.row.header.at(column);
        return at === undefined ? [] : [this.row.header.names[at] ?? ''];
      }),
    });
  }

  /** The faults of one part, found one after another by putting something readable in the place of each. */
  #faults(part: (row: Row) => void): readonly UnreadableRow[] {
    const faults: UnreadableRow[] = [];
    let row: Row | undefined = this.row;
    for (let stoodIn = new Set<string>(); row; ) {
      const fault = this.#run(part, row);
      if (!fault) break;
      const { column } = fault;
      if (faults.length > 0 && !isOfCell(fault, faults)) break;
      const again = column !== undefined && faults.some((one) => one.column === column);
      if (!again) faults.push(fault);
      // a cell that must be filled takes no blank, so that a day is tried in its place, once
      const instead: string = again ? anyDay : (fault.standIn ?? '');
      const key = `${column} ${instead}`;
      if (column === undefined || stoodIn.has(key) || faults.length >= mostFaults) break;
      stoodIn = new Set(stoodIn).add(key);
      row = row.with(column, instead);
    }
    return faults;
  }

  /** Runs a part; where it fails, nothing of it stays. */
  #run(part: (row: Row) => void, row: Row): UnreadableRow | undefined {
    const before = this.proposals.length;
    const named = this.people.length;
    const clean = row === this.row;
    this.#read = row;
    try {
      part(row);
    } catch (error) {
      if (!(error instanceof UnreadableRow)) throw error;
      this.proposals.length = before;
      this.people.length = named;
      return error;
    } finally {
      this.#read = this.row;
    }
    if (!clean) {
      this.proposals.length = before;
      this.people.length = named;
    }
    return undefined;
  }
}

/** A problem of a row, with the columns at fault. */
export interface RowProblem extends Problem {
  readonly faulty: readonly string[];
}

/** More faults than that are those of another table. */
const mostFaults = 20;
/** A day that stands in for one that must be given. */
const anyDay = '2019-01-01';

const ofCells =
  /^(?:unreadable_|unknown_(?:kind|role|authority|area)|ambiguous_authority|empty_cell)/;

/** Whether a fault found beside others is one of a cell, or may follow from what stands in for theirs. */
function isOfCell({ reason }: UnreadableRow, before: readonly UnreadableRow[]): boolean {
  if (reason === 'dates_contradict') {
    return !before.some((one) => /date|day|empty/.test(`${one.reason} ${one.column}`));
  }
  const kindMissing = before.some((one) => one.reason === 'unknown_kind');
  return ofCells.test(reason) && !(reason === 'unknown_area' && kindMissing);
}

function messageOf(faults: readonly UnreadableRow[]): string {
  const [first] = faults;
  if (faults.length < 2) return first?.message ?? '';
  return `The row has ${faults.length} faults. ${faults.map(({ message }, index) => `${index + 1}: ${message}`).join(' ')}`;
}

/** A row reader from a function that adds the claims of one row. */
export function eachRow(
  context: TableContext,
  read: (builder: RowBuilder, row: Row) => void,
): RowReader {
  return (row, locator) => {
    const builder = new RowBuilder(row, locator, context);
    builder.attempt((given) => read(builder, given));
    return builder;
  };
}

export const ofsted = 'Ofsted';

/** Source of claims that stand in a release: the sheet, its edition and its day. */
export function releaseSource(context: TableContext, sheet: string): Source {
  const release = context.release;
  if (!release) throw new Error(`The sheet "${sheet}" was opened without its release.`);
  return {
    publisher: ofsted,
    rank: 'release',
    title: `${release.title}: ${sheet}`,
    edition: release.edition,
    published: release.published,
    ...(context.sha256 ? { sha256: context.sha256 } : {}),
    assertedBy: 'inspectorate',
  };
}
