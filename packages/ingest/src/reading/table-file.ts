import { basename } from 'node:path';
import { type Directory, isTimelineError } from '@monitoring-timeline/core';
import { personIdOf } from '@monitoring-timeline/core/people';
import { UnreadableRow } from '../proposal.ts';
import type { ReadLimits } from '../readers/limits.ts';
import { csvRows } from '../readers/table.ts';
import { workbookSheets } from '../readers/workbook.ts';
import { isExplanation, readCover } from '../releases/cover.ts';
import { type ReleaseEdition, releaseAsAt, releaseOfFile } from '../releases/manifest.ts';
import type { TableContext, TableKind } from '../tables/context.ts';
import { isHeader, tableKinds } from '../tables/index.ts';
import type { AwaitedRow } from './awaited-rows.ts';
import type { Draft } from './draft.ts';
import { isNameOf } from './kept-name.ts';
import { TableReader } from './read-table.ts';
import { hiddenContent } from './table-problems.ts';

/** What is known of a table file beside its rows. */
export interface TableFileSettings {
  readonly directory: Directory;
  /** Today as an ISO day. */
  readonly today: string;
  /** Publication day of a release that states none, as the caller knows it. */
  readonly published?: string | undefined;
  readonly limits: ReadLimits;
  /** Kinds of table that are understood; the shipped ones unless given. */
  readonly tables?: readonly TableKind[] | undefined;
  /** Rows that wait in quarantine, of whatever file. */
  readonly awaited?: readonly AwaitedRow[] | undefined;
}

/** A table in lines, or sheets of them. */
export type TableFormat = 'table' | 'workbook';

/** What a reader of rows may ask. */
export function contextOf(
  settings: Pick<TableFileSettings, 'directory' | 'today'>,
  file: string,
  sha256: string | undefined,
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
        const [another] = directory.existing(asOf);
        throw new UnreadableRow(reason, error.message, 'authority', another?.name);
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
  settings: TableFileSettings,
  path: string,
  sha256: string,
  release: ReleaseEdition | undefined,
): (kind: TableKind) => TableContext | undefined {
  return (kind) => {
    if (!kind.release) return contextOf(settings, path, sha256, kind.kind, undefined);
    return release ? contextOf(settings, path, sha256, '', release) : undefined;
  };
}

function awaitedOf(path: string, { awaited = [] }: TableFileSettings): readonly AwaitedRow[] {
  return awaited.filter(({ file }) => isNameOf(file, path));
}

async function readCsv(path: string, sha256: string, settings: TableFileSettings, draft: Draft) {
  const { limits, tables: kinds = tableKinds } = settings;
  const release = editionOf(path, sha256, {}, settings.published);
  const context = tableContext(settings, path, sha256, release);
  const awaited = awaitedOf(path, settings);
  const given = { kinds, limits, context, place: '', whole: true, awaited };
  const table = new TableReader(given, draft);
  for await (const item of csvRows(path, limits, (cells) => isHeader(cells, kinds))) {
    table.take(item);
    if (table.ended) return;
  }
  table.end();
}

async function readWorkbook(
  path: string,
  sha256: string,
  settings: TableFileSettings,
  draft: Draft,
) {
  const { limits, tables: kinds = tableKinds } = settings;
  const sheets = await workbookSheets(path, limits);
  const release = editionOf(path, sha256, readCover(sheets), settings.published);
  const context = tableContext(settings, path, sha256, release);
  const awaited = awaitedOf(path, settings);
  draft.kind = 'statistical_release';
  for (const { name, rows, hidden } of sheets) {
    if (isExplanation(name)) continue;
    if (hidden.length > 0) draft.problems.push(hiddenContent(name, hidden));
    if (rows.length === 0) continue;
    const place = `sheet ${name}, `;
    const given = { kinds, limits, context, place, whole: false, awaited };
    const table = new TableReader(given, draft);
    for (const row of rows) table.take({ row });
    table.end();
  }
  if (kinds.some(({ kind, release }) => release && kind === draft.kind)) {
    draft.kind = 'statistical_release';
  }
}

/**
 * Reads a file of tables into a draft.
 * @throws UnreadableFile where it cannot be read as a whole
 */
export function readTableFile(
  path: string,
  sha256: string,
  format: TableFormat,
  settings: TableFileSettings,
  draft: Draft,
): Promise<void> {
  const read = format === 'workbook' ? readWorkbook : readCsv;
  return read(path, sha256, settings, draft);
}
