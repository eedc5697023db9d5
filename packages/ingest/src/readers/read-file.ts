import { basename } from 'node:path';
import { type Directory, isTimelineError } from '@monitoring-timeline/core';
import { personIdOf } from '@monitoring-timeline/core/people';
import type { FileReading, PersonNamed, Problem, Proposal } from '../proposal.ts';
import { UnreadableRow } from '../proposal.ts';
import { isExplanation, readCover } from '../releases/cover.ts';
import { type ReleaseEdition, releaseOfFile, releaseTitled } from '../releases/manifest.ts';
import { Header, Row } from '../tables/cells.ts';
import type { RowReader, TableContext, TableKind } from '../tables/context.ts';
import { recognise, tableKinds } from '../tables/index.ts';
import { readEvents } from './events.ts';
import { formatOf } from './format.ts';
import type { ReadLimits } from './limits.ts';
import { checkProblems, fileSha256, UnreadableFile } from './lines.ts';
import { odsSheets, type Sheet } from './ods.ts';
import type { PdfLimits } from './pdf-limits.ts';
import type { PdfPool } from './pool.ts';
import { csvRows, type TableItem } from './table.ts';
import { whyUnopened } from './unopened.ts';

export interface ReadSettings {
  readonly directory: Directory;
  /** Today as an ISO day. */
  readonly today: string;
  /** Publication day of a release that states none, as the caller knows it. */
  readonly published?: string | undefined;
  readonly limits: ReadLimits;
  /** Limits of one PDF; default those of `defaultPdfLimits`. */
  readonly pdf?: PdfLimits | undefined;
  /** The readers of PDF pages, started when the first is asked for. */
  readonly pool: () => Promise<PdfPool>;
}

interface Draft {
  kind: string;
  note: string | undefined;
  readonly proposals: Proposal[];
  readonly problems: Problem[];
  readonly people: Map<string, PersonNamed>;
}

function contextOf(
  settings: ReadSettings,
  file: string,
  sha256: string,
  table: string,
  release: ReleaseEdition | undefined,
): TableContext {
  const { directory, today } = settings;
  return {
    file: basename(file),
    table,
    sha256,
    today,
    release,
    directory,
    personId(name) {
      try {
        return personIdOf(name);
      } catch (error) {
        if (!isTimelineError(error)) throw error;
        throw new UnreadableRow('unreadable_name', error.message);
      }
    },
    authority(name, asOf) {
      try {
        const { key, name: known } = directory.resolve(name, { asOf });
        return { key, name: known };
      } catch (error) {
        if (!isTimelineError(error)) throw error;
        const reason =
          error.code === 'AmbiguousAuthority' ? 'ambiguous_authority' : 'unknown_authority';
        throw new UnreadableRow(reason, error.message, 'authority');
      }
    },
  };
}

/** The publication day and edition of a release: what the cover says, else what the manifest knows, else what the caller gives. */
function editionOf(
  file: string,
  sha256: string,
  cover: Partial<ReleaseEdition>,
  published: string | undefined,
): ReleaseEdition | undefined {
  const listed = releaseTitled(cover.title ?? '') ?? releaseOfFile(basename(file), sha256);
  const day = cover.published ?? listed?.published ?? published;
  if (!day) return undefined;
  const edition = cover.edition ?? listed?.edition ?? day;
  const named = cover.edition ?? listed?.edition;
  return {
    title:
      listed?.title ??
      (named
        ? `Local authority inspection outcomes as at ${named}`
        : `Local authority inspection outcomes, published ${day}`),
    edition,
    published: day,
    reportsTo: cover.reportsTo ?? listed?.reportsTo,
  };
}

const undated: Problem = {
  reason: 'release_without_publication_day',
  message:
    'The table belongs to a statistical release whose publication day is neither on a cover sheet nor in the list of known releases. Give it with --published.',
};

