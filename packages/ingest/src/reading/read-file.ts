import { basename } from 'node:path';
import { type Directory, isTimelineError } from '@monitoring-timeline/core';
import { personIdOf } from '@monitoring-timeline/core/people';
import { type FileReading, type Problem, UnreadableRow } from '../proposal.ts';
import { readEvents } from '../readers/events.ts';
import { formatOf } from '../readers/format.ts';
import type { ReadLimits } from '../readers/limits.ts';
import { fileSha256, UnreadableFile } from '../readers/lines.ts';
import type { PdfLimits } from '../readers/pdf-limits.ts';
import type { PdfPool } from '../readers/pool.ts';
import { csvRows } from '../readers/table.ts';
import { whyUnopened } from '../readers/unopened.ts';
import { workbookSheets } from '../readers/workbook.ts';
import { isExplanation, readCover } from '../releases/cover.ts';
import { type ReleaseEdition, releaseAsAt, releaseOfFile } from '../releases/manifest.ts';
import type { TableContext, TableKind } from '../tables/context.ts';
import { isHeader } from '../tables/index.ts';
import { type Draft, emptyDraft, readingOf } from './draft.ts';
import { TableReader } from './read-table.ts';
import { hiddenContent } from './table-problems.ts';

export interface ReadSettings {
  readonly directory: Directory;
  /** Today as an ISO day. */
  readonly today: string;
  /** Publication day of a release that states none, as the caller knows it. */
  readonly published?: string | undefined;
  readonly limits: ReadLimits;
  /** Kinds of table that are understood. */
  readonly tables: readonly TableKind[];
  /** Limits of one PDF; default those of `defaultPdfLimits`. */
  readonly pdf?: PdfLimits | undefined;
  /** The readers of PDF pages, started when the first is asked for. */
  readonly pool: () => Promise<PdfPool>;
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
  // the edition is one, however its day and its title are worded
  const listed = releaseAsAt(cover.edition) ?? releaseOfFile(basename(file), sha256);
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

function tableContext(
  settings: ReadSettings,
  path: string,
  sha256: string,
  release: ReleaseEdition | undefined,
): (kind: TableKind) => TableContext | undefined {
  return (kind) => {
    if (!kind.release) return contextOf(settings, path, sha256, kind.kind, undefined);
    return release ? contextOf(settings, path, sha256, '', release) : undefined;
  };
}

async function readCsv(path: string, sha256: string, settings: ReadSettings, draft: Draft) {
  const { limits, tables: kinds } = settings;
  const release = editionOf(path, sha256, {}, settings.published);
  const context = tableContext(settings, path, sha256, release);
  const table = new TableReader({ kinds, limits, context, place: '', whole: true }, draft);
  for await (const item of csvRows(path, limits, (cells) => isHeader(cells, kinds))) {
    table.take(item);
    if (table.ended) return;
  }
  table.end();
}

async function readWorkbook(path: string, sha256: string, settings: ReadSettings, draft: Draft) {
  const { limits, tables: kinds } = settings;
  const sheets = await workbookSheets(path, limits);
  const release = editionOf(path, sha256, readCover(sheets), settings.published);
  const context = tableContext(settings, path, sha256, release);
  draft.kind = 'statistical_release';
  for (const { name, rows, hidden } of sheets) {
    if (isExplanation(name)) continue;
    if (hidden.length > 0) draft.problems.push(hiddenContent(name, hidden));
    if (rows.length === 0) continue;
    const place = `sheet ${name}, `;
    const table = new TableReader({ kinds, limits, context, place, whole: false }, draft);
    for (const row of rows) table.take({ row });
    table.end();
  }
  if (kinds.some(({ kind, release }) => release && kind === draft.kind)) {
    draft.kind = 'statistical_release';
  }
}

/** Why a file could not be read, whatever the cause: one file never keeps the next from being read. */
function whyUnread(error: unknown): Problem {
  if (error instanceof UnreadableFile) {
    return { reason: error.reason, message: error.message, locator: error.locator };
  }
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== undefined) return { reason: 'unreadable', message: whyUnopened(code) };
  return {
    reason: 'reader_failed',
    message: `Its reader failed on it (${String(message).slice(0, 200)}). That is a fault of this program: keep the file and report it.`,
  };
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
  const draft = emptyDraft();
  const finish = (sha256?: string): FileReading => readingOf(draft, file, sha256);
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
        const { note, ...read } = await readEvents(file, settings.limits);
        const kind = read.recorded.length > 0 ? 'exported_log' : 'events';
        return { file, kind, sha256, ...read, ...(note === undefined ? {} : { note }) };
      }
      default:
        await readCsv(file, sha256, settings, draft);
        return finish(sha256);
    }
  } catch (error) {
    draft.proposals.length = 0;
    draft.problems.length = 0;
    draft.people.clear();
    draft.problems.push(whyUnread(error));
    return finish(sha256);
  }
}
