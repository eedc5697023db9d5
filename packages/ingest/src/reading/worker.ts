import { type MessagePort, parentPort } from 'node:worker_threads';
import { type Authority, createDirectory, type Directory } from '@monitoring-timeline/core';
import type { Drawn } from '../documents/draw-out.ts';
import {
  type DocumentText,
  type MediaType,
  odtType,
  pdfType,
  type TextPage,
  wordType,
} from '../documents/model.ts';
import type { Picture, PictureOrder } from '../pictures/draw-page.ts';
import type { FileReading, Proposal } from '../proposal.ts';
import { readEvents } from '../readers/events.ts';
import { readHtml } from '../readers/html.ts';
import type { ReadLimits } from '../readers/limits.ts';
import { UnreadableFile } from '../readers/lines.ts';
import type { MailRead } from '../readers/mail.ts';
import type { PdfLimits } from '../readers/pdf-limits.ts';
import { pdfPages } from '../readers/pdf-text.ts';
import { pdfiumSpent, withPdf } from '../readers/pdfium.ts';
import { takePdfiumModule } from '../readers/pdfium-module.ts';
import { Refused } from '../readers/refused.ts';
import { readText } from '../readers/text.ts';
import { type Recognised, recognisedDocument } from '../recognition/document.ts';
import type { AwaitedRow } from './awaited-rows.ts';
import { emptyDraft, readingOf } from './draft.ts';
import { type Piece, piecesOf } from './pieces.ts';
import type { TableFormat } from './table-file.ts';

/** What a document is, which its text does not say. */
export interface TextOrder {
  readonly sha256: string;
  readonly mediaType: MediaType;
  /** Limits of whatever is no PDF. */
  readonly limits: ReadLimits;
}

/** The same, and when it is read. */
export interface DrawOrder extends TextOrder {
  /** Today as an ISO day. */
  readonly today: string;
  /** Publication day of a document that prints none, as the caller knows it. */
  readonly published?: string | undefined;
  /** What was recognised on the pictures of its pages, which is then its text. */
  readonly recognised?: Recognised | undefined;
}

/** What a file of tables or events is and when it is read. */
export interface TableOrder extends Omit<DrawOrder, 'mediaType'> {
  readonly format: TableFormat | 'events';
  /** Its size. */
  readonly bytes: number;
  /** Rows that wait in quarantine, of whatever file. */
  readonly awaited?: readonly AwaitedRow[] | undefined;
}

/** What the pool asks of a worker: the pages of a file, with `draw` only what they say, with `tables` what stands in its tables, with `picture` one of its pages drawn, with `mail` the documents that came with it. */
export interface PdfOrder {
  readonly id: number;
  readonly path: string;
  readonly limits: PdfLimits;
  /** Where pages alone are asked for: of what, unless it is a PDF. */
  readonly text?: TextOrder | undefined;
  readonly draw?: DrawOrder | undefined;
  readonly tables?: TableOrder | undefined;
  readonly picture?: PictureOrder | undefined;
  /** True where the file is a mail, whose documents are asked for. */
  readonly mail?: true | undefined;
  /** Where the lists of a reading of tables or events are handed on. */
  readonly handing?: MessagePort | undefined;
  /** Authorities that names are looked up among from this order on, `null` for the shipped ones; where left out, those of the order before. */
  readonly authorities?: readonly Authority[] | null;
  /** PDFium as the pool compiled it, with the first order that needs it. */
  readonly pdfium?: WebAssembly.Module;
}

export type PdfOutcome =
  /** What tables say, but for the lists that were handed on; `withdrawn` where its proposals are not to be taken. */
  | { readonly tables: FileReading; readonly withdrawn: boolean }
  | { readonly pages: readonly TextPage[] }
  | { readonly drawn: Drawn }
  | { readonly picture: Picture }
  | { readonly mail: MailRead }
  /** The file cannot be read. */
  | { readonly reason: string; readonly message: string; readonly locator?: string | undefined }
  /** The rules failed on its text, which is no fault of the file. */
  | { readonly fault: Error };

/** What a worker answers, how much processor time that took, in ms, and whether it is to read no more. */
export type PdfAnswer = PdfOutcome & {
  readonly id: number;
  readonly workedMs: number;
  readonly spent: boolean;
};

/** That a piece of the reading was handed on. */
export interface HandedOn {
  readonly id: number;
}

let authorities: readonly Authority[] | undefined;
let directory: Directory | undefined;

function given(): Directory {
  directory ??= createDirectory(authorities);
  return directory;
}

