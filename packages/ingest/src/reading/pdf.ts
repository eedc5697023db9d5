import { stat } from 'node:fs/promises';
import type { Drawn } from '../documents/draw-out.ts';
import type { DocumentText } from '../documents/model.ts';
import { UnreadableFile } from '../readers/lines.ts';
import type { PdfLimits } from '../readers/pdf-limits.ts';
import type { ReaderPool } from './pool.ts';
import type { DrawOrder } from './worker.ts';

async function checkSize(path: string, limits: PdfLimits): Promise<void> {
  const { size } = await stat(path);
  if (size <= limits.fileBytes) return;
  throw new UnreadableFile(
    'too_large',
    `The PDF holds ${size} bytes; at most ${limits.fileBytes} are read.`,
  );
}

/**
 * The text of a PDF with its places, read in a thread of the pool.
 * @throws UnreadableFile with the reason: `encrypted`, `truncated`, `image_only`, `damaged_pdf`, `too_many_pages`, `too_slow` ...
 */
export async function readPdf(
  path: string,
  sha256: string,
  pool: ReaderPool,
  limits: PdfLimits,
): Promise<DocumentText> {
  await checkSize(path, limits);
  const pages = await pool.pagesOf(path);
  return { source: { file: path, sha256, mediaType: 'application/pdf' }, paged: true, pages };
}

/**
 * What a document says, read and drawn out in a thread of the pool, whose limits of time and memory hold for its rules too.
 * @throws UnreadableFile with the reason, as `readPdf` does
 */
export async function drawDocument(
  path: string,
  order: DrawOrder,
  pool: ReaderPool,
  limits: PdfLimits,
): Promise<Drawn> {
  if (order.mediaType === 'application/pdf') await checkSize(path, limits);
  return pool.drawnFrom(path, order);
}
