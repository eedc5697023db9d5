import { availableParallelism } from 'node:os';
import { createDirectory, type Directory } from '@monitoring-timeline/core';
import type { KindOfDocument } from '../documents/kind.ts';
import { checkPublished } from '../errors.ts';
import type { FileReading } from '../proposal.ts';
import { defaultLimits, type ReadLimits } from '../readers/limits.ts';
import { defaultPdfLimits, type PdfLimits } from '../readers/pdf-limits.ts';
import { type Found, filesUnder } from '../readers/walk.ts';
import type { TextRecognition } from '../recognition/recognition.ts';
import type { TableKind } from '../tables/context.ts';
import { tableKinds } from '../tables/index.ts';
import type { AwaitedRow } from './awaited-rows.ts';
import { attachedReadings, type OpenedFile } from './mail-file.ts';
import type { ReaderPool } from './pool.ts';
import { type ReadSettings, readFile } from './read-file.ts';

/** What reading files without writing anything may draw on, and its limits. */
export interface ReadOptions {
  /** Default: the shipped directory. */
  readonly directory?: Directory | undefined;
  /** Now; a report dated later is not yet published and goes to quarantine. Default: the system's clock. */
  readonly now?: Date | undefined;
  /** Publication day (ISO) of a release that states none. */
  readonly published?: string | undefined;
  /** How much of one file is read; `defaultLimits` unless given. */
  readonly limits?: Partial<ReadLimits> | undefined;
  /** How many PDFs are read at once. Default: one per core. */
  readonly readers?: number | undefined;
  /** Limits of one PDF. */
  readonly pdf?: Partial<PdfLimits> | undefined;
  /**
   * What recognises the text of PDFs that hold pictures, for instance `openTesseract()`. What it reads is asked about and never taken
   * unasked. Without it they wait in quarantine as `image_only`.
   */
  readonly recognition?: TextRecognition | undefined;
  /** Kinds of document beside the shipped ones, which are preferred to them where both fit. They run in this thread. */
  readonly kinds?: readonly KindOfDocument[] | undefined;
  /** Kinds of table beside the shipped ones, which are preferred to them where both fit. They run in this thread. */
  readonly tables?: readonly TableKind[] | undefined;
  /** Rows that wait in quarantine, so that a reading tells which of them a mended file answers. */
  readonly awaited?: readonly AwaitedRow[] | undefined;
}

/** Tables and questions do without the readers of documents. */
async function shippedKinds(): Promise<readonly KindOfDocument[]> {
  return (await import('../documents/kinds/index.ts')).kindsOfDocument;
}

/** How many PDFs are begun before their turn, so that every reader has one while the claims of another are taken. */
const ahead = 2 * availableParallelism();

type Reading = ReturnType<typeof readFile>;

/** PDFs are read ahead of their turn, in threads; everything else when its turn comes, so that memory stays bounded. */
function startAhead(
  found: readonly Found[],
  from: number,
  started: Map<number, Reading>,
  settings: ReadSettings,
): void {
  for (let index = from; index < Math.min(found.length, from + ahead); index += 1) {
    const one = found[index];
    if (!one || !('file' in one) || started.has(index)) continue;
    if (index > from && !one.file.toLowerCase().endsWith('.pdf')) continue;
    const reading = readFile(one.file, one.bytes, settings);
    // a failure is told when its turn comes
    reading.catch(() => undefined);
    started.set(index, reading);
  }
}

/** Paths and patterns, or what they led to (`filesUnder`) where that is known. */
export type Paths = readonly string[] | readonly Found[];

/** The files of paths; walks to them unless somebody has. @throws NoSuchPath */
export async function foundAt(paths: Paths): Promise<readonly Found[]> {
  const walked = paths.every((one) => typeof one !== 'string');
  return walked ? (paths as readonly Found[]) : filesUnder(paths as readonly string[]);
}

/**
 * Reads files and folders and says what would be imported, one reading a file, in the order of the paths, and one for each document that came with it. Nothing is written, and
 * what a file holds never makes it throw: what cannot be taken is among the problems of its reading.
 * @throws NoSuchPath where a path that was named leads nowhere; InvalidPublished where `published` lies after today.
 */
export async function* readPaths(
  paths: Paths,
  options: ReadOptions = {},
): AsyncGenerator<FileReading> {
  let pool: Promise<ReaderPool> | undefined;
  const pdf = { ...defaultPdfLimits, ...options.pdf };
  const settings: ReadSettings = {
    directory: options.directory ?? createDirectory(),
    today: (options.now ?? new Date()).toISOString().slice(0, 10),
    published: options.published,
    awaited: options.awaited,
    limits: { ...defaultLimits, ...options.limits },
    tables: options.tables && [...options.tables, ...tableKinds],
    kinds: options.kinds && [...options.kinds, ...(await shippedKinds())],
    pdf,
    recognition: options.recognition,
    pool() {
      pool ??= import('./pool.ts').then(({ createReaderPool }) =>
        createReaderPool(pdf, options.readers, settings.directory),
      );
      return pool;
    },
  };
  checkPublished(settings.published, settings.today);
  const found = await foundAt(paths);
  const started = new Map<number, Reading>();
  try {
    for (const [index, one] of found.entries()) {
      startAhead(found, index, started, settings);
      const reading = started.get(index);
      started.delete(index);
      if (reading && 'file' in one) yield* opened(await reading, one.name, settings);
      else if ('missing' in one) yield unread(one.missing, one.why);
    }
  } finally {
    await (await pool)?.close();
  }
}

/** What a file says, and then what the documents say that came with it. */
async function* opened(
  { reading, attached = [] }: OpenedFile,
  name: string,
  settings: ReadSettings,
): AsyncGenerator<FileReading> {
  const own = { name, ...reading };
  yield own;
  if (attached.length === 0) return;
  yield* attachedReadings(own, attached, async (path, bytes) => {
    return (await readFile(path, bytes, settings, true)).reading;
  });
}

function unread(file: string, message: string): FileReading {
  return {
    file,
    kind: 'unrecognised',
    proposals: [],
    problems: [{ reason: 'unreadable', message }],
    people: [],
    recorded: [],
  };
}