async function tablesIn(
  path: string,
  order: TableOrder,
  hand: (piece: Piece) => void,
): Promise<PdfOutcome> {
  const { readTableFile } = await import('./table-file.ts');
  // of several sheets each may be withdrawn by itself
  const handProposals = (proposals: readonly Proposal[]): void => hand({ proposals });
  const draft = emptyDraft(order.format === 'table' ? handProposals : undefined);
  const format = order.format === 'events' ? 'table' : order.format;
  await readTableFile(path, order.sha256, format, { ...order, directory: given() }, draft);
  const withdrawn = draft.withdrawn && format === 'table';
  return { tables: handedOn(readingOf(draft, path, order.sha256), hand), withdrawn };
}

async function eventsIn(
  path: string,
  { sha256, limits }: TableOrder,
  hand: (piece: Piece) => void,
): Promise<PdfOutcome> {
  const reading = { file: path, sha256, ...(await readEvents(path, limits, hand)) };
  return { tables: handedOn(reading, hand), withdrawn: false };
}

/** A reading without its lists, which were handed on. */
function handedOn(reading: FileReading, hand: (piece: Piece) => void): FileReading {
  for (const piece of piecesOf(reading)) hand(piece);
  return { ...reading, proposals: [], problems: [], people: [], recorded: [], recordedAt: [] };
}

async function drawn(document: DocumentText, order: DrawOrder): Promise<PdfOutcome> {
  const { today, published, recognised } = order;
  try {
    // a worker that gives pages alone does without the rules
    const { drawOut } = await import('../documents/draw-out.ts');
    return {
      drawn: drawOut(document, { directory: given(), today, published, sure: recognised?.sure }),
    };
  } catch (error) {
    return { fault: error instanceof Error ? error : new Error(String(error)) };
  }
}

async function pictureIn(path: string, limits: PdfLimits, order: PictureOrder): Promise<Picture> {
  const { drawPage } = await import('../pictures/draw-page.ts');
  return withPdf(path, limits.megabytes, (pdf) => drawPage(pdf, order));
}

async function documentAt(
  path: string,
  limits: PdfLimits,
  { sha256, mediaType, limits: textLimits }: TextOrder,
): Promise<DocumentText> {
  switch (mediaType) {
    case 'text/html':
      return readHtml(path, sha256, textLimits);
    case 'text/plain':
      return readText(path, sha256, textLimits);
    case wordType:
      return (await import('../readers/docx.ts')).readDocx(path, sha256, textLimits);
    case odtType:
      return (await import('../readers/odt.ts')).readOdt(path, sha256, textLimits);
    default: {
      const pages = await pdfPages(path, limits);
      return { source: { file: path, sha256, mediaType }, paged: true, pages };
    }
  }
}

async function outcomeOf({
  id,
  path,
  limits,
  text,
  draw,
  tables,
  picture,
  mail,
  handing,
}: PdfOrder): Promise<PdfOutcome> {
  let document: DocumentText;
  try {
    if (tables) {
      const read = tables.format === 'events' ? eventsIn : tablesIn;
      return await read(path, tables, (piece) => {
        handing?.postMessage(piece);
        parentPort?.postMessage({ id } satisfies HandedOn);
      });
    }
    if (mail) return { mail: await (await import('../readers/mail.ts')).readMail(path) };
    if (picture) return { picture: await pictureIn(path, limits, picture) };
    if (text) return { pages: (await documentAt(path, limits, text)).pages };
    if (!draw) return { pages: await pdfPages(path, limits) };
    document = draw.recognised
      ? recognisedDocument(path, draw, draw.recognised)
      : await documentAt(path, limits, draw);
  } catch (error) {
    if (error instanceof Refused) return { reason: error.reason, message: error.message };
    if (error instanceof UnreadableFile) {
      const { reason, message, locator } = error;
      return { reason, message, locator };
    }
    if (tables) return { fault: error instanceof Error ? error : new Error(String(error)) };
    const why = String((error as Error).message).slice(0, 200);
    const message = `The file cannot be read (${why}). Fetch it again.`;
    const pdf = (draw ?? text ?? { mediaType: pdfType }).mediaType === pdfType;
    return { reason: pdf ? 'damaged_pdf' : 'unreadable', message };
  }
  return drawn(document, draw);
}

/** The bytes of an answer, which are handed over and not copied. */
function buffersOf(answer: PdfOutcome): ArrayBuffer[] {
  if ('picture' in answer) return [answer.picture.png.buffer];
  if (!('mail' in answer)) return [];
  return [...new Set(answer.mail.attached.map(({ content }) => content.buffer))];
}

parentPort?.on('message', async (order: PdfOrder) => {
  const before = process.threadCpuUsage();
  if (order.authorities !== undefined) {
    authorities = order.authorities ?? undefined;
    directory = undefined;
  }
  if (order.pdfium) takePdfiumModule(order.pdfium);
  const outcome = await outcomeOf(order);
  const { user, system } = process.threadCpuUsage(before);
  const workedMs = (user + system) / 1000;
  const answer: PdfAnswer = { ...outcome, id: order.id, workedMs, spent: pdfiumSpent() };
  parentPort?.postMessage(answer, buffersOf(answer));
});
