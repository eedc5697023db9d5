import { basename } from 'node:path';
import type { Directory } from '@monitoring-timeline/core';
import type { KindOfDocument } from '../documents/kind.ts';
import { isMediaType } from '../documents/model.ts';
import type { FileReading, Problem } from '../proposal.ts';
import { readEvents } from '../readers/events.ts';
import { type Format, formatOf } from '../readers/format.ts';
import { fileSha256, UnreadableFile } from '../readers/lines.ts';
import type { PdfLimits } from '../readers/pdf-limits.ts';
import { isOfSystem } from '../readers/temporary-names.ts';
import { whyUnopened } from '../readers/unopened.ts';
import type { TextRecognition } from '../recognition/recognition.ts';
import { emptyDraft, readingOf } from './draft.ts';
import { type OpenedFile, openMail } from './mail-file.ts';
import type { ReaderPool } from './pool.ts';
import { readTableFile, type TableFileSettings, type TableFormat } from './table-file.ts';

export interface ReadSettings extends TableFileSettings {
  readonly directory: Directory;
  /** Kinds of document that are understood; the shipped ones unless given. */
  readonly kinds?: readonly KindOfDocument[] | undefined;
  /** Limits of one PDF; default those of `defaultPdfLimits`. */
  readonly pdf?: PdfLimits | undefined;
  readonly recognition?: TextRecognition | undefined;
  /** The readers in threads, started when the first is asked for. */
  readonly pool: () => Promise<ReaderPool>;
}

/** A table, or a file of events, of no more bytes is read at once: that takes less than to hand it to a thread. */
const readAtOnce = 32 * 1024;

/** Reads tables: in a thread of the pool, whose limits hold for them, unless they are few lines or of kinds from outside. */
async function readTables(
  file: string,
  bytes: number,
  sha256: string,
  format: TableFormat,
  settings: ReadSettings,
): Promise<FileReading> {
  const few = format === 'table' && bytes <= readAtOnce;
  if (few || settings.tables) {
    const draft = emptyDraft();
    await readTableFile(file, sha256, format, settings, draft);
    return readingOf(draft, file, sha256);
  }
  const { today, published, limits, awaited } = settings;
  const pool = await settings.pool();
  return pool.tablesIn(file, { sha256, format, bytes, today, published, limits, awaited });
}

/** A table of no known kind is told of by its columns; where those name a child, they are no more kept than a document about one. */
async function tablesOrRefusal(
  file: string,
  bytes: number,
  sha256: string,
  format: TableFormat,
  settings: ReadSettings,
): Promise<FileReading> {
  const reading = await readTables(file, bytes, sha256, format, settings);
  if (reading.kind !== 'unrecognised') return reading;
  const { identifiableChild, isTableAboutChild, refusedForChild } = await import(
    '../documents/about-a-child.ts'
  );
  const told = reading.problems.map(({ message }) => message).join('\n');
  if (!isTableAboutChild(told, settings.directory)) return reading;
  const problems = [{ reason: identifiableChild, message: refusedForChild }];
  return { ...reading, problems, foreign: true };
}

/** Reads events, as `readTables` reads tables. */
async function readLines(
  file: string,
  bytes: number,
  sha256: string,
  { today, published, limits, pool }: ReadSettings,
): Promise<FileReading> {
  if (bytes <= readAtOnce) return { file, sha256, ...(await readEvents(file, limits)) };
  const order = { sha256, format: 'events', bytes, today, published, limits } as const;
  return (await pool()).tablesIn(file, order);
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

/** What comes with a mail is a document or a table: a mail is opened once, and a log is given by whoever answers for it. */
function checkAttached(format: Format): void {
  if (format === 'mail') {
    const message = 'It is a mail that is attached to a mail. Save it on its own and give it.';
    throw new UnreadableFile('nested_mail', message);
  }
  if (format === 'events') {
    const message = 'Events that come by mail are not taken. Save the file and give it.';
    throw new UnreadableFile('not_recognised', message);
  }
}

/**
 * What one file says. It never throws for what the file holds: what cannot be taken is among the problems, and a file that
 * cannot be read as a whole has one problem and no proposals. `attached` says that it came with a mail.
 */
export async function readFile(
  file: string,
  bytes: number,
  settings: ReadSettings,
  attached = false,
): Promise<OpenedFile> {
  const failed = (problem: Problem): FileReading =>
    readingOf({ ...emptyDraft(), problems: [problem] }, file, sha256);
  let sha256: string | undefined;
  if (bytes > settings.limits.fileBytes) {
    const message = `The file holds ${bytes} bytes; at most ${settings.limits.fileBytes} are read. Split it and import the parts.`;
    return { reading: failed({ reason: 'too_large', message }) };
  }
  try {
    sha256 = await fileSha256(file);
    if (isOfSystem(basename(file))) {
      const message =
        'It is a file that a system keeps for itself, and no document. Leave it out of what you import.';
      return { reading: { ...failed({ reason: 'not_recognised', message }), foreign: true } };
    }
    const format = await formatOf(file);
    if (attached) checkAttached(format);
    if (isMediaType(format)) {
      // tables and questions do without the readers of documents
      const { readDocument } = await import('./read-document.ts');
      const drawn = await readDocument(file, sha256, format, settings);
      // a text that is none of the documents is a note of somebody, and nobody's to decide
      const foreign = format === 'text/plain' && drawn.kind === 'unrecognised';
      const reading = { file, sha256, recorded: [], ...drawn };
      return { reading: { ...reading, ...(foreign ? { foreign } : {}) } };
    }
    switch (format) {
      case 'empty':
        throw new UnreadableFile('empty_file', 'The file is empty.');
      case 'events':
        return { reading: await readLines(file, bytes, sha256, settings) };
      case 'mail':
        return await openMail(file, sha256, await settings.pool());
      default:
        return { reading: await tablesOrRefusal(file, bytes, sha256, format, settings) };
    }
  } catch (error) {
    return { reading: failed(whyUnread(error)) };
  }
}
