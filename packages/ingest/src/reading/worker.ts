import { parentPort } from 'node:worker_threads';
import { type Authority, createDirectory, type Directory } from '@monitoring-timeline/core';
import type { Drawn } from '../documents/draw-out.ts';
import type { DocumentText, MediaType, TextPage } from '../documents/model.ts';
import type { FileReading, Proposal } from '../proposal.ts';
import { readHtml } from '../readers/html.ts';
import type { ReadLimits } from '../readers/limits.ts';
import { UnreadableFile } from '../readers/lines.ts';
import type { PdfLimits } from '../readers/pdf-limits.ts';
import { pdfPages, Refused } from '../readers/pdf-text.ts';
import { readText } from '../readers/text.ts';
import { emptyDraft, readingOf } from './draft.ts';
import { handedAtOnce } from './read-table.ts';
import type { TableFormat } from './table-file.ts';

/** What a document is and when it is read, which its text does not say. */
export interface DrawOrder {
  readonly sha256: string;
  readonly mediaType: MediaType;
  /** Limits of a plain text or a page of HTML. */
  readonly limits: ReadLimits;
  /** Today as an ISO day. */
  readonly today: string;
  /** Publication day of a document that prints none, as the caller knows it. */
  readonly published?: string | undefined;
}

/** What a file of tables is and when it is read. */
export interface TableOrder extends Omit<DrawOrder, 'mediaType'> {
  readonly format: TableFormat;
}

/** What the pool asks of a worker: the pages of a file, with `draw` only what they say, or with `tables` what stands in its tables. */
export interface PdfOrder {
  readonly id: number;
  readonly path: string;
  readonly limits: PdfLimits;
  readonly draw?: DrawOrder | undefined;
  readonly tables?: TableOrder | undefined;
  /** Authorities that names are looked up among from this order on, `null` for the shipped ones; where left out, those of the order before. */
  readonly authorities?: readonly Authority[] | null;
}

export type PdfOutcome =
  /** What tables say, but for the proposals that were handed on before; `withdrawn` where those are not to be taken. */
  | { readonly tables: FileReading; readonly withdrawn: boolean }
  | { readonly pages: readonly TextPage[] }
  | { readonly drawn: Drawn }
  /** The file cannot be read. */
  | { readonly reason: string; readonly message: string; readonly locator?: string | undefined }
  /** The rules failed on its text, which is no fault of the file. */
  | { readonly fault: Error };

/** What a worker answers, and how much processor time that took, in ms. */
export type PdfAnswer = PdfOutcome & { readonly id: number; readonly workedMs: number };

/** Some of the proposals of a long table, before its answer. */
export interface Handed {
  readonly id: number;
  readonly proposals: readonly Proposal[];
}

let authorities: readonly Authority[] | undefined;
let directory: Directory | undefined;

function given(): Directory {
  directory ??= createDirectory(authorities);
  return directory;
}

async function tablesIn(id: number, path: string, order: TableOrder): Promise<PdfOutcome> {
  const { readTableFile } = await import('./table-file.ts');
  const hand = (proposals: readonly Proposal[]): void => {
    parentPort?.postMessage({ id, proposals } satisfies Handed);
  };
  // of several sheets each may be withdrawn by itself
  const draft = emptyDraft(order.format === 'table' ? hand : undefined);
  await readTableFile(path, order.sha256, order.format, { ...order, directory: given() }, draft);
  for (let at = 0; at < draft.proposals.length; at += handedAtOnce) {
    if (!draft.withdrawn || order.format === 'workbook') {
      hand(draft.proposals.slice(at, at + handedAtOnce));
    }
  }
  const tables = { ...readingOf(draft, path, order.sha256), proposals: [] };
  return { tables, withdrawn: draft.withdrawn && order.format === 'table' };
}

async function drawn(document: DocumentText, order: DrawOrder): Promise<PdfOutcome> {
  const { today, published } = order;
  try {
    // a worker that gives pages alone does without the rules
    const { drawOut } = await import('../documents/draw-out.ts');
    return { drawn: drawOut(document, { directory: given(), today, published }) };
  } catch (error) {
    return { fault: error instanceof Error ? error : new Error(String(error)) };
  }
}

async function documentAt(
  path: string,
  limits: PdfLimits,
  { sha256, mediaType, limits: textLimits }: DrawOrder,
): Promise<DocumentText> {
  if (mediaType === 'text/html') return readHtml(path, sha256, textLimits);
  if (mediaType === 'text/plain') return readText(path, sha256, textLimits);
  const pages = await pdfPages(path, limits);
  return { source: { file: path, sha256, mediaType }, paged: true, pages };
}

async function outcomeOf({ id, path, limits, draw, tables }: PdfOrder): Promise<PdfOutcome> {
  let document: DocumentText;
  try {
    if (tables) return await tablesIn(id, path, tables);
    if (!draw) return { pages: await pdfPages(path, limits) };
    document = await documentAt(path, limits, draw);
  } catch (error) {
    if (error instanceof Refused) return { reason: error.reason, message: error.message };
    if (error instanceof UnreadableFile) {
      const { reason, message, locator } = error;
      return { reason, message, locator };
    }
    if (tables) return { fault: error instanceof Error ? error : new Error(String(error)) };
    const why = String((error as Error).message).slice(0, 200);
    const message = `The file cannot be read (${why}). Fetch it again.`;
    const pdf = draw === undefined || draw.mediaType === 'application/pdf';
    return { reason: pdf ? 'damaged_pdf' : 'unreadable', message };
  }
  return drawn(document, draw);
}

parentPort?.on('message', async (order: PdfOrder) => {
  const before = process.threadCpuUsage();
  if (order.authorities !== undefined) {
    authorities = order.authorities ?? undefined;
    directory = undefined;
  }
  const outcome = await outcomeOf(order);
  const { user, system } = process.threadCpuUsage(before);
  const answer: PdfAnswer = { ...outcome, id: order.id, workedMs: (user + system) / 1000 };
  parentPort?.postMessage(answer);
});
