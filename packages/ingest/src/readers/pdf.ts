import { stat } from 'node:fs/promises';
import type { DocumentText } from '../documents/model.ts';
import { UnreadableFile } from './lines.ts';
import type { PdfLimits } from './pdf-limits.ts';
import type { PdfPool } from './pool.ts';

/**
 * The text of a PDF with its places, read in a thread of the pool.
 * @throws UnreadableFile with the reason: `encrypted`, `truncated`, `image_only`, `damaged_pdf`, `too_many_pages`, `too_slow` ...
 */
export async function readPdf(
  path: string,
  sha256: string,
  pool: PdfPool,
  limits: PdfLimits,
): Promise<DocumentText> {
  const { size } = await stat(path);
  if (size > limits.fileBytes) {
    throw new UnreadableFile(
      'too_large',
      `The PDF holds ${size} bytes; at most ${limits.fileBytes} are read.`,
    );
  }
  const pages = await pool.pagesOf(path);
  return { source: { file: path, sha256, mediaType: 'application/pdf' }, paged: true, pages };
}