function addReading(draft: Draft, reader: RowReader, row: Row, locator: string): void {
  const { proposals, people, problems } = reader(row, locator);
  draft.proposals.push(...proposals);
  draft.problems.push(...problems);
  for (const person of people)
    if (!draft.people.has(person.id)) draft.people.set(person.id, person);
}

function tooWide(row: Row, locator: string): Problem | undefined {
  const extra = row.cells.slice(row.header.names.length).filter((cell) => cell.trim() !== '');
  if (extra.length === 0) return undefined;
  return {
    reason: 'too_many_cells',
    message: `The row has ${row.cells.length} cells under ${row.header.names.length} columns. A cell with a comma must stand in quotes.`,
    locator,
    given: row.given(),
  };
}

function columnsKnown(): string {
  return tableKinds.map(({ kind }) => kind).join(', ');
}

function unrecognised(header: Header): Problem {
  const columns = header.names.filter((name) => name !== '').slice(0, 12);
  return {
    reason: 'not_recognised',
    message: `No table that is known here has these columns: ${columns.join(', ') || 'none'}. Known tables: ${columnsKnown()}.`,
    locator: 'row 1',
  };
}

function missingColumns(kind: TableKind, missing: readonly string[]): Problem {
  const several = missing.length > 1;
  return {
    reason: 'missing_column',
    message: `This looks like the table ${kind.kind}, but the column${several ? 's' : ''} ${missing.join(', ') || 'of its grades'} ${several ? 'are' : 'is'} missing. Add ${several ? 'them' : 'it'} and import again.`,
    locator: 'row 1',
    ...(missing[0] ? { column: missing.join(', ') } : {}),
  };
}

function doubledColumn(column: string): Problem {
  return {
    reason: 'doubled_column',
    message: `The column ${column} stands twice in the header, so it cannot be told which one holds. Rename or remove one and import again.`,
    locator: 'row 1',
    column,
  };
}

async function readCsv(path: string, sha256: string, settings: ReadSettings, draft: Draft) {
  const opened: { header?: Header; reader?: RowReader } = {};
  for await (const item of csvRows(path, settings.limits)) {
    checkProblems(draft.problems.length, settings.limits);
    if (!opened.header) {
      opened.header = openCsv(path, sha256, settings, draft, item, opened);
      if (!opened.reader) return;
      continue;
    }
    if ('problem' in item) {
      draft.problems.push(item.problem);
      continue;
    }
    const row = new Row(opened.header, item.row.cells);
    const wide = tooWide(row, item.row.locator);
    if (wide) draft.problems.push(wide);
    else if (opened.reader) addReading(draft, opened.reader, row, item.row.locator);
  }
  if (!opened.header) throw new UnreadableFile('empty_file', 'The file is empty.');
}

/** Takes the first record as the header. Leaves `opened.reader` empty where the file ends there, with or without a problem. */
function openCsv(
  path: string,
  sha256: string,
  settings: ReadSettings,
  draft: Draft,
  item: TableItem,
  opened: { reader?: RowReader },
): Header {
  if ('problem' in item) {
    throw new UnreadableFile(item.problem.reason, item.problem.message, item.problem.locator);
  }
  const header = new Header(item.row.cells);
  const found = recognise(header);
  if (!found) {
    draft.problems.push(unrecognised(header));
    return header;
  }
  if ('nearest' in found) {
    draft.problems.push(missingColumns(found.nearest, found.missing));
    return header;
  }
  const doubled = header.doubled();
  if (doubled !== undefined) {
    draft.problems.push(doubledColumn(doubled));
    return header;
  }
  draft.kind = found.kind.kind;
  draft.note = found.kind.comparisonOnly;
  if (found.kind.comparisonOnly) return header;
  const release = editionOf(path, sha256, {}, settings.published);
  if (found.kind.release && !release) {
    draft.problems.push(undated);
    return header;
  }
  const context = found.kind.release
    ? contextOf(settings, path, sha256, '', release)
    : contextOf(settings, path, sha256, found.kind.kind, undefined);
  opened.reader = found.kind.open(header, context);
  return header;
}

/** How far down a sheet its header may stand, under title and remarks. */
const headerWithin = 15;

function readSheet(sheet: Sheet, context: TableContext, draft: Draft): void {
  const place = (locator: string): string => `sheet ${sheet.name}, ${locator}`;
  let nearest: Problem | undefined;
  for (const [index, candidate] of sheet.rows.slice(0, headerWithin).entries()) {
    const header = new Header(candidate.cells);
    const found = recognise(header);
    if (found && 'nearest' in found) {
      nearest = {
        ...missingColumns(found.nearest, found.missing),
        locator: place(candidate.locator),
      };
    }
    if (!found || !('kind' in found)) continue;
    const reader = found.kind.open(header, context);
    for (const { cells, locator } of sheet.rows.slice(index + 1)) {
      addReading(draft, reader, new Row(header, cells), place(locator));
    }
    return;
  }
  draft.problems.push(
    nearest ?? {
      reason: 'not_recognised',
      message: 'No table that is known here begins in the first rows of this sheet.',
      locator: `sheet ${sheet.name}`,
    },
  );
}

async function readWorkbook(path: string, sha256: string, settings: ReadSettings, draft: Draft) {
  const sheets = await odsSheets(path, settings.limits);
  draft.kind = 'statistical_release';
  const release = editionOf(path, sha256, readCover(sheets), settings.published);
  if (!release) {
    draft.problems.push(undated);
    return;
  }
  const context = contextOf(settings, path, sha256, '', release);
  for (const sheet of sheets) if (!isExplanation(sheet.name)) readSheet(sheet, context, draft);
}

/**
 * What one file says. It never throws for what the file holds: what cannot be taken is among the problems, and a file that
 * cannot be read as a whole has one problem and no proposals.
 */
export async function readFile(
  file: string,
  bytes: number,
  settings: ReadSettings,
): Promise<FileReading> {
  const draft: Draft = {
    kind: 'unrecognised',
    note: undefined,
    proposals: [],
    problems: [],
    people: new Map(),
  };
  const finish = (sha256?: string): FileReading => ({
    file,
    kind: draft.kind,
    sha256,
    proposals: draft.proposals,
    problems: draft.problems,
    people: [...draft.people.values()],
    recorded: [],
    ...(draft.note ? { note: draft.note } : {}),
  });
  if (bytes > settings.limits.fileBytes) {
    const message = `The file holds ${bytes} bytes; at most ${settings.limits.fileBytes} are read. Split it and import the parts.`;
    draft.problems.push({ reason: 'too_large', message });
    return finish();
  }
  let sha256: string | undefined;
  try {
    sha256 = await fileSha256(file);
    const format = await formatOf(file);
    switch (format) {
      case 'empty':
        throw new UnreadableFile('empty_file', 'The file is empty.');
      case 'application/pdf':
      case 'text/plain':
      case 'text/html': {
        // tables and questions do without the readers of documents
        const { readDocument } = await import('../documents/read-document.ts');
        const drawn = await readDocument(file, sha256, format, settings);
        return { file, sha256, recorded: [], ...drawn };
      }
      case 'workbook':
        await readWorkbook(file, sha256, settings, draft);
        return finish(sha256);
      case 'events': {
        const { recorded, people, proposals, problems } = await readEvents(file, settings.limits);
        const kind = recorded.length > 0 ? 'exported_log' : 'events';
        return { file, kind, sha256, proposals, problems, people, recorded };
      }
      default:
        await readCsv(file, sha256, settings, draft);
        return finish(sha256);
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (!(error instanceof UnreadableFile) && code === undefined) throw error;
    draft.proposals.length = 0;
    draft.problems.length = 0;
    draft.people.clear();
    draft.problems.push(
      error instanceof UnreadableFile
        ? { reason: error.reason, message: error.message, locator: error.locator }
        : { reason: 'unreadable', message: whyUnopened(code ?? '') },
    );
    return finish(sha256);
  }
}
